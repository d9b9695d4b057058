import { MAPI_BCC, MAPI_TO } from '@mapi-kit/sdk';
import { knownAddress } from '../../recording/item-names.js';
import type { Random } from '../workload/random.js';
import { bodyOf, makeMail, subjectOf } from './mail-content.js';
import type { OutgoingMail } from './outgoing-mail.js';

/** What people write where the subject says everything. */
const ALIKE = 'Thursday at ten, room 4 (eom)';

/** Longer than a client takes that leaves from there. */
const NOT_BEFORE_MS = 1_000;

/** A message of text that nobody but one in Bcc gets. */
export function makeBlindMail(random: Random, item: string): OutgoingMail {
  const address = `${item}.1@example.org`;
  return {
    mail: { subject: subjectOf(random, item), body: bodyOf(random), recipients: [address], bcc: [] },
    recipients: [{ address, type: MAPI_BCC }],
  };
}

/**
 * A message of text that is not to be delivered at once. A transport need not mind; one that does still has it when the client
 * leaves, and is late with it in the next life.
 */
export function makeDeferredMail(random: Random, item: string): OutgoingMail {
  return { ...makeMail(random, item, false), hindrances: { notBeforeMs: NOT_BEFORE_MS } };
}

/** A message without a subject. */
export function makeUntitledMail(random: Random, item: string): OutgoingMail {
  return toOne(item, '', bodyOf(random));
}

/** A message that is like each other one of its kind, and to somebody else: its subject is all that it says. */
export function makeAlikeMail(_random: Random, item: string): OutgoingMail {
  return toOne(item, ALIKE, '');
}

/** Nothing but its recipient tells which message it is. */
function toOne(item: string, subject: string, body: string): OutgoingMail {
  const address = knownAddress(item);
  return { mail: { subject, body, recipients: [address] }, recipients: [{ address, type: MAPI_TO }] };
}
