import type { JournalEvent } from './events.js';
import { keepFirst } from './keep-first.js';
import type { ObservedLife, ObservedWatch } from './observation.js';

/** Folds what the providers of a life do by themselves: while they are watched, and after DoFastShutdown. */
export class ActivityFold {
  readonly #written: ObservedLife['written'][number][] = [];
  readonly #connected: ObservedLife['connected'][number][] = [];
  readonly #watches: ObservedWatch[] = [];
  /** Of the watch that goes on: its event comes behind those of its activities. */
  #activities: ObservedWatch['activities'][number][] = [];

  get observed(): Pick<ObservedLife, 'written' | 'connected' | 'watches'> {
    return { written: this.#written, connected: this.#connected, watches: this.#watches };
  }

  /** Takes in the next event, if it is about such activity. */
  add(event: JournalEvent): void {
    switch (event.e) {
      case 'written':
        keepFirst(this.#written, { file: event.file, change: event.change, afterNs: event.afterNs });
        break;
      case 'connected':
        keepFirst(this.#connected, { to: event.to, afterNs: event.afterNs });
        break;
      case 'activity': {
        const { kind, what, repeats, counts } = event;
        keepFirst(this.#activities, { kind, what, repeats, counts });
        break;
      }
      case 'watched': {
        const { span, ms, slices } = event;
        keepFirst(this.#watches, { span, ms, slices, activities: this.#activities });
        this.#activities = [];
        break;
      }
    }
  }
}
