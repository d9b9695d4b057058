import type { HRESULT } from '../../com/hresult.js';
import { MAPI_E_NOT_FOUND, S_OK } from '../../com/hresult-codes.js';
import type { IMAPIAdviseSink } from '../../contract/imapi-advise-sink.js';
import type { NOTIFICATION } from '../../contract/structures.js';

interface AdvisedSink {
  readonly owner: object;
  /** Null: the whole store. */
  readonly target: string | null;
  readonly eventMask: number;
  readonly sink: IMAPIAdviseSink;
}

/** The advise sinks of one open store. Notifications are delivered at once, after the change has been accepted. */
export class Notifier {
  readonly #registrations = new Map<number, AdvisedSink>();
  #next = 1;

  /** Registers a sink, which is kept until {@link Notifier.unadvise} or the logoff of `owner`. */
  advise(owner: object, target: string | null, eventMask: number, sink: IMAPIAdviseSink): number {
    sink.AddRef();
    const connection = this.#next++;
    this.#registrations.set(connection, { owner, target, eventMask, sink });
    return connection;
  }

  unadvise(owner: object, connection: number): HRESULT {
    const registration = this.#registrations.get(connection);
    if (registration?.owner !== owner) return MAPI_E_NOT_FOUND;
    this.#registrations.delete(connection);
    registration.sink.Release();
    return S_OK;
  }

  /** Ends all registrations of `owner`. */
  forget(owner: object): void {
    for (const [connection, registration] of this.#registrations) {
      if (registration.owner === owner) this.unadvise(owner, connection);
    }
  }

  /** True when nobody listens, so that a notification need not be made. */
  get idle(): boolean {
    return this.#registrations.size === 0;
  }

  /**
   * Sends a notification to whoever registered for the whole store or one of the objects.
   *
   * @param objects - the ids of the objects concerned
   */
  send(objects: readonly (string | null)[], notification: NOTIFICATION): void {
    for (const { target, eventMask, sink } of [...this.#registrations.values()]) {
      if ((eventMask & notification.eventType) === 0) continue;
      if (target !== null && !objects.includes(target)) continue;
      try {
        sink.OnNotify([notification]);
      } catch {
        // A sink that fails is its client's problem; the change has been made.
      }
    }
  }
}
