// What `agentlog tokens` or `sessions` tells, asked of DuckDB: node duckdb-tokens.mjs model|session FILES
import { DuckDBInstance } from '@duckdb/node-api';

const [, , by, files] = process.argv;
const columns = "{session_id: 'VARCHAR', event_type: 'VARCHAR', model: 'VARCHAR', tokens_total: 'BIGINT'}";
const source = `read_json('${files}', format = 'newline_delimited', columns = ${columns})`;
const queries = {
  model: `SELECT model, count(*), sum(tokens_total) FROM ${source} WHERE event_type = 'llm_call' GROUP BY model`,
  session: `SELECT session_id, event_type, count(*), sum(tokens_total) FROM ${source} GROUP BY session_id, event_type`,
};
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const reader = await connection.runAndReadAll(queries[by]);
console.log(reader.getRows().map(String).join('\n'));
