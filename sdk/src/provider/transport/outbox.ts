import { PR_CLIENT_SUBMIT_TIME, PR_MESSAGE_CLASS_W } from '../../contract/property-tags.js';
import type { FailedAddress, StoredOutbound } from './stored-outbound.js';

/** What a report about a message needs of it. */
const reported: ReadonlySet<number> = new Set([PR_MESSAGE_CLASS_W, PR_CLIENT_SUBMIT_TIME]);

/** Where the records are durable. */
export interface OutboxStorage {
  store(record: StoredOutbound): void;
  remove(id: string): void;
  list(): Iterable<StoredOutbound>;
}

/** The messages that were taken over and are not done with, in memory and in the author's storage. */
export class Outbox {
  readonly #storage: OutboxStorage;
  readonly #records = new Map<string, StoredOutbound>();
  /** The ids of those that are to be sent, the next one first. */
  readonly #waiting = new Set<string>();
  /** Changes that the storage has refused; they are tried again. */
  readonly #unsaved = new Set<string>();
  #latest = 0;

  constructor(storage: OutboxStorage) {
    this.#storage = storage;
  }

  /**
   * Reads what earlier lives left.
   *
   * @param keepDelivered - how long a sent message is remembered whose sending the spooler never asks about, in
   * milliseconds
   */
  load(keepDelivered: number): void {
    const oldest = Date.now() - keepDelivered;
    const records = Array.from(this.#storage.list()).toSorted((a, b) => a.takenAt - b.takenAt);
    for (const record of records) {
      if (record.state === 'delivered' && !isUnreported(record) && (record.deliveredAt ?? record.takenAt) < oldest)
        this.#storage.remove(record.id);
      else this.#keep(record);
    }
  }

  /** The time for the next record: later than that of any other, so that their order survives. */
  get nextTime(): number {
    return Math.max(Date.now(), this.#latest + 1);
  }

  get waitingCount(): number {
    return this.#waiting.size;
  }

  get(id: string): StoredOutbound | undefined {
    return this.#records.get(id);
  }

  /** The message to send next. */
  next(): StoredOutbound | undefined {
    for (const id of this.#waiting) return this.#records.get(id);
    return undefined;
  }

  /** Takes a message over: it is durable when this returns, and not taken over when it throws. */
  add(record: StoredOutbound): void {
    this.#storage.store(record);
    this.#keep(record);
  }

  /** Lets the others go first. */
  putBack(id: string): void {
    if (this.#waiting.delete(id)) this.#waiting.add(id);
  }

  /** Notes that a message was sent. */
  delivered(id: string, failed: readonly FailedAddress[]): void {
    const record = this.#records.get(id);
    if (record?.state !== 'waiting') return;
    const properties = record.message.properties.filter(({ tag }) => reported.has(tag));
    const message = { ...record.message, body: '', attachments: [], properties };
    const deliveredAt = Date.now();
    this.#change({ ...record, state: 'delivered', deliveredAt, failed: [...record.failed, ...failed], message });
  }

  /** A message that was marked at hand-over, and whose failures nobody has been told. */
  get unreported(): StoredOutbound | undefined {
    return this.find(isUnreported);
  }

  /** Whether there are messages that were marked at hand-over. */
  get hasHandedOver(): boolean {
    return this.find(({ handedOver }) => handedOver === true) !== undefined;
  }

  /** Notes that the user has been told for whom a message failed. */
  reported(id: string): void {
    const record = this.#records.get(id);
    if (record !== undefined) this.#change({ ...record, failed: [] });
  }

  /** Notes that a message has reached some of its recipients: from now on it is for the remaining ones. */
  partlyDelivered(id: string, failed: readonly FailedAddress[], remaining: readonly string[]): void {
    const record = this.#records.get(id);
    if (record?.state !== 'waiting') return;
    this.#change({ ...record, failed: [...record.failed, ...failed], remaining });
  }

  /** Saves what could not be saved when it changed. */
  saveAll(): void {
    for (const id of [...this.#unsaved]) this.#save(id);
  }

  /** Forgets a message: the spooler is done with it, or the user has cancelled it. */
  remove(id: string): void {
    this.#storage.remove(id);
    this.#records.delete(id);
    this.#waiting.delete(id);
    this.#unsaved.delete(id);
  }

  /** Finds the record of a message by its entry id. */
  find(matches: (record: StoredOutbound) => boolean): StoredOutbound | undefined {
    for (const record of this.#records.values()) if (matches(record)) return record;
    return undefined;
  }

  #keep(record: StoredOutbound): void {
    this.#records.set(record.id, record);
    this.#latest = Math.max(this.#latest, record.takenAt);
    if (record.state === 'waiting') this.#waiting.add(record.id);
    else this.#waiting.delete(record.id);
  }

  /** Changes a record. Storage that fails is tried again by {@link Outbox.saveAll}. */
  #change(record: StoredOutbound): void {
    this.#keep(record);
    try {
      this.#save(record.id);
    } catch {
      this.#unsaved.add(record.id);
    }
  }

  #save(id: string): void {
    const record = this.#records.get(id);
    if (record !== undefined) this.#storage.store(record);
    this.#unsaved.delete(id);
  }
}

function isUnreported({ state, handedOver, failed }: StoredOutbound): boolean {
  return state === 'delivered' && handedOver === true && failed.length > 0;
}
