/**
 * The REST API of D1 in the shapes that Cloudflare documents, in front of a real local database: the text of a Worker. Its error
 * codes are those that were seen of the real API; it knows no rate limits.
 *
 * @see https://developers.cloudflare.com/api/resources/d1/subresources/database/methods/query/
 */
export const REST_WORKER = `
const answer = (status, result, errors = []) =>
  Response.json({ success: errors.length === 0, errors, messages: [], result }, { status });
const refuse = (status, code, message) => answer(status, status === 400 ? [] : null, [{ code, message }]);

export default {
  async fetch(request, env) {
    const path = new URL(request.url).pathname;
    // The binding itself, for the tests: what it gives and what it throws.
    if (path === '/binding') {
      const list = await request.json();
      try {
        const statements = list.map(({ sql, params }) => {
          const statement = env.DB.prepare(sql);
          return params.length > 0 ? statement.bind(...params) : statement;
        });
        return Response.json({ results: await env.DB.batch(statements) });
      } catch (error) {
        return Response.json({ error: error.message });
      }
    }
    const [, account, database, method] =
      /^\\/client\\/v4\\/accounts\\/([^/]+)\\/d1\\/database\\/([^/]+)\\/(query|raw)$/.exec(path) ?? [];
    if (method === undefined || request.method !== 'POST') return refuse(404, 7003, 'No route for the URI');
    if (request.headers.get('authorization') !== 'Bearer ' + env.TOKEN) return refuse(401, 10000, 'Authentication error');
    if (account !== env.ACCOUNT)
      return refuse(403, 7403, 'The given account is not valid or is not authorized to access this service');
    if (database !== env.DATABASE) return refuse(404, 7404, 'The database ' + database + ' could not be found');
    let body;
    try {
      body = await request.json();
    } catch {
      return refuse(400, 7400, 'invalid JSON body');
    }
    const list = Array.isArray(body.batch) ? body.batch : typeof body.sql === 'string' ? [body] : [];
    if (list.length === 0) return refuse(400, 7400, 'request must carry sql or batch');
    // The schema of the API knows texts alone.
    if (list.some(({ params = [] }) => params.some((param) => typeof param !== 'string')))
      return refuse(400, 7400, 'params must be strings');
    try {
      const statements = list.map(({ sql, params }) => {
        const statement = env.DB.prepare(sql);
        return params?.length ? statement.bind(...params) : statement;
      });
      const results = await env.DB.batch(statements);
      return answer(
        200,
        results.map(({ meta, results: rows }) => ({
          success: true,
          meta,
          results:
            method === 'query'
              ? rows
              : { columns: Object.keys(rows[0] ?? {}), rows: rows.map((row) => Object.values(row)) },
        })),
      );
    } catch (error) {
      return refuse(400, 7500, String(error.message).replace(/^D1_ERROR: /, ''));
    }
  },
};
`;
