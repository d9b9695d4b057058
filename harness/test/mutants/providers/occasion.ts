import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNeutral, type Mutant, type Sequence } from '../mutant/mutant.js';

/** The sessions of this process, in which each provider object that was opened has a number. */
let opened = 0;
/** The lives of the data directories, each of which this process has counted once. */
const lives = new Map<string, number>();

/** Which life and session a provider is in, and which calls have come: whether it is the moment for a mutant to act. */
export class Occasion {
  #life = 0;
  #session = 0;
  #queries = 0;
  #notifies = 0;
  #isSavedSinceQuery = false;
  #isSavedSinceNotify = false;

  /** The data directory is opened. */
  open(folder: string): void {
    this.#session = ++opened;
    this.#life = lives.get(folder) ?? countLife(folder);
    lives.set(folder, this.#life);
  }

  query(): void {
    this.#queries += 1;
    this.#isSavedSinceQuery = false;
  }

  notify(): void {
    this.#notifies += 1;
    this.#isSavedSinceNotify = false;
  }

  save(): void {
    this.#isSavedSinceQuery ||= this.#queries > 0 && this.#notifies === 0;
    this.#isSavedSinceNotify ||= this.#notifies > 0;
  }

  /** Whether a mutant acts in this exit: by DoFastShutdown, or by the classic one. */
  isFor(mutant: Mutant, exit: 'fast' | 'classic'): boolean {
    if (isNeutral(mutant)) return true;
    const { sequence, life, session } = mutant.when;
    if (life !== undefined && life !== this.#life) return false;
    if (session !== undefined && session !== this.#session) return false;
    return sequence === undefined || this.#isIn(sequence, exit);
  }

  #isIn(sequence: Sequence, exit: 'fast' | 'classic'): boolean {
    switch (sequence) {
      case 'do-alone':
        return exit === 'fast' && this.#notifies === 0;
      case 'notified-twice':
        return exit === 'fast' && this.#notifies > 1;
      case 'saved-after-query':
        return exit === 'fast' && this.#isSavedSinceQuery;
      case 'saved-after-notify':
        return exit === 'fast' && this.#isSavedSinceNotify;
      case 'classic':
        return exit === 'classic';
      default:
        return exit === 'classic' && this.#notifies > 0;
    }
  }
}

function countLife(folder: string): number {
  const file = join(folder, 'lives.txt');
  mkdirSync(folder, { recursive: true });
  let life = 1;
  try {
    life = Number(readFileSync(file, 'utf8')) + 1;
  } catch {
    // The first one.
  }
  writeFileSync(file, String(life));
  return life;
}
