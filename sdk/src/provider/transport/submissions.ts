import { demand } from '../../com/demand.js';
import { guidFromBytes } from '../../com/guid.js';
import { MAPI_E_INVALID_PARAMETER, S_OK } from '../../com/hresult-codes.js';
import { fileTimeFromDate } from '../../contract/file-time.js';
import { MAPI_REASON_TRANSFER_FAILED, MODRECIP_MODIFY } from '../../contract/flags.js';
import type { IMessage } from '../../contract/imessage.js';
import {
  PR_ENTRYID,
  PR_NDR_REASON_CODE,
  PR_REPORT_TEXT_W,
  PR_REPORT_TIME,
  PR_RESPONSIBILITY,
} from '../../contract/property-tags.js';
import type { SPropValue } from '../../contract/property-types.js';
import { refusePromise } from '../common/refuse-promise.js';
import { fail, failureOf } from '../objects/errors.js';
import { PropertyBag } from '../objects/property-bag.js';
import { isNamed, readRecipients } from './message-reading.js';
import type { OutboundRecipient } from './outbound-content.js';
import { OutboundMessage } from './outbound-message.js';
import { readAnswer, type SubmitAnswer, type Submitted } from './submit-answer.js';
import { includesUid, type TransportCore } from './transport-core.js';
import { UnreadableMessage } from './unreadable-message.js';

interface Submission {
  readonly message: OutboundMessage;
  endFlags: number;
}

/** The messages between SubmitMessage and EndMessage, by their references. */
export class Submissions {
  readonly #core: TransportCore;
  readonly #open = new Map<number, Submission>();
  /** The reference of a message that was cancelled while its recipients were read. */
  #cancelledEarly = 0;
  readonly #addressTypes: ReadonlySet<string>;
  #lastReference = 0;

  constructor(core: TransportCore) {
    this.#core = core;
    this.#addressTypes = new Set(core.addressTypes.map((type) => type.toUpperCase()));
  }

  newReference(): number {
    this.#lastReference += 1;
    return this.#lastReference;
  }

  /** Offers a message to the author, and marks the recipients that it took. */
  submit(reference: number, message: IMessage, deferred: boolean): Submitted {
    const everybody = readRecipients(message);
    const recipients = everybody.filter((recipient) => this.#isOwn(recipient));
    if (recipients.length === 0) return readAnswer('not-mine', []);
    const addressees = everybody.filter(isNamed);
    const { support, hooks } = this.#core;
    const sendsEmbedded = (): boolean =>
      refusePromise('supportsEmbeddedMessages', hooks.supportsEmbeddedMessages()) === true;
    const outbound = new OutboundMessage(message, { recipients, addressees, deferred, support, sendsEmbedded });
    if (this.#cancelledEarly === reference) outbound.cancel();
    const submission: Submission = { message: outbound, endFlags: 0 };
    this.#open.set(reference, submission);
    this.#core.offered();
    try {
      const submitted = readAnswer(this.#ask(outbound), recipients);
      if (submitted.hr !== S_OK) this.#close(reference);
      else this.#mark(message, submitted);
      submission.endFlags = submitted.endFlags;
      return submitted;
    } catch (error) {
      this.#close(reference);
      throw error;
    }
  }

  /** Nobody will ever send a message that cannot be read: whoever sent it learns that, instead of waiting for ever. */
  #ask(message: OutboundMessage): SubmitAnswer {
    try {
      return refusePromise('submit', this.#core.hooks.submit(message));
    } catch (error) {
      if (!(error instanceof UnreadableMessage)) throw error;
      return { failed: message.recipients.map((recipient) => ({ recipient, reason: error.message })) };
    }
  }

  /** Ends a submission; gives the END_ flags. */
  end(reference: number): number {
    const submission = this.#open.get(reference);
    if (submission === undefined) fail(MAPI_E_INVALID_PARAMETER, `there is no message with the reference ${reference}`);
    this.#close(reference);
    const { message, endFlags } = submission;
    if (endFlags === 0 && this.#core.hooks.hearsFinished) {
      try {
        refusePromise('finished', this.#core.hooks.finished(message));
      } catch (error) {
        // The message is sent, whatever the author's bookkeeping says; the spooler must not send it again.
        this.#core.lastFailure = failureOf(error);
      }
    }
    return endFlags;
  }

  /** NOTIFY_CANCEL_MESSAGE: the hook that handles the message learns it when it asks. */
  cancel(reference: number): void {
    const submission = this.#open.get(reference);
    if (submission !== undefined) submission.message.cancel();
    else if (reference === this.#lastReference) this.#cancelledEarly = reference;
  }

  cancelAll(): void {
    for (const { message } of this.#open.values()) message.cancel();
    this.#open.clear();
  }

  /** The entry id of a message that is cancelled by its reference. */
  entryIdOf(reference: number | null): Uint8Array | null {
    const submission = reference === null ? undefined : this.#open.get(reference);
    return submission?.message.entryId ?? null;
  }

  #close(reference: number): void {
    if (this.#open.delete(reference)) this.#core.handedOver();
  }

  #isOwn({ addressType, properties }: OutboundRecipient): boolean {
    const bag = new PropertyBag(properties);
    if (bag.value(PR_RESPONSIBILITY) === true) return false;
    if (this.#addressTypes.has(addressType.toUpperCase())) return true;
    const { addressUids } = this.#core;
    if (addressUids.length === 0) return false;
    const uid = bag.value(PR_ENTRYID)?.subarray(4, 20);
    return includesUid(addressUids, uid?.length === 16 ? guidFromBytes(uid) : undefined);
  }

  #mark(message: IMessage, { sent, failed }: Submitted): void {
    const done = [...sent, ...failed.map(({ recipient }) => recipient)];
    if (done.length > 0) demand(message.ModifyRecipients(MODRECIP_MODIFY, done.map(responsible)), 'ModifyRecipients');
    if (failed.length === 0) return;
    const now = fileTimeFromDate(new Date());
    const rows = failed.map(({ recipient, reason }) => [
      ...responsible(recipient),
      { tag: PR_REPORT_TIME, value: now },
      { tag: PR_NDR_REASON_CODE, value: MAPI_REASON_TRANSFER_FAILED },
      { tag: PR_REPORT_TEXT_W, value: reason },
    ]);
    try {
      demand(this.#core.support.StatusRecips(message, rows), 'StatusRecips');
    } catch (error) {
      // The author is done with the message, whether the user hears of it or not; the spooler must not offer it again.
      this.#core.lastFailure = failureOf(error);
    }
  }
}

function responsible({ properties }: OutboundRecipient): SPropValue[] {
  const bag = new PropertyBag(properties);
  bag.put(PR_RESPONSIBILITY, true);
  return bag.list();
}
