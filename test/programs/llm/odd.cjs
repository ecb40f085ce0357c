// Asks for what is named on the command line and prints what came, however odd.
const { createHash } = require('node:crypto');
const axios = require('axios');
const undici = require('undici');
const { tell } = require('./tell.cjs');

const [transport, ...bodies] = process.argv.slice(2);
const send = require('./transports.cjs')({ axios, undici })[transport];

(async () => {
  for (const body of bodies)
    await tell(body.slice(0, 60), async () => {
      const { status, parts } = await send(`${process.env.MODEL_SERVER}/v1/chat/completions`, body);
      const hash = createHash('sha1');
      let size = 0;
      for await (const part of parts) {
        hash.update(part);
        size += part.length;
      }
      return [status, size, hash.digest('hex')];
    });
})();
