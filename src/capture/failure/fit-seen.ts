import type { Descriptor } from '../../value/descriptor.ts';

/** What was seen at a throw, as it goes into an event. */
export interface Seen {
  readonly locals: Readonly<Record<string, Descriptor>>;
  readonly this?: Descriptor;
}

/** The same within its bytes, and how many variables that took. */
export interface Fitted<T extends Seen> {
  readonly seen: T;
  readonly dropped: number;
}

/** Takes variables away, the outermost first, then `this`, until the whole takes at most `maxBytes` as JSON. */
export function fitSeen<T extends Seen>(seen: T, maxBytes: number): Fitted<T> {
  let bytes = Buffer.byteLength(JSON.stringify(seen));
  if (bytes <= maxBytes) return { seen, dropped: 0 };
  const locals: Record<string, Descriptor> = Object.assign(Object.create(null), seen.locals);
  let dropped = 0;
  for (const name of Object.keys(locals).reverse()) {
    if (bytes <= maxBytes) break;
    bytes -= Buffer.byteLength(JSON.stringify({ [name]: locals[name] }));
    delete locals[name];
    dropped += 1;
  }
  const { this: thisValue, ...rest } = seen;
  const keepsThis = thisValue !== undefined && bytes <= maxBytes;
  return { seen: { ...rest, locals, ...(keepsThis && { this: thisValue }) } as unknown as T, dropped };
}
