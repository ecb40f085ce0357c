// A client of a real Postgres over a socket: rows, a transaction that is rolled back, errors of the database.
import pg from 'pg';

const client = new pg.Client();
await client.connect();
await client.query('create temporary table account (id int primary key, balance int not null check (balance >= 0))');
for (let id = 1; id <= 50; id += 1) await client.query('insert into account values ($1, $2)', [id, id * 10]);
console.log((await client.query('select count(*)::int as n, sum(balance)::int as sum from account')).rows);
for (const [text, values] of [
  ['insert into account values ($1, 1)', [1]],
  ['select * from nowhere', []],
  ['selec 1', []],
]) {
  try {
    await client.query(text, values);
  } catch (error) {
    console.log(error.code, error.message, error.constraint);
  }
}

async function transfer(from, to, amount) {
  await client.query('begin');
  try {
    await client.query('update account set balance = balance + $1 where id = $2', [amount, to]);
    await client.query('update account set balance = balance - $1 where id = $2', [amount, from]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

await transfer(2, 1, 5);
try {
  await transfer(1, 2, 1000);
} catch (error) {
  console.log('rolled back:', error.code);
}
console.log((await client.query('select * from account where id < 3 order by id')).rows);

async function balanceOf(id) {
  const { rows } = await client.query('select * from account where id = $1', [id]);
  const owner = rows[0];
  return owner.balance;
}
try {
  await balanceOf(99);
} finally {
  await client.query('drop table account');
  await client.end();
}
