import { FAILED } from '../../com/hresult.js';
import type { ENTRYID } from '../../contract/structures.js';
import { entryIdKey } from './entry-id-key.js';
import { OutboundFlow } from './outbound-flow.js';
import { OutboundMessage, type Pass } from './outbound-message.js';
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
  #messages = new Map<string, OutboundMessage>();
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
    const { shared, owner, sending, isComplete } = this.#options;
    const transports = this.#options.transports();
    const flow = new OutboundFlow({ transports: () => transports, isComplete, clock: shared.clock, sending });
    this.#read(tally);
    for (const message of [...this.#messages.values()]) {
      const { isOpen, isLeaving } = message.store;
      if (!isOpen || isLeaving || (shared.claims.get(message.key) ?? owner) !== owner) continue;
      shared.claims.set(message.key, owner);
      if (flow.offer(message, pass, tally)) this.#messages.delete(message.key);
      if (!message.isLocked || !this.#messages.has(message.key)) shared.claims.delete(message.key);
    }
    for (const { isDeferred } of this.#messages.values()) tally[isDeferred ? 'deferred' : 'waiting'] += 1;
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

  /** Forgets everything. */
  clear(): void {
    for (const [key] of this.#messages) this.#options.shared.claims.delete(key);
    this.#messages.clear();
  }

  /** Reads the queues of the stores; what is known of messages that are no longer there is forgotten. */
  #read(tally: RoundTally): void {
    const submitted: Submitted[] = [];
    const stores = this.#options.stores();
    for (const store of stores) {
      const queue = store.queue();
      if (FAILED(queue.hr)) tally.failures += 1;
      for (const { entryId, submittedAt } of queue.value ?? []) submitted.push({ store, entryId, submittedAt });
    }
    if (stores.length > 1) submitted.sort((a, b) => compareTimes(a.submittedAt, b.submittedAt));
    const known = this.#messages;
    this.#messages = new Map();
    for (const { store, entryId } of submitted) {
      const key = entryIdKey(entryId);
      const before = known.get(key);
      const same = before?.store === store ? before : new OutboundMessage(store, entryId, key);
      this.#messages.set(key, same);
    }
    for (const key of known.keys()) if (!this.#messages.has(key)) this.#options.shared.claims.delete(key);
  }
}
