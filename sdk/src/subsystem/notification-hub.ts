import { Buffer } from 'node:buffer';
import { CALLBACK_DISCONTINUE, NOTIFY_CANCELED, NOTIFY_SYNC } from '../contract/flags.js';
import type { IMAPIAdviseSink } from '../contract/imapi-advise-sink.js';
import type { NOTIFICATION, NOTIFKEY } from '../contract/structures.js';
import { guardedCount } from './guarded-call.js';
import type { ProviderIdentity, SubsystemObserver } from './observer.js';

interface Subscription {
  readonly owner: object;
  readonly provider: ProviderIdentity;
  readonly key: string;
  readonly eventMask: number;
  readonly synchronous: boolean;
  readonly sink: IMAPIAdviseSink;
}

/**
 * The notifications that providers send each other through their support objects, under keys.
 *
 * A subscription made with NOTIFY_SYNC is served inside Notify; any other one as soon as the call that is under way
 * has ended, if it is still there then.
 */
export class NotificationHub {
  readonly #observer: SubsystemObserver | undefined;
  readonly #subscriptions = new Map<number, Subscription>();
  #nextConnection = 1;

  constructor(observer?: SubsystemObserver | undefined) {
    this.#observer = observer;
  }

  /** Adds a subscription, with a reference to its sink; gives the connection number. */
  subscribe(
    owner: object,
    provider: ProviderIdentity,
    key: NOTIFKEY,
    eventMask: number,
    flags: number,
    sink: IMAPIAdviseSink,
  ): number {
    guardedCount(this.#observer, provider, 'IMAPIAdviseSink', 'AddRef', sink, (target) => target.AddRef());
    const connection = this.#nextConnection++;
    const synchronous = (flags & NOTIFY_SYNC) !== 0;
    this.#subscriptions.set(connection, { owner, provider, key: keyText(key), eventMask, synchronous, sink });
    return connection;
  }

  /** Ends a subscription and releases its sink; false when there is none of this number and owner. */
  unsubscribe(owner: object, connection: number): boolean {
    const found = this.#subscriptions.get(connection);
    if (found?.owner !== owner) return false;
    this.#subscriptions.delete(connection);
    guardedCount(this.#observer, found.provider, 'IMAPIAdviseSink', 'Release', found.sink, (target) =>
      target.Release(),
    );
    return true;
  }

  /** Ends all subscriptions of an owner. */
  unsubscribeAll(owner: object): void {
    for (const connection of [...this.#subscriptions.keys()]) this.unsubscribe(owner, connection);
  }

  /**
   * Sends notifications to the subscribers of a key.
   *
   * @returns NOTIFY_CANCELED when a synchronous subscriber asked to stop, else 0
   */
  notify(key: NOTIFKEY, notifications: readonly NOTIFICATION[]): number {
    const wanted = keyText(key);
    for (const [connection, subscription] of [...this.#subscriptions]) {
      if (subscription.key !== wanted) continue;
      const events = notifications.filter(({ eventType }) => (eventType & subscription.eventMask) !== 0);
      if (events.length === 0) continue;
      if (!subscription.synchronous) {
        queueMicrotask(() => {
          if (this.#subscriptions.get(connection) === subscription) this.#deliver(subscription, events);
        });
      } else if (this.#deliver(subscription, events) === CALLBACK_DISCONTINUE) return NOTIFY_CANCELED;
    }
    return 0;
  }

  #deliver({ provider, sink }: Subscription, events: readonly NOTIFICATION[]): number {
    const answer = guardedCount(this.#observer, provider, 'IMAPIAdviseSink', 'OnNotify', sink, (target) =>
      target.OnNotify(events),
    );
    return answer >>> 0;
  }
}

function keyText(key: NOTIFKEY): string {
  return Buffer.from(key).toString('hex');
}
