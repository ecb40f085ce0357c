/** A place where a secret may stand in a text. */
export interface Surrounding {
  readonly title: string;
  /** The text around it, and it as it is written there. */
  readonly around: (secret: string) => string;
  /** How the secret itself is written there: escaped, or as it is. */
  readonly written: (secret: string) => string;
}

const asItIs = (secret: string): string => secret;
const inJson = (secret: string): string => JSON.stringify(secret).slice(1, -1);

/** The ten places of the must-hide corpus. */
export const SURROUNDINGS: readonly Surrounding[] = [
  { title: 'bare', around: asItIs, written: asItIs },
  { title: 'in quotes', around: (secret) => `it is '${secret}', she said`, written: asItIs },
  {
    title: 'in JSON',
    around: (secret) => JSON.stringify({ id: 7, value: secret, ok: true }),
    written: inJson,
  },
  {
    title: 'in JSON within JSON',
    around: (secret) => JSON.stringify({ line: `\n${JSON.stringify({ value: secret })}` }),
    written: (secret) => inJson(inJson(secret)),
  },
  {
    title: 'in a URL',
    around: (secret) => `GET https://api.example.org/v1/items?page=2&x=${secret}&y=1 200`,
    written: asItIs,
  },
  {
    title: 'in a header',
    around: (secret) => `HTTP/1.1 200 OK\r\nX-Value: ${secret}\r\nContent-Length: 12\r\n`,
    written: asItIs,
  },
  { title: 'in a shell line', around: (secret) => `export X=${secret}; run --now`, written: asItIs },
  { title: 'in YAML', around: (secret) => `service:\n  value: ${secret}\n  port: 80\n`, written: asItIs },
  {
    title: 'in a diff line',
    around: (secret) => `@@ -1,2 +1,2 @@\n-value: old\n+${secret}\n`,
    written: asItIs,
  },
  {
    title: 'in colour',
    around: (secret) => `\x1b[1m\x1b[31m${secret}\x1b[0m done`,
    written: asItIs,
  },
];
