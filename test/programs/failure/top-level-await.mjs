const retries = 2;
const answer = await Promise.resolve({ rows: null });
const first = answer.rows[0]; // fails here
console.log(first, retries);
