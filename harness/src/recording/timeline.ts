import type { JournalEvent } from './events.js';

/** A timeline is for reading: nobody reads more. */
const TIMELINE_LIMIT = 100;

const SHUTDOWN_INTERFACE = 'IMAPIProviderShutdown';

/** Keeps of a life's events what a timeline shows: the last save before the end, the shutdown calls, and the end. */
export class TimelineFold {
  readonly #events: JournalEvent[] = [];
  readonly #shown = new Set<number>();
  #lastSave: JournalEvent | null = null;

  /** Takes in the next event. */
  add(event: JournalEvent): void {
    switch (event.e) {
      case 'saved':
        this.#lastSave = event;
        break;
      case 'call':
        if (event.interface !== SHUTDOWN_INTERFACE && !/^(?:Logoff|Shutdown)$/.test(event.method)) break;
        this.#shown.add(event.call);
        this.#push(event);
        break;
      case 'return':
        if (this.#shown.delete(event.call)) this.#push(event);
        break;
      case 'client-call':
      case 'client-return':
      case 'refused':
      case 'written':
      case 'connected':
      case 'problem':
      case 'uncaught':
      case 'kill':
      case 'survived-kill':
      case 'exit':
        this.#push(event);
        break;
      default:
        break;
    }
  }

  /** The events kept, in their order. */
  finish(): readonly JournalEvent[] {
    this.#takeSave();
    return this.#events;
  }

  #push(event: JournalEvent): void {
    this.#takeSave();
    // The end of the life is shown however long the rest is.
    const isEnd = event.e === 'kill' || event.e === 'survived-kill' || event.e === 'exit' || event.e === 'uncaught';
    if (this.#events.length < (isEnd ? TIMELINE_LIMIT : TIMELINE_LIMIT - 4)) this.#events.push(event);
  }

  #takeSave(): void {
    if (this.#lastSave === null) return;
    if (this.#events.length < TIMELINE_LIMIT - 4) this.#events.push(this.#lastSave);
    this.#lastSave = null;
  }
}
