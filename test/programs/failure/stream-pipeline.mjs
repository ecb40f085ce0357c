import { pipeline } from 'node:stream/promises';

async function* rows() {
  yield { text: 'a' };
  yield {};
}

async function* upperCase(source) {
  for await (const chunk of source) {
    yield chunk.text.toUpperCase(); // fails here
  }
}

await pipeline(rows(), upperCase, async (texts) => {
  for await (const text of texts) console.log(text);
});
