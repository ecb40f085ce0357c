/** One row of a table of fields. */
export interface Field {
  /** `code?` where it may be left out. */
  readonly name: string;
  /** `text`, `whole number or null`, `list of error`, the name of another table … */
  readonly type: string;
  /** `from 0, ms`, `200 characters`, `10,240 bytes`, `50 entries`, or nothing. */
  readonly range: string;
}

/** The tables of fields of a page by what stands above each: its heading's words, or `error` of a line "An *error*:". */
export function readFieldTables(page: string): ReadonlyMap<string, readonly Field[]> {
  const tables = new Map<string, readonly Field[]>();
  let title = '';
  for (const part of page.split(/\n{2,}/)) {
    title = /^## (.+)$/m.exec(part)?.[1] ?? /^(?:An? )?\*([\w ]+)\*.*:$/.exec(part)?.[1] ?? title;
    if (part.startsWith('| field | type |')) tables.set(title, part.trim().split('\n').slice(2).map(readRow));
  }
  return tables;
}

function readRow(row: string): Field {
  const [, name = '', type = '', range = ''] = row.split('|').map((cell) => cell.trim());
  return { name: name.replaceAll('`', ''), type, range };
}

/** The fields of an interface in a TypeScript source, in their order: `name`, or `name?`. */
export function fieldsOf(source: string, name: string): string[] {
  const body = new RegExp(`export interface ${name}\\b[^{]*\\{\\n([^]*?)\\n\\}`).exec(source)?.[1] ?? '';
  return [...body.matchAll(/^ {2}readonly (\w+\??):/gm)].map(([, field = '']) => field);
}

/** What of a value is not as a page's table says, each with its path. */
export function misfits(
  value: unknown,
  table: string,
  tables: ReadonlyMap<string, readonly Field[]>,
  path: string = table,
): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} is no object`];
  const fields = tables.get(table);
  if (fields === undefined) return [`${path}: the page has no table of "${table}"`];
  const names = fields.map(({ name }) => name.replace('?', ''));
  const unknown = Object.keys(value).filter((key) => !names.includes(key));
  return [
    ...unknown.map((key) => `${path}.${key} stands in no table`),
    ...fields.flatMap((field, i) => {
      const name = names[i] ?? '';
      const own = (value as Readonly<Record<string, unknown>>)[name];
      if (own !== undefined) return misfitsOfField(own, field, tables, `${path}.${name}`);
      return field.name.endsWith('?') ? [] : [`${path}.${name} is missing`];
    }),
  ];
}

const SCALARS: Readonly<Record<string, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: (value) => Number.isFinite(value),
  'whole number': (value) => Number.isSafeInteger(value),
  'true or false': (value) => typeof value === 'boolean',
  null: (value) => value === null,
  anything: () => true,
};
/** What the tables call these in prose. */
const TABLE_OF: Readonly<Record<string, string>> = { descriptor: 'Descriptors' };

function misfitsOfField(
  value: unknown,
  { type, range }: Field,
  tables: ReadonlyMap<string, readonly Field[]>,
  path: string,
): string[] {
  const outOfRange = isInRange(value, range) ? [] : [`${path} is beyond "${range}"`];
  if (type.startsWith('list of ')) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    const item = { name: '', type: type.slice('list of '.length), range: '' };
    return value.flatMap((one, i) => misfitsOfField(one, item, tables, `${path}[${i}]`));
  }
  if (type === 'descriptors') {
    const entries = Object.entries(value as object);
    return [
      ...outOfRange,
      ...entries.flatMap(([key, one]) => misfits(one, 'Descriptors', tables, `${path}.${key}`)),
    ];
  }
  const table = TABLE_OF[type] ?? type;
  if (tables.has(table)) return [...outOfRange, ...misfits(value, table, tables, path)];
  const kinds = type === 'true or false' ? [type] : type.split(' or ');
  const unknown = kinds.filter((kind) => SCALARS[kind] === undefined);
  if (unknown.length > 0) return [`${path}: the page says "${type}", which is no type`];
  return kinds.some((kind) => SCALARS[kind]?.(value)) ? outOfRange : [`${path} is no ${type}`];
}

function isInRange(value: unknown, range: string): boolean {
  const [, from] = /from (\d+)/.exec(range) ?? [];
  if (from !== undefined && typeof value === 'number' && value < Number(from)) return false;
  const [, count = '', unit] = /([\d,]+) (characters|bytes|entries)/.exec(range) ?? [];
  const most = Number(count.replaceAll(',', ''));
  if (unit === 'entries') return Object.keys(value as object).length <= most;
  if (typeof value !== 'string' || unit === undefined) return true;
  return (unit === 'bytes' ? Buffer.byteLength(value) : value.length) <= most;
}
