type Reply = { status: number; body?: { rows: string[] } };

async function query(sql: string): Promise<Reply> {
  await Promise.resolve();
  return { status: sql.length };
}

async function firstRow(sql: string): Promise<string> {
  const reply: Reply = await query(sql);
  const rows = reply.body!.rows; // fails here
  return rows[0]!;
}

await firstRow('select 1');
export {};
