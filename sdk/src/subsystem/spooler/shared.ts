import type { SpoolerModel } from './spooler-model.js';

/** What the spoolers of all sessions of a subsystem share. */
export interface SpoolerShared {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly model: SpoolerModel;
  /** Which session's spooler works on a message, by the message's entry id: two sessions can have one store open. */
  readonly claims: Map<string, object>;
  /** Whether another session has the same store of the profile open. */
  isOpenElsewhere(own: object, storeUid: string): boolean;
}
