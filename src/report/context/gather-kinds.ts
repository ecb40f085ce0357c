import type { FailureEvent } from '../../event/types.ts';
import { fingerprintOf } from '../fingerprint.ts';
import type { FailureNote } from './types.ts';

/** Kinds that can be shown; of more only their number is told. */
const MAX_NOTED_KINDS = 12;
const MAX_COUNTED_KINDS = 2_000;

/** The failures of one fingerprint so far. */
export interface GatheredKind {
  readonly fingerprint: string;
  readonly latest: FailureNote;
  previous?: FailureNote;
  /** How many runs and turns had been met when it was; by that an earlier run is told from the same one. */
  readonly epoch: number;
  previousEpoch: number;
  count: number;
}

/** Puts failures together by fingerprint, the newest failure first. */
export interface KindsGatherer {
  /** Takes the next older failure. `epoch` counts the runs and turns met so far. */
  take(event: FailureEvent, at: number, epoch: number): void;
  /** The kinds that can be shown, the newest first. */
  kinds(): readonly GatheredKind[];
  /** How many kinds there are besides. */
  more(): number;
}

/** Costs a fingerprint for each failure; notes are made of the newest of each kind and of the one to compare it with. */
export function createKindsGatherer(note: (event: FailureEvent, at: number) => FailureNote): KindsGatherer {
  const noted = new Map<string, GatheredKind>();
  const others = new Set<string>();

  return {
    take(event, at, epoch) {
      const fingerprint = fingerprintOf(event);
      const kind = noted.get(fingerprint);
      if (kind !== undefined) {
        kind.count += 1;
        // One of an earlier run tells more than one of the same run.
        if (kind.previous === undefined || (kind.previousEpoch === kind.epoch && epoch > kind.epoch)) {
          kind.previous = note(event, at);
          kind.previousEpoch = epoch;
        }
      } else if (noted.size < MAX_NOTED_KINDS) {
        noted.set(fingerprint, {
          fingerprint,
          latest: note(event, at),
          epoch,
          previousEpoch: epoch,
          count: 1,
        });
      } else if (others.size < MAX_COUNTED_KINDS) others.add(fingerprint);
    },
    kinds: () => [...noted.values()],
    more: () => others.size,
  };
}
