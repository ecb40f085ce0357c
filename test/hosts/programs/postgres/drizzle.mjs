// An ORM over the same database: rows, a transaction, errors with their cause.
import { eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { integer, pgTable, serial, text } from 'drizzle-orm/pg-core';
import pg from 'pg';

const users = pgTable('users', { id: serial('id').primaryKey(), name: text('name').notNull().unique(), age: integer('age') });
const client = new pg.Client();
await client.connect();
const db = drizzle(client, { logger: { logQuery: (query, params) => console.log(query, params) } });
await db.execute(sql`create temporary table users (id serial primary key, name text not null unique, age int)`);
await db.insert(users).values([{ name: 'Ada', age: 36 }, { name: 'Bob' }]);
console.log(await db.select().from(users).where(eq(users.name, 'Ada')));
try {
  await db.transaction(async (tx) => {
    await tx.update(users).set({ age: 37 }).where(eq(users.name, 'Ada'));
    tx.rollback();
  });
} catch (error) {
  console.log(error.name, error.message);
}
console.log(await db.select({ age: users.age }).from(users));

async function rename(id, name) {
  const changed = { name };
  await db.update(users).set(changed).where(eq(users.id, id));
}
try {
  await rename(2, 'Ada');
} catch (error) {
  console.log(error.name, error.message.split('\n')[0], error.cause?.code);
}
function ageOf(all, name) {
  const user = all.find((one) => one.name === name);
  if (user.age === null) throw new RangeError(`${name} has no age`);
  return user.age;
}
try {
  ageOf(await db.select().from(users), 'Bob');
} finally {
  await db.execute(sql`drop table users`);
  await client.end();
}
