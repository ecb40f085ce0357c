/** One SQL statement. Its only parameter, `?1`, is a text, mostly JSON: the one type that both ways to D1 are documented to take. */
export interface Statement {
  readonly sql: string;
  readonly param?: string;
}

export type Row = Readonly<Record<string, unknown>>;

/** A way to one D1 database: a Worker's binding, or Cloudflare's REST API. */
export interface Connection {
  /** What messages call the database; never with a token in it. */
  readonly name: string;
  /**
   * Runs statements in their order, in one request, and gives the rows of each. Over the binding it is one transaction; over REST that is
   * nowhere promised, so a request that failed may have run in part: whatever is sent must be safe to be sent again.
   * @throws D1Error
   */
  run(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]>;
}
