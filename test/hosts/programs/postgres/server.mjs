// The database itself, in a process that nobody records. Prints its port, ends with its stdin.
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

const db = await PGlite.create();
const server = new PGLiteSocketServer({ db, port: 0, host: '127.0.0.1', maxConnections: 10 });
await server.start();
console.log(server.getServerConn().split(':').at(-1));
process.stdin.resume().on('end', () => process.exit());
