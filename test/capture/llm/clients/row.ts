import type { LoggedCall } from '../run-client.ts';

/** A program and the calls that its log should show. */
export interface ClientRow {
  readonly client: string;
  readonly programs: readonly string[];
  readonly args?: readonly string[];
  readonly calls: readonly LoggedCall[];
}
