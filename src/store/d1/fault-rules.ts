import type { Remedy } from './d1-error.ts';

/** What a refusal means: what helps, and how a person is told. */
export interface Meaning {
  readonly remedy: Remedy;
  /** The cause, and what can be done about it; what the server said is put behind it. */
  readonly says: string;
  /** See `D1Error`. */
  readonly isTooLarge?: boolean;
}

export const BAD_TOKEN: Meaning = {
  remedy: 'never',
  says: 'Cloudflare refuses CLOUDFLARE_API_TOKEN: it must be a valid API token with the permission "D1 Edit" to push, "D1 Read" to read',
};
export const BAD_ACCOUNT: Meaning = {
  remedy: 'never',
  says: 'no access to this account: check CLOUDFLARE_ACCOUNT_ID, and that CLOUDFLARE_API_TOKEN has the permission "D1 Edit" in it',
};
export const BAD_DATABASE: Meaning = {
  remedy: 'never',
  says: 'this account has no such D1 database: check AGENTLOG_D1_DATABASE_ID and CLOUDFLARE_ACCOUNT_ID',
};
export const BAD_ADDRESS: Meaning = {
  remedy: 'never',
  says: 'this is not how D1 answers: check AGENTLOG_D1_URL, CLOUDFLARE_ACCOUNT_ID and AGENTLOG_D1_DATABASE_ID',
};
export const TOO_LARGE: Meaning = {
  remedy: 'smaller',
  says: 'the request is larger than D1 takes',
  isTooLarge: true,
};
export const OVERWORKED: Meaning = { remedy: 'smaller', says: 'the request was too much work for D1' };
export const UNWELL: Meaning = { remedy: 'later', says: 'D1 fails for the moment' };
export const REFUSED: Meaning = { remedy: 'never', says: 'D1 refuses' };

const NOT_OURS: Meaning = {
  remedy: 'never',
  says: "a table of this database is not agentlog's, though its name is: use another database",
};

/**
 * What D1 is known to say, the first match standing: a text may hold the words of a later row too ("storage operation exceeded
 * timeout which caused object to be reset").
 *
 * @see https://developers.cloudflare.com/d1/observability/debug-d1/
 */
const RULES: readonly (readonly [RegExp, Meaning])[] = [
  [
    /no such table/i,
    { remedy: 'never', says: "the database lacks agentlog's tables: `agentlog push --init` makes them" },
  ],
  [
    /no such column|has no column named|ON CONFLICT clause does not match|foreign key mismatch|datatype mismatch/i,
    NOT_OURS,
  ],
  [
    /because it is a view|cannot UPSERT a view|views may not be indexed|generated column|cannot store \w+ value in/i,
    NOT_OURS,
  ],
  [/(?:NOT NULL|UNIQUE|CHECK) constraint failed/i, NOT_OURS],
  [
    /\bdaily\b.*\blimit|free[ -]tier/i,
    {
      remedy: 'never',
      says: 'the daily quota of the account is used up: push again after 00:00 UTC, or take a paid plan',
    },
  ],
  [
    /maximum (?:DB|database) size|database or disk is full|SQLITE_FULL/i,
    {
      remedy: 'never',
      says: 'the database is full (a D1 database holds 10 GB, on the free plan 500 MB): delete old sessions or use another database',
    },
  ],
  [
    /too many API requests|too many subrequests/i,
    {
      remedy: 'never',
      says: 'this Worker invocation made all the requests that it may make: log less in one request',
    },
  ],
  [/overloaded|memory limit|CPU (?:time )?limit|operation exceeded timeout/i, OVERWORKED],
  [/SQLITE_TOOBIG|\btoo (?:big|large|long)\b/i, TOO_LARGE],
  [
    /out of memory|SQLITE_NOMEM|too many SQL statements|quer(?:y|ies)\b.*(?:timed out|timeout|time limit)/i,
    OVERWORKED,
  ],
  [
    /network connection lost|object to be reset|code was updated|transient issue|client disconnected|internal error/i,
    UNWELL,
  ],
  [/SQLITE_BUSY|database is locked|rate limit|too many requests|try again/i, UNWELL],
];

/** What a text of D1's means; `undefined` where it is none that is known. */
export function meaningOf(message: string): Meaning | undefined {
  return RULES.find(([pattern]) => pattern.test(message))?.[1];
}
