import { FAILED, type HRESULT } from '../../com/hresult.js';
import { MAPI_E_NOT_IN_QUEUE, MAPI_E_UNABLE_TO_ABORT } from '../../com/hresult-codes.js';
import type { ENTRYID } from '../../contract/structures.js';
import { entryIdKey } from './entry-id-key.js';
import { OutboundFlow } from './outbound-flow.js';
import { type Pass, PendingMessage } from './pending-message.js';
import type { RoundTally } from './round.js';
import type { SpoolerShared } from './shared.js';
import { compareTimes, type SpoolerStore } from './spooler-store.js';
import type { SpoolerTransport } from './spooler-transport.js';

/** What the outbound queue needs to know. */
export interface OutboundQueueOptions {
  /** In whose name messages are claimed. */
  readonly owner: object;
  readonly shared: SpoolerShared;
  readonly stores: () => readonly SpoolerStore[];
  /** In the order in which they are offered messages. */
  readonly transports: () => readonly SpoolerTransport[];
  /** Whether all transports of the profile are there. */
  readonly isComplete: () => boolean;
  /** Called with the store before a transport gets a message, and with undefined afterwards. */
  readonly sending: (store: SpoolerStore | undefined) => void;
}

/** A message that a store has in its queue. */
interface Submitted {
  readonly store: SpoolerStore;
  readonly entryId: ENTRYID;
  readonly submittedAt: bigint;
}

/** The outgoing queues of all stores as one, in the order of submission, with what is known of each message. */
export class OutboundQueue {
  readonly #options: OutboundQueueOptions;
  /** The messages that have been offered and are still in a queue. */
  readonly #messages = new Map<string, PendingMessage>();
  #passes = 0;

  constructor(options: OutboundQueueOptions) {
    this.#options = options;
  }

  /** When a message that waits may be offered again. */
  get dueAt(): number | undefined {
    const times = [...this.#messages.values()].flatMap(({ dueAt }) => dueAt ?? []);
    return times.length === 0 ? undefined : times.reduce((a, b) => Math.min(a, b));
  }

  /** Offers every message that is due, once, and counts what stays. */
  pass(kind: Omit<Pass, 'number'>, tally: RoundTally): void {
    this.#passes += 1;
    const pass: Pass = { ...kind, number: this.#passes };
    const { shared, sending, isComplete } = this.#options;
    const transports = this.#options.transports();
    const { clock, model } = shared;
    const flow = new OutboundFlow({ transports: () => transports, isComplete, clock, model, sending });
    const absent = new Set(this.#messages.keys());
    for (const { store, entryId } of this.#submitted(tally)) {
      const key = entryIdKey(entryId);
      absent.delete(key);
      if (!store.isOpen || store.isLeaving || this.#isClaimed(key)) continue;
      const known = this.#messages.get(key);
      const message = known?.store === store ? known : new PendingMessage(store, entryId, key);
      shared.claims.set(key, this.#options.owner);
      const isGone = flow.offer(message, pass, tally);
      if (isGone || !message.isLocked) shared.claims.delete(key);
      if (isGone) this.#messages.delete(key);
      else {
        this.#messages.set(key, message);
        tally[message.isDeferred ? 'deferred' : 'waiting'] += 1;
      }
    }
    for (const key of absent) this.#forget(key);
    for (const { sentDeferred } of transports) {
      for (const key of sentDeferred) if (!this.#messages.has(key)) sentDeferred.delete(key);
    }
  }

  /** The messages that a transport keeps. */
  deferredBy(transport: SpoolerTransport): ENTRYID[] {
    return [...this.#messages.values()]
      .filter(({ standings }) => standings.get(transport)?.kind === 'deferred')
      .map(({ entryId }) => entryId);
  }

  /**
   * Takes a message out of its queue, unsent, when those who keep it go along.
   *
   * @returns S_OK, or why not; MAPI_E_NOT_IN_QUEUE where no store has it in its queue, or another session works on it
   */
  cancel(entryId: ENTRYID): HRESULT {
    const key = entryIdKey(entryId);
    if (this.#isClaimed(key)) return MAPI_E_NOT_IN_QUEUE;
    const message = this.#messages.get(key);
    const store = message?.store ?? this.#options.stores().find((each) => isQueued(each, key));
    if (store?.isOpen !== true) return MAPI_E_NOT_IN_QUEUE;
    for (const [transport, { kind }] of message?.standings ?? []) {
      if (kind === 'deferred' && !transport.cancelDeferred(entryId)) return MAPI_E_UNABLE_TO_ABORT;
    }
    if (message?.isLocked === true) message.unlock();
    const hr = store.AbortSubmit(entryId);
    if (!FAILED(hr)) this.#forget(key);
    return hr;
  }

  /** Forgets everything. */
  clear(): void {
    for (const key of [...this.#messages.keys()]) this.#forget(key);
  }

  /** Whether the spooler of another session works on a message. */
  #isClaimed(key: string): boolean {
    const { shared, owner } = this.#options;
    return (shared.claims.get(key) ?? owner) !== owner;
  }

  #forget(key: string): void {
    this.#messages.delete(key);
    if (!this.#isClaimed(key)) this.#options.shared.claims.delete(key);
  }

  /** What the queues of the stores list, in the order of submission. */
  #submitted(tally: RoundTally): Submitted[] {
    const submitted: Submitted[] = [];
    const stores = this.#options.stores();
    for (const store of stores) {
      const queue = store.queue();
      if (FAILED(queue.hr)) tally.failures += 1;
      for (const { entryId, submittedAt } of queue.value ?? []) submitted.push({ store, entryId, submittedAt });
    }
    if (stores.length > 1) submitted.sort((a, b) => compareTimes(a.submittedAt, b.submittedAt));
    return submitted;
  }
}

function isQueued(store: SpoolerStore, key: string): boolean {
  return store.queue().value?.some(({ entryId }) => entryIdKey(entryId) === key) === true;
}
