import {
  type ENTRYID,
  type HRESULT,
  type IMsgStore,
  isCode,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_FOUND,
  MAPI_E_NOT_IN_QUEUE,
  PR_CLIENT_SUBMIT_TIME,
  PR_PROVIDER_SUBMIT_TIME,
  PR_SENDER_ADDRTYPE_W,
  PR_SENDER_EMAIL_ADDRESS_W,
  PR_SENDER_ENTRYID,
  PR_SENDER_NAME_W,
  PR_SENDER_SEARCH_KEY,
  PR_SENT_REPRESENTING_ADDRTYPE_W,
  PR_SENT_REPRESENTING_EMAIL_ADDRESS_W,
  PR_SENT_REPRESENTING_ENTRYID,
  PR_SENT_REPRESENTING_NAME_W,
  type PropTag,
} from '@mapi-kit/sdk';
import type { LifePlan } from '../../life/life-plan.js';
import type { Mail } from '../../life/mail.js';
import { WHOLE } from '../../recording/events.js';
import { itemName, labelOf } from '../../recording/item-names.js';
import { partOf, propertyKey } from '../../recording/parts.js';
import { openMessage } from '../store/open-message.js';
import { readProperties } from '../store/read-properties.js';
import { insist, refusalOf, unwrap } from '../store/refusal.js';
import { saveMessage } from '../store/write-message.js';
import { INBOX } from '../workload/actions.js';
import type { KnownMessage } from '../workload/client-model.js';
import { deleteMessage, openToChange } from '../workload/message-actions.js';
import { NotThere } from '../workload/not-there.js';
import type { Random } from '../workload/random.js';
import type { WorkContext } from '../workload/work-context.js';
import { makeMail } from './make-mail.js';
import { outgoingQueue } from './outgoing-queue.js';
import { type SavedParts, writeMail } from './write-whole.js';

/** The messages that a client submits in each life, by their sorts: with one recipient, three and five. */
const SUBMITTED_SORTS: readonly number[] = [1, 10, 19, 1, 3, 10];
/** Of these, which it takes back in the same life, and in the next one; and which it takes back and submits again, in either. */
const TAKEN_BACK = { now: 4, later: 0, again: 2, againLater: 1 } as const;
/** Which it deletes once it has taken it back, in the next life. */
const DELETED = 3;

/** What SubmitMessage may set. */
const SET_BY_SUBMISSION: readonly PropTag[] = [
  PR_CLIENT_SUBMIT_TIME,
  PR_PROVIDER_SUBMIT_TIME,
  PR_SENDER_NAME_W,
  PR_SENDER_ENTRYID,
  PR_SENDER_SEARCH_KEY,
  PR_SENDER_ADDRTYPE_W,
  PR_SENDER_EMAIL_ADDRESS_W,
  PR_SENT_REPRESENTING_NAME_W,
  PR_SENT_REPRESENTING_ENTRYID,
  PR_SENT_REPRESENTING_ADDRTYPE_W,
  PR_SENT_REPRESENTING_EMAIL_ADDRESS_W,
];

/** What a store says of what it no longer has. */
const LOST: readonly number[] = [MAPI_E_NOT_FOUND, MAPI_E_NOT_IN_QUEUE];

/**
 * Submits messages in a store that no transport takes them from: they wait in its outgoing queue. Some are taken back in the
 * same life, some in the next.
 */
export function workSubmitted(context: WorkContext, plan: LifePlan, random: Random): void {
  if (plan.life > 0) {
    takeBackEarlier(context, plan.life, itemName('m', plan.life - 1, TAKEN_BACK.later + 1));
    takeBackEarlier(context, plan.life, itemName('m', plan.life - 1, DELETED + 1), true);
    const again = itemName('m', plan.life - 1, TAKEN_BACK.againLater + 1);
    attempt(context, plan.life, again, () => submitAgain(context, again));
  }
  for (const [number, sort] of SUBMITTED_SORTS.entries()) {
    const item = itemName('m', plan.life, ++context.model.counters.message);
    let supported = true;
    const done = attempt(context, plan.life, item, () => {
      supported = submit(context, item, makeMail(random, item, sort));
      if (supported && number === TAKEN_BACK.now) takeBack(context, item);
      if (supported && number === TAKEN_BACK.again) submitAgain(context, item);
    });
    if (!supported || !done) break;
  }
}

/**
 * Submits a message, where the store takes messages for submission.
 *
 * @param life - 0-based
 */
export function submitMail(context: WorkContext, life: number, item: string, mail: Mail): void {
  attempt(context, life, item, () => {
    submit(context, item, mail);
  });
}

/**
 * Takes back what an earlier life has submitted, if it has.
 *
 * @param life - this one, 0-based
 * @param deletes - deletes it then
 */
export function takeBackEarlier(context: WorkContext, life: number, item: string, deletes: boolean = false): void {
  attempt(context, life, item, () => {
    if (context.model.message(item).category !== 'submitted') return;
    takeBack(context, item);
    if (deletes) deleteMessage(context, item);
  });
}

/** @returns false: it was not done */
function attempt({ reporter }: WorkContext, life: number, item: string, perform: () => void): boolean {
  reporter.doing(item);
  try {
    perform();
    return true;
  } catch (error) {
    if (error instanceof NotThere) return false;
    const refusal = refusalOf(error);
    // What an earlier life submitted and this one does not find is lost: the read-back shows it.
    if (life === 0 || !LOST.includes(refusal.hr)) reporter.refused(item, refusal);
    return false;
  }
}

/** @returns false: the store does not take messages for submission */
function submit(context: WorkContext, item: string, mail: Mail): boolean {
  const { model } = context;
  const folder = model.open(INBOX);
  const message = unwrap(folder.CreateMessage(null, 0), 'IMAPIFolder::CreateMessage');
  const parts: SavedParts = {};
  writeMail(message, mail, parts);
  const entryId = saveMessage(message);
  message.Release();
  const hr = submitSaved(context, entryId, parts);
  const supported = !isCode(hr, MAPI_E_NO_SUPPORT);
  parts['flag/submitted'] = String(supported);
  const isQueued = outgoingQueue(context.client);
  if (isQueued !== null) parts['flag/queued'] = String(supported && isQueued(entryId));
  const folderPath = model.folder(INBOX).path;
  const state = { label: labelOf(item, 1), properties: WHOLE, folder: folderPath, parts };
  keep(context, { item, category: supported ? 'submitted' : 'created', entryId, folder: INBOX, state, content: null });
  return supported;
}

/** SubmitMessage of a message that is saved; @returns what the store has answered: success, or that it takes none */
function submitSaved({ model }: WorkContext, entryId: ENTRYID, parts: SavedParts): HRESULT {
  const message = openToChange(model, entryId);
  const hr = message.SubmitMessage(0);
  message.Release();
  if (isCode(hr, MAPI_E_NO_SUPPORT)) return hr;
  insist(hr, 'IMessage::SubmitMessage');
  // A store may move what is submitted; what is in the queue is what the client sees of it.
  adoptSubmission(model.store, entryId, parts);
  return hr;
}

/** Takes a message back, and submits it once more: at last it waits. */
function submitAgain(context: WorkContext, item: string): void {
  if (context.model.message(item).category !== 'submitted') return;
  takeBack(context, item);
  const known = context.model.message(item);
  const parts: SavedParts = { ...known.state.parts, 'flag/submitted': 'true' };
  insist(submitSaved(context, known.entryId, parts), 'IMessage::SubmitMessage');
  const isQueued = outgoingQueue(context.client);
  if (isQueued !== null) parts['flag/queued'] = String(isQueued(known.entryId));
  keep(context, { ...known, state: { ...known.state, parts } });
}

/** A store sets times and the sender of what is submitted: what it shows from then on is what it keeps. */
function adoptSubmission(store: IMsgStore, entryId: ENTRYID, parts: SavedParts): void {
  const message = openMessage(store, entryId);
  for (const { tag, value } of readProperties(message, SET_BY_SUBMISSION)) {
    const key = propertyKey('', tag);
    if (key in parts) parts[key] = partOf(value);
  }
  message.Release();
}

/** AbortSubmit: the message is no longer submitted, and may be changed and deleted. */
function takeBack(context: WorkContext, item: string): void {
  const known = context.model.message(item);
  const { store } = context.model;
  insist(store.AbortSubmit(known.entryId, 0), 'IMsgStore::AbortSubmit');
  const parts: SavedParts = { ...known.state.parts, 'flag/submitted': 'false' };
  if ('flag/queued' in parts) parts['flag/queued'] = 'false';
  keep(context, { ...known, state: { ...known.state, parts } });
}

function keep({ model, reporter }: WorkContext, known: KnownMessage): void {
  model.keepMessage(known);
  reporter.saved(known.item, known.category, known.state, known.entryId);
}
