import { demandValue } from '../../com/demand.js';
import { MAPI_E_NO_ACCESS, MAPI_E_NO_RECIPIENTS, MAPI_E_SUBMITTED } from '../../com/hresult-codes.js';
import { fileTimeFromDate } from '../../contract/file-time.js';
import {
  MSGFLAG_RESEND,
  MSGFLAG_SUBMIT,
  NEEDS_PREPROCESSING,
  NOTIFY_READYTOSEND,
  SUBMITFLAG_PREPROCESS,
} from '../../contract/flags.js';
import type { IMessage } from '../../contract/imessage.js';
import { PR_CLIENT_SUBMIT_TIME, PR_MESSAGE_FLAGS, PR_SUBMIT_FLAGS } from '../../contract/property-tags.js';
import type { SPropValueArray } from '../../contract/structures.js';
import { fail } from '../objects/errors.js';
import type { PropertyBag } from '../objects/property-bag.js';
import type { MessageContent } from './message-content.js';
import type { StoreView } from './store-view.js';

/** A message that a client submits. */
export interface SubmittableMessage extends IMessage {
  readonly id: string;
  readonly view: StoreView;
  readonly content: MessageContent;
  readonly isWritable: boolean;
  /** Whether it is queued now. */
  isSubmitted(): boolean;
}

/** What a submission changes in the save that it makes. */
export interface SubmissionChange {
  prepare(bag: PropertyBag): void;
  readonly recipients: readonly SPropValueArray[];
}

/**
 * Puts a message into the outgoing queue, in one save.
 *
 * @param store - saves the message together with what the submission changes
 */
export function submitMessage(message: SubmittableMessage, store: (submission: SubmissionChange) => void): void {
  const { core, support, spooler } = message.view;
  // After preprocessing the spooler submits a queued message once more.
  if (message.isSubmitted() && !spooler) fail(MAPI_E_SUBMITTED, 'the message has been submitted already');
  if (!message.isWritable) fail(MAPI_E_NO_ACCESS, 'the message is open for reading only');
  if (message.content.recipients.size === 0) fail(MAPI_E_NO_RECIPIENTS, 'the message has no recipients');
  if (core.queue.firstSubmission()) support.SpoolerNotify(NOTIFY_READYTOSEND, null);
  if (((message.content.bag.value(PR_MESSAGE_FLAGS) ?? 0) & MSGFLAG_RESEND) !== 0) {
    demandValue(support.PrepareSubmit(message, 0), 'PrepareSubmit');
  }
  const needs = demandValue(support.ExpandRecips(message, 0), 'ExpandRecips');
  const preprocess = (needs & NEEDS_PREPROCESSING) !== 0 && !spooler;
  const submittedAt = fileTimeFromDate(new Date());
  core.queue.enter(message.id);
  store({
    recipients: message.content.recipients.unsent(),
    prepare: (bag) => {
      // The recipients say by now who gets it again: prepared once more, after an AbortSubmit, nobody would.
      const flags = (bag.value(PR_MESSAGE_FLAGS) ?? 0) & ~MSGFLAG_RESEND;
      bag.put(PR_MESSAGE_FLAGS, flags | MSGFLAG_SUBMIT);
      bag.put(PR_SUBMIT_FLAGS, preprocess ? SUBMITFLAG_PREPROCESS : 0);
      bag.put(PR_CLIENT_SUBMIT_TIME, submittedAt);
    },
  });
  core.tables.changed('queue', null);
}
