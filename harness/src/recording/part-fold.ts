import type { JournalEvent, Part } from './events.js';
import type { ObservedLife } from './observation.js';

/** Folds how long the parts of a life take, and how many durable writes come in them. */
export class PartFold {
  readonly #writes: Record<Part, number> = { work: 0, shutdown: 0 };
  readonly #ns: Record<Part, number | null> = { work: null, shutdown: null };
  readonly #began = new Map<Part, number>();

  get observed(): Pick<ObservedLife, 'parts'> {
    const of = (part: Part) => ({ ns: this.#ns[part], writes: this.#writes[part] });
    return { parts: { work: of('work'), shutdown: of('shutdown') } };
  }

  /** Takes in the next event, if it is about a part. */
  add(event: JournalEvent): void {
    if (event.e === 'write') this.#writes[event.part] += 1;
    if (event.e === 'part') this.#edge(event);
  }

  /** The first work and the first shutdown of a life are measured. */
  #edge({ part, edge, t }: Extract<JournalEvent, { e: 'part' }>): void {
    if (edge === 'begins') {
      if (!this.#began.has(part)) this.#began.set(part, t);
      return;
    }
    this.#ns[part] ??= t - (this.#began.get(part) ?? t);
  }
}
