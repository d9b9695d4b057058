import type { HRESULT } from '../com/hresult.js';
import { MAPI_E_INVALID_PARAMETER, MAPI_E_NO_SUPPORT, S_OK } from '../com/hresult-codes.js';
import { failed, type Result, succeeded } from '../com/result.js';
import { fnevCriticalError, fnevExtended } from '../contract/flags.js';
import type { IMAPIAdviseSink } from '../contract/imapi-advise-sink.js';
import type { NOTIFICATION } from '../contract/structures.js';

interface Registration {
  /** The sink and its events, for events of the session. */
  readonly sink?: IMAPIAdviseSink;
  readonly eventMask: number;
  /** Ends the registration with the provider, for events of an object. */
  readonly end?: () => void;
}

const sessionEvents = (fnevCriticalError | fnevExtended) >>> 0;

/** The sinks that a client registered through IMAPISession::Advise. */
export class SessionSinks {
  readonly #registrations = new Map<number, Registration>();
  #nextConnection = 1;

  /** How many registrations have not been ended. */
  get size(): number {
    return this.#registrations.size;
  }

  /** Registers a sink for events of the session itself: fnevCriticalError and fnevExtended. */
  add(eventMask: number, sink: IMAPIAdviseSink): Result<number> {
    if (eventMask === 0) return failed(MAPI_E_INVALID_PARAMETER);
    if ((eventMask & ~sessionEvents) !== 0) return failed(MAPI_E_NO_SUPPORT);
    sink.AddRef();
    return this.#register({ sink, eventMask });
  }

  /** Keeps the registration of a sink that a provider took. */
  addForeign(end: () => void): Result<number> {
    return this.#register({ eventMask: 0, end });
  }

  /** Ends a registration. */
  remove(connection: number): HRESULT {
    const found = this.#registrations.get(connection);
    if (found === undefined) return MAPI_E_INVALID_PARAMETER;
    this.#registrations.delete(connection);
    found.end?.();
    found.sink?.Release();
    return S_OK;
  }

  /** Tells the sinks for events of the session. What a client's sink throws is the client's affair. */
  send(notification: NOTIFICATION): void {
    for (const { sink, eventMask } of [...this.#registrations.values()]) {
      if ((eventMask & notification.eventType) === 0) continue;
      try {
        sink?.OnNotify([notification]);
      } catch {}
    }
  }

  /** Lets go of all sinks of the session; those that providers hold are the providers' to release. */
  clear(): void {
    for (const { sink } of this.#registrations.values()) sink?.Release();
    this.#registrations.clear();
  }

  /** Ends all registrations, with the providers too. */
  endAll(): void {
    for (const connection of [...this.#registrations.keys()]) this.remove(connection);
  }

  #register(registration: Registration): Result<number> {
    const connection = this.#nextConnection++;
    this.#registrations.set(connection, registration);
    return succeeded(connection);
  }
}
