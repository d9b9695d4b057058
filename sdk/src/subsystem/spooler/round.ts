/** What a round of the spooler is to do; everything unless said otherwise. */
export interface SpoolerRunOptions {
  /** Whether messages in the outgoing queues are offered to transports; true unless given. */
  readonly outbound?: boolean | undefined;
  /** Whether waiting mail is fetched from transports; true unless given. */
  readonly inbound?: boolean | undefined;
  /** Whether Idle is called on the transports that want it, when nothing else was to be done; true unless given. */
  readonly idle?: boolean | undefined;
}

/** What a round of the spooler has done. */
export interface SpoolerRound {
  /** Messages that have left the outgoing queue, sent to all of their recipients or reported as undeliverable. */
  readonly finished: number;
  /** Messages that a transport keeps, and reports on later (END_DONT_RESEND). */
  readonly deferred: number;
  /** Messages that stay in the queue and are offered again: busy, waiting, failed. */
  readonly waiting: number;
  /** Messages that were received and saved. */
  readonly received: number;
  /** Delivery and non-delivery reports that the spooler has put into a store. */
  readonly reports: number;
  /** Calls of providers that failed in a way that no rule provides for. */
  readonly failures: number;
}

/** A round while it goes on. */
export interface RoundTally {
  finished: number;
  deferred: number;
  waiting: number;
  received: number;
  reports: number;
  failures: number;
}

/** A round that has done nothing yet. */
export function emptyRound(): RoundTally {
  return { finished: 0, deferred: 0, waiting: 0, received: 0, reports: 0, failures: 0 };
}

/** Adds what one session's spooler did to what others did. */
export function addRound(sum: RoundTally, round: SpoolerRound): void {
  for (const key of Object.keys(sum) as (keyof RoundTally)[]) sum[key] += round[key];
}
