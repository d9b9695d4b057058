import type { Hindrances } from '#harness/recording/hindrances.js';
import type { FarSideEvent } from '#harness/recording/mail.js';
import { stateOfMail } from '#harness/recording/mail.js';
import type { LedgerOutcome } from '#harness/recording/observation.js';
import { LifeScript, observed } from './recordings.js';

/** The message `o1` as it was submitted: whoever is refused, or taken later, does not count. */
export const SUBMITTED = stateOfMail({ subject: 'o1 v1 x', body: 'Hello', recipients: ['a@x', 'b@x'] });

/** What the two lives find besides what the far side says. */
export interface MailFound {
  /** Whom the report in the inbox names in the last life; null: nobody has read it, absent: there is none. */
  readonly addresses?: readonly string[] | null;
  /** The message waits in the outgoing queue in the last life. */
  readonly isQueued?: boolean;
  /** How many messages had arrived when all was quiet in the first life; absent: it did not wait for that. */
  readonly settled?: number;
}

/**
 * What the ledger says of a life that submits `o1` and is killed, and of one that reads back.
 *
 * @param hindrances - what is in the way of the message
 * @param scenario - one whose kills the provider is told of, unless said otherwise
 */
export function mailLedger(
  farSide: readonly FarSideEvent[],
  hindrances: Hindrances,
  { addresses, isQueued = false, settled }: MailFound = {},
  scenario = 'immediate-exit',
): LedgerOutcome {
  const about = { item: 'o1', session: 0 };
  const first = new LifeScript().step('work');
  first.write({
    e: 'saved',
    ...about,
    category: 'outbound',
    phase: 'before-query',
    state: SUBMITTED,
    ...hindrances,
  });
  if (settled !== undefined) first.write({ e: 'settled', session: 0, deliveries: settled });
  const last = new LifeScript().step('read-back');
  if (addresses !== undefined) last.write({ e: 'returned', ...about, ...(addresses === null ? {} : { addresses }) });
  if (isQueued) last.write({ e: 'queued', ...about });
  return observed([first.killed(), last.readBack(0).exited()], { farSide, scenario }).ledger;
}

/** The differences of a ledger, each by its kind and what was seen. */
export function differencesOf({ differences }: LedgerOutcome): readonly string[] {
  return differences.map(({ kind, seen }) => `${kind}: ${seen}`);
}
