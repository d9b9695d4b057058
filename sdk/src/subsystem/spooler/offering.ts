import { FAILED } from '../../com/hresult.js';
import {
  MAPI_E_BUSY,
  MAPI_E_CANCEL,
  MAPI_E_NETWORK_ERROR,
  MAPI_E_NOT_ME,
  MAPI_E_WAIT,
} from '../../com/hresult-codes.js';
import {
  BEGIN_DEFERRED,
  END_DONT_RESEND,
  END_RESEND_LATER,
  END_RESEND_NOW,
  KEEP_OPEN_READWRITE,
} from '../../contract/flags.js';
import type { IMessage } from '../../contract/imessage.js';
import { undeliverable, writeReports } from './delivery-reports.js';
import type { Pass, PendingMessage, Standing } from './pending-message.js';
import { type QueuedRecipient, readRecipients, setStates } from './recipients.js';
import type { RoundTally } from './round.js';
import type { SpoolerModel } from './spooler-model.js';
import type { SpoolerStore } from './spooler-store.js';
import type { SpoolerTransport } from './spooler-transport.js';
import { candidatesFor } from './transport-choice.js';

const NO_TRANSPORT = 'No transport provider was available for delivery to this recipient.';

/** What the outbound flow needs to know. */
export interface OutboundFlowOptions {
  /** The usable and the lost transports, in the order in which they are offered messages. */
  readonly transports: () => readonly SpoolerTransport[];
  /** Whether all transports of the profile are there, so that a recipient whom nobody takes is undeliverable. */
  readonly isComplete: () => boolean;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly model: SpoolerModel;
  /** Called with the store before a transport gets a message of it, and with undefined afterwards. */
  readonly sending: (store: SpoolerStore | undefined) => void;
}

/** What is to be done with a message next. */
export type Progress = 'finished' | 'waits' | 'reopen';

/** A transport, and the recipients for whom it is asked. */
interface Turn {
  readonly transport: SpoolerTransport;
  readonly rows: ReadonlySet<number>;
}

/** The offering of one open message: turn after turn, until nobody can do anything for it now. */
export class Offering {
  readonly #options: OutboundFlowOptions;
  readonly #queued: PendingMessage;
  readonly #message: IMessage;
  readonly #pass: Pass;
  readonly #tally: RoundTally;
  readonly #resend: () => boolean;

  constructor(
    options: OutboundFlowOptions,
    queued: PendingMessage,
    message: IMessage,
    pass: Pass,
    tally: RoundTally,
    resend: () => boolean,
  ) {
    this.#options = options;
    this.#queued = queued;
    this.#message = message;
    this.#pass = pass;
    this.#tally = tally;
    this.#resend = resend;
  }

  run(): Progress {
    let recipients = this.#begin();
    for (;;) {
      const { turn, forsaken } = this.#next(recipients);
      if (turn !== undefined) {
        const after = this.#take(turn, recipients);
        if (after === undefined) return 'reopen';
        recipients = after;
      } else if (forsaken.length > 0) this.#report(forsaken, recipients);
      else return this.#pending(recipients).length === 0 && !this.#queued.isDeferred ? 'finished' : 'waits';
    }
  }

  /** The recipients, without the masks that a transport has saved which then failed, or whose process ended. */
  #begin(): readonly QueuedRecipient[] {
    const recipients = this.#read();
    for (const { row, state } of recipients) if (state === 'done') this.#queued.done.add(row);
    if (!recipients.some(({ state }) => state === 'masked')) return recipients;
    this.#unmask(recipients);
    this.#save();
    return this.#read();
  }

  /** Whose turn it is, and, when it is nobody's, the recipients whom nobody takes. */
  #next(recipients: readonly QueuedRecipient[]): { turn: Turn | undefined; forsaken: QueuedRecipient[] } {
    const inOrder = this.#options.transports();
    const turns = new Map<SpoolerTransport, Set<number>>();
    const forsaken: QueuedRecipient[] = [];
    for (const recipient of this.#pending(recipients)) {
      const choice = this.#choose(candidatesFor(recipient, inOrder));
      if (choice === 'nobody') forsaken.push(recipient);
      else if (choice !== 'later') turns.set(choice, (turns.get(choice) ?? new Set()).add(recipient.row));
    }
    for (const transport of inOrder) {
      if (this.#hasReported(transport) && !turns.has(transport)) turns.set(transport, new Set());
    }
    const transport = turns.size === 0 ? undefined : inOrder.find((one) => turns.has(one));
    const rows = transport === undefined ? undefined : turns.get(transport);
    const turn = transport === undefined || rows === undefined ? undefined : { transport, rows };
    return { turn, forsaken: turn === undefined ? forsaken : [] };
  }

  #pending(recipients: readonly QueuedRecipient[]): QueuedRecipient[] {
    return recipients.filter(({ row }) => !this.#queued.done.has(row));
  }

  #choose(candidates: readonly SpoolerTransport[]): SpoolerTransport | 'later' | 'nobody' {
    const { standings } = this.#queued;
    let isLost = !this.#options.isComplete();
    for (const transport of candidates) {
      const kind = standings.get(transport)?.kind;
      if (kind === 'passed' || (kind === undefined && this.#isAvoided(transport))) continue;
      if (kind === 'lost' || !transport.isUsable) {
        standings.set(transport, { kind: 'lost' });
        isLost = true;
        continue;
      }
      const isTurn = this.#queued.isTurnOf(transport, this.#pass, this.#options.clock());
      return isTurn && transport.sends && this.#pass.accepts(transport) ? transport : this.#later(transport);
    }
    return isLost ? 'later' : 'nobody';
  }

  /** Outlook asks a transport that could not send one message about no other one (KB 916874). */
  #isAvoided(transport: SpoolerTransport): boolean {
    return this.#isOutlook && transport.hasPutOff;
  }

  get #isOutlook(): boolean {
    return this.#options.model === 'outlook-2002';
  }

  /** DOC-256: a transport that kept the message and has reported it is asked once more, also when all are done. */
  #hasReported(transport: SpoolerTransport): boolean {
    const { standings, key } = this.#queued;
    if (standings.get(transport)?.kind !== 'deferred' || !transport.sentDeferred.has(key)) return false;
    return transport.sends && this.#pass.accepts(transport);
  }

  /** Remembers that a message waits for a transport that this pass leaves out. */
  #later(transport: SpoolerTransport): 'later' {
    if (!this.#queued.standings.has(transport))
      this.#stand(transport, { kind: 'waits', pass: this.#pass.number, until: 0 });
    return 'later';
  }

  /** Gives the message to a transport; the recipients as they are then, or undefined when it has to be opened anew. */
  #take(turn: Turn, recipients: readonly QueuedRecipient[]): readonly QueuedRecipient[] | undefined {
    const { transport, rows } = turn;
    const { done, key } = this.#queued;
    // Microsoft's pages differ in who sets PR_RESPONSIBILITY before SubmitMessage. Here the spooler does, for each transport:
    // what is not its business looks as if it were done.
    const masked = this.#pending(recipients).filter(({ row }) => !rows.has(row));
    this.#queued.masked = new Set(masked.map(({ row }) => row));
    setStates(this.#message, recipients, ({ row }) => {
      if (done.has(row)) return 'done';
      return rows.has(row) ? 'open' : 'masked';
    });
    const flags = transport.sentDeferred.delete(key) ? BEGIN_DEFERRED : 0;
    this.#options.sending(this.#queued.store);
    let isEnded: boolean;
    try {
      isEnded = this.#submit(transport, flags);
    } finally {
      this.#options.sending(undefined);
    }
    if (!isEnded) return undefined;
    const after = this.#read();
    const before = done.size;
    for (const { row, state } of after) if (state === 'done' && rows.has(row)) done.add(row);
    const isRestored = this.#unmask(after);
    if (isRestored || done.size > before) this.#save();
    return isRestored ? this.#read() : after;
  }

  /**
   * Calls SubmitMessage, and EndMessage after a success.
   *
   * @returns false when the transport has done nothing or failed: the message has to be released without a save then
   * (DOC-251)
   */
  #submit(transport: SpoolerTransport, flags: number): boolean {
    const submitted = transport.SubmitMessage(flags, this.#message);
    switch (submitted.hr) {
      case MAPI_E_NOT_ME:
        this.#stand(transport, { kind: 'passed' });
        return false;
      case MAPI_E_BUSY:
        this.#wait(transport, 0);
        return false;
      case MAPI_E_WAIT:
      case MAPI_E_NETWORK_ERROR:
        transport.hasPutOff = true;
        this.#wait(transport, submitted.retrySeconds ?? 0);
        return false;
      case MAPI_E_CANCEL:
        this.#stand(transport, { kind: this.#isOutlook ? 'passed' : 'deferred' });
        return false;
    }
    if (FAILED(submitted.hr)) return this.#failed(transport);
    if (!transport.isUsable) return this.#failed(transport);
    const ended = transport.EndMessage(submitted.msgRef ?? 0);
    if (FAILED(ended.hr) || ended.value === null) return this.#failed(transport);
    // Outlook takes no notice of END_ flags (KB 304116): whom the transport has not marked by now, it is not responsible for.
    if (this.#isOutlook) this.#stand(transport, { kind: 'passed' });
    else if ((ended.value & END_DONT_RESEND) !== 0) this.#stand(transport, { kind: 'deferred' });
    else if ((ended.value & END_RESEND_NOW) !== 0 && this.#resend()) this.#queued.standings.delete(transport);
    else if ((ended.value & (END_RESEND_NOW | END_RESEND_LATER)) !== 0) this.#wait(transport, 0);
    else this.#stand(transport, { kind: 'passed' });
    return true;
  }

  #failed(transport: SpoolerTransport): false {
    this.#tally.failures += 1;
    if (transport.isUsable) this.#wait(transport, 0);
    else this.#stand(transport, { kind: 'lost' });
    return false;
  }

  #wait(transport: SpoolerTransport, seconds: number): void {
    const until = this.#options.clock() + 1000 * Math.max(0, seconds);
    this.#stand(transport, { kind: 'waits', pass: this.#pass.number, until });
  }

  #stand(transport: SpoolerTransport, standing: Standing): void {
    this.#queued.standings.set(transport, standing);
  }

  /** Reports the recipients whom nobody takes, who are done with then. */
  #report(forsaken: readonly QueuedRecipient[], recipients: readonly QueuedRecipient[]): void {
    const { store, done } = this.#queued;
    const list = forsaken.map(({ properties }) => undeliverable(properties, NO_TRANSPORT));
    this.#tally.reports += writeReports(store, this.#message, list, this.#options.clock());
    for (const { row } of forsaken) done.add(row);
    this.#unmask(recipients);
    this.#save();
  }

  #read(): QueuedRecipient[] {
    return readRecipients(this.#message, this.#queued.masked);
  }

  /** Lets PR_RESPONSIBILITY say of everybody whether it is done; whether that had to be changed. */
  #unmask(recipients: readonly QueuedRecipient[]): boolean {
    const { done } = this.#queued;
    return setStates(this.#message, recipients, ({ row }) => (done.has(row) ? 'done' : 'open'));
  }

  #save(): void {
    if (FAILED(this.#message.SaveChanges(KEEP_OPEN_READWRITE))) this.#tally.failures += 1;
  }
}
