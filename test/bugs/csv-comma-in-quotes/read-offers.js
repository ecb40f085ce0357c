import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** The offers of a price list, one a line. */
export async function* readOffers(file) {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  let isHead = true;
  for await (const line of lines) {
    if (!isHead) yield toOffer(line);
    isHead = false;
  }
}

function toOffer(line) {
  const cells = line.split(',');
  const [id, supplier, price, unit] = cells;
  const pricePerUnit = Number.parseFloat(price);
  if (Number.isNaN(pricePerUnit)) throw new SyntaxError(`offer ${id} has no price`);
  return { supplier, pricePerUnit, unit };
}
