import { publishFailure } from '../../com/hook-failures.js';
import { FAILED } from '../../com/hresult.js';
import { STATUS_INBOUND_FLUSH } from '../../contract/flags.js';
import type { IMessage } from '../../contract/imessage.js';
import { PR_ENTRYID, PR_MESSAGE_CLASS_W } from '../../contract/property-tags.js';
import { findValue } from '../../contract/property-types.js';
import { announceNewMail } from './new-mail.js';
import type { RoundTally } from './round.js';
import type { SpoolerStore } from './spooler-store.js';
import type { SpoolerTransport } from './spooler-transport.js';

/** The class whose folder gets new mail: what a message is, is not known before the transport has filled it. */
const INBOUND_CLASS = 'IPM.Note';
/** How many messages one transport can deliver in one round, so that one that never ends does not stop the others. */
const MOST_IN_A_ROUND = 1000;

/** Whether StartMessage brought a message, brought none, or failed. */
type Outcome = 'saved' | 'nothing' | 'failed';

/** What the inbound flow needs to know. */
export interface InboundFlowOptions {
  /** The store that receives; undefined while none is open. */
  readonly inbox: () => SpoolerStore | undefined;
  /** Whether Poll may be called now. */
  readonly mayPoll: () => boolean;
  /** Called with the store before and, with undefined, after StartMessage. */
  readonly receiving: (store: SpoolerStore | undefined) => void;
}

/** Brings the mail that transports have waiting into the store that receives. */
export class InboundFlow {
  readonly #options: InboundFlowOptions;

  constructor(options: InboundFlowOptions) {
    this.#options = options;
  }

  /** Fetches from a transport for as long as it says that mail is waiting, and delivers some. */
  fetch(transport: SpoolerTransport, tally: RoundTally): void {
    for (let count = 0; count < MOST_IN_A_ROUND && this.#isWaiting(transport); count++) {
      if (this.#receive(transport, tally) !== 'saved') return;
    }
  }

  /** Fetches from a transport that is flushing, until it delivers nothing or clears its flush bit. */
  flush(transport: SpoolerTransport, tally: RoundTally): void {
    for (let count = 0; count < MOST_IN_A_ROUND; count++) {
      if (!transport.receives || (transport.status & STATUS_INBOUND_FLUSH) === 0) return;
      if (this.#receive(transport, tally) !== 'saved') return;
    }
  }

  #isWaiting(transport: SpoolerTransport): boolean {
    if (!transport.receives || this.#options.inbox() === undefined) return false;
    if (transport.hasNewMail) return true;
    return transport.wantsPoll && this.#options.mayPoll() && transport.Poll();
  }

  #receive(transport: SpoolerTransport, tally: RoundTally): Outcome {
    const store = this.#options.inbox();
    const message = store?.createInReceiveFolder(INBOUND_CLASS).value;
    if (store === undefined || message === undefined || message === null) {
      tally.failures += 1;
      return 'failed';
    }
    const outcome = this.#start(transport, store, message);
    if (outcome === 'saved') tally.received += 1;
    if (outcome === 'failed') tally.failures += 1;
    return outcome;
  }

  #start(transport: SpoolerTransport, store: SpoolerStore, message: IMessage): Outcome {
    // A transport that has more says so again, maybe inside StartMessage.
    transport.hasNewMail = false;
    this.#options.receiving(store);
    try {
      if (FAILED(transport.StartMessage(message))) return 'failed';
      return announceIfSaved(store, message) ? 'saved' : 'nothing';
    } catch (error) {
      publishFailure('a method that the spooler called', error);
      return 'failed';
    } finally {
      message.Release();
      this.#options.receiving(undefined);
    }
  }
}

/** Only what was saved is in the store: a message that was not cannot be opened. */
function announceIfSaved(store: SpoolerStore, message: IMessage): boolean {
  const entryId = findValue(message.GetProps([PR_ENTRYID], 0).value ?? [], PR_ENTRYID);
  const stored = entryId === undefined ? null : store.openMessage(entryId, 0);
  if (stored === null) return false;
  try {
    const messageClass = findValue(stored.GetProps([PR_MESSAGE_CLASS_W], 0).value ?? [], PR_MESSAGE_CLASS_W);
    announceNewMail(store, stored, messageClass ?? INBOUND_CLASS);
    return true;
  } finally {
    stored.Release();
  }
}
