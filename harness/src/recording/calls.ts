import type { JournalEvent } from './events.js';
import type { ObservedCall, ObservedClientCall } from './observation.js';

/** Calls of the shutdown interface are all kept; of the others the first so many. */
const CALL_LIMIT = 500;

const SHUTDOWN_INTERFACE = 'IMAPIProviderShutdown';

/** A call while its return is awaited. */
type OpenCall = { -readonly [K in keyof ObservedCall]: ObservedCall[K] };
type OpenClientCall = { -readonly [K in keyof ObservedClientCall]: ObservedClientCall[K] };

type Event<E extends JournalEvent['e']> = Extract<JournalEvent, { e: E }>;

/** Brings calls and their returns together: the provider's, and the client's. */
export class CallFold {
  readonly #calls: OpenCall[] = [];
  readonly #openCalls = new Map<number, OpenCall>();
  readonly #clientCalls: OpenClientCall[] = [];
  readonly #openClientCalls: OpenClientCall[] = [];
  #otherCalls = 0;

  get calls(): readonly ObservedCall[] {
    return this.#calls;
  }

  get clientCalls(): readonly ObservedClientCall[] {
    return this.#clientCalls;
  }

  /** The last call that has not returned, or null. */
  get pendingCall(): ObservedCall | null {
    return [...this.#openCalls.values()].at(-1) ?? null;
  }

  /** A method of IMAPIProviderShutdown is under way, whoever's. */
  get inShutdown(): boolean {
    return [...this.#openCalls.values()].some((call) => call.interface === SHUTDOWN_INTERFACE);
  }

  /** Takes in the next event, if it is a call or a return. */
  add(event: JournalEvent): void {
    switch (event.e) {
      case 'call':
        this.#call(event);
        break;
      case 'return':
        this.#return(event);
        break;
      case 'client-call':
        this.#clientCall(event);
        break;
      case 'client-return':
        this.#clientReturn(event);
        break;
    }
  }

  #call(event: Event<'call'>): void {
    const call: OpenCall = {
      provider: event.provider,
      interface: event.interface,
      method: event.method,
      calledAt: event.t,
      returnedAt: null,
      outcome: null,
    };
    this.#openCalls.set(event.call, call);
    if (event.interface !== SHUTDOWN_INTERFACE) {
      this.#otherCalls += 1;
      if (this.#otherCalls > CALL_LIMIT) return;
    }
    this.#calls.push(call);
  }

  #return(event: Event<'return'>): void {
    const call = this.#openCalls.get(event.call);
    if (call === undefined) return;
    this.#openCalls.delete(event.call);
    call.returnedAt = event.t;
    call.outcome = event.outcome;
  }

  #clientCall(event: Event<'client-call'>): void {
    const call: OpenClientCall = {
      method: event.method,
      session: event.session,
      calledAt: event.t,
      returnedAt: null,
      hr: null,
    };
    this.#openClientCalls.push(call);
    if (this.#clientCalls.length < CALL_LIMIT) this.#clientCalls.push(call);
  }

  #clientReturn(event: Event<'client-return'>): void {
    const index = this.#openClientCalls.findLastIndex(
      (call) => call.method === event.method && call.session === event.session,
    );
    const [call] = index === -1 ? [] : this.#openClientCalls.splice(index, 1);
    if (call === undefined) return;
    call.returnedAt = event.t;
    call.hr = event.hr;
  }
}
