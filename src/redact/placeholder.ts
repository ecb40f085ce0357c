import { exec } from '../base/held.ts';

/**
 * Whether a text only holds a secret's place, or says where the secret comes from: `<your-key>`, `sk-ant-...`, `ghp_xxxx`,
 * `********`, `process.env.API_KEY`, `${token}`, `getPassword()`, `null`. Takes a value as well as what a shape found.
 * The example keys of a vendor's page (`AKIAIOSFODNN7EXAMPLE`) are none: hiding them costs nothing.
 * Linear; of a text of more than 200 characters only a mask can be one.
 */
export function isPlaceholder(found: string): boolean {
  if (exec(MASK, found) !== null) return true;
  if (found.length > MAX_CHARS) return false;
  return (
    exec(BRACKETED, found) !== null ||
    exec(SPREAD_MASK, found) !== null ||
    exec(SHORTENED, found) !== null ||
    exec(REQUEST, found) !== null ||
    exec(WORD, found) !== null ||
    exec(REFERENCE, found) !== null ||
    exec(CALL, found) !== null
  );
}

const MAX_CHARS = 200;

/** Nothing, or nothing but signs that stand for characters, a key's prefix in front of them or not. */
const MASK = /^(?:[A-Za-z][A-Za-z0-9]{0,11}[-_]){0,4}(?:[xX]{3,}|[-_*.•●…#?]*|[-_xX*.•●…#?]{6,})$/;

/** `<…>`, `[…]`, `{…}`, `${…}`, `$(…)`, `%NAME%`, `$NAME`, `%s`, `@NAME@`, `:name`, a prefix in front or not. */
const BRACKETED =
  /^(?:[A-Za-z][A-Za-z0-9]{0,11}[-_]){0,4}(?:<[^<>]{0,120}>?|\[[A-Za-z _-]{0,60}\]|\$?\{{1,3}[^{}]{0,120}\}{0,3}|\$\([^()]{0,120}\)|`[^`]{0,120}`|%[A-Za-z_][A-Za-z0-9_]{0,60}%|%\(?[a-z_]{0,30}\)?[sdrvq]|\$\$?[A-Za-z_][A-Za-z0-9_:]{0,60}|\$\d{1,2}|@[A-Z_]{2,60}@|\([a-z _-]{0,60}\))[;,]?$/;

/** A mask with a few characters of the secret before and after: `sk-…****abcd`. */
const SPREAD_MASK = /^[A-Za-z0-9_.-]{0,12}[*•●]{3,}[A-Za-z0-9_.-]{0,8}$/;

/** A prefix and dots: `sk-ant-...`, `AKIA…`, `eyJhbGciOi...`; at most four characters of the end. */
const SHORTENED =
  /^(?:(?:[A-Za-z][A-Za-z0-9]{0,11}[-_]){0,4}|A[KS]IA|AIza(?:Sy)?|eyJ[A-Za-z0-9]{0,40})(?:\.{3,}|…)[A-Za-z0-9]{0,4}$/;

/** What asks for it: `your-api-key`, `YOUR_TOKEN_HERE`, `sk-your-key`, `replace-me`, `insert key here`. */
const REQUEST =
  /^(?:[a-z]{1,6}[-_]){0,3}(?:<?(?:[Yy]our|YOUR|[Ii]nsert|INSERT|[Rr]eplace|REPLACE|[Ee]nter|ENTER|[Pp]aste|PASTE)[-_ .A-Za-z0-9]{0,80}>?|[A-Za-z_ -]{1,60}[-_ ](?:here|HERE|goes[-_ ]here|placeholder|PLACEHOLDER))$/;

/** A word that says that there is none, what kind of value it is, or that it was taken out. */
const WORD =
  /^(?:null|NULL|undefined|None|nil|none|true|false|True|False|NaN|string|String|number|boolean|bool|str|int|bytes|any|unknown|never|void|object|text|TEXT|varchar|VARCHAR|char\[\]|string\[\]|Buffer|Uint8Array|SecretString|placeholder|PLACEHOLDER|redacted|REDACTED|hidden|masked|filtered|\[?(?:REDACTED|Redacted|redacted|FILTERED|Filtered|filtered|MASKED|hidden|secure|removed)\]?|\*{3}REDACTED\*{3})[;,)]?$/;

/** Where programs read settings from. */
const REFERENCE =
  /^!{0,2}(?:await )?(?:(?:process|import\.meta|Deno|Bun|globalThis\.process)\.env|os\.environ|System\.getenv|ENV|env|config|cfg|settings|secrets|vars?|local|module|data|github|this|self|req|request|options|opts|props|params|args|argv|ctx|context|state|input|body|user|account|session|credentials?|response|res|event|payload|form|values|model|row)(?:(?:\?|!)?\.[A-Za-z_$][A-Za-z0-9_$]{0,60}|\[["'`]?[A-Za-z0-9_$.-]{0,60}["'`]?\]|\??\.?\(["'`]?[A-Za-z0-9_$., -]{0,60}["'`]?\)){1,8}!?[;,)}\]]{0,3}$/;

/** A call: `getPassword()`, `randomBytes(32).toString`, `os.getenv("KEY")`. */
const CALL =
  /^!{0,2}(?:await |new )?[A-Za-z_$][A-Za-z0-9_$]{0,60}(?:\.[A-Za-z_$][A-Za-z0-9_$]{0,60}){0,5}\([^()]{0,120}\)?(?:\.[A-Za-z_$(][A-Za-z0-9_$()'"]{0,60}){0,3}[;,)]{0,3}$/;
