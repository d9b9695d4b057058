import type { JournalEnd } from './ending.js';
import type { JournalEvent } from './events.js';
import { keepFirst } from './keep-first.js';
import type { ObservedLife, ObservedThrown } from './observation.js';

/** What of the end of a life stands in its journal besides calls. */
type EndWithoutCalls = Omit<JournalEnd, 'unreadable' | 'pendingCall' | 'lastCall'>;

/** Folds what the journal of a life says about its end: how far it came, what went wrong, and how the process left. */
export class EndFold {
  readonly #problems: ObservedLife['problems'][number][] = [];
  readonly #uncaught: string[] = [];
  readonly #thrown: ObservedThrown[] = [];
  #started = false;
  #lastStep: string | null = null;
  #killedAt: number | null = null;
  #afterKill: string | null = null;
  #survivedKill = false;
  #exit: { code: number; expected: boolean; at: string | undefined } | null = null;

  get killedAt(): number | null {
    return this.#killedAt;
  }

  /** The script's last step was reached. */
  get isComplete(): boolean {
    return this.#killedAt !== null || this.#exit?.expected === true;
  }

  get end(): EndWithoutCalls {
    return {
      started: this.#started,
      killed: this.#killedAt !== null,
      afterKill: this.#afterKill,
      survivedKill: this.#survivedKill,
      exit: this.#exit,
      lastStep: this.#lastStep,
      problems: this.#problems,
      uncaught: this.#uncaught,
      thrown: this.#thrown,
    };
  }

  /** Takes in the next event, whatever it is. */
  add(event: JournalEvent): void {
    if (this.#killedAt !== null) this.#afterKill ??= event.e;
    switch (event.e) {
      case 'start':
        this.#started = true;
        break;
      case 'step':
        this.#lastStep = event.do;
        break;
      case 'problem':
        keepFirst(this.#problems, { what: event.what, hr: event.hr ?? null });
        break;
      case 'uncaught':
        keepFirst(this.#uncaught, event.message);
        break;
      case 'thrown': {
        const { where, name, message, hr = null, at = null } = event;
        keepFirst(this.#thrown, { where, name, message, hr, at });
        break;
      }
      case 'kill':
        this.#killedAt = event.t;
        break;
      case 'survived-kill':
        this.#survivedKill = true;
        break;
      case 'exit':
        this.#exit = { code: event.code, expected: event.expected, at: event.at };
        break;
    }
  }
}
