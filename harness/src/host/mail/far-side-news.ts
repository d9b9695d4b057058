import type { FarSideEvent } from '../../recording/mail.js';
import { parse, readFileSync } from '../primordials.js';

/** What the far side of the transports says while a life goes on. */
export class FarSideNews {
  readonly #file: string | null;
  readonly #all: FarSideEvent[] = [];
  #seen = 0;

  /** @param file - where it writes what it sees; null: there is none */
  constructor(file: string | null) {
    this.#file = file;
  }

  /** All that has been taken in so far, of this life and of those before it. */
  get all(): readonly FarSideEvent[] {
    return this.#all;
  }

  /**
   * Takes in what it has said since.
   *
   * @returns that alone
   */
  next(): readonly FarSideEvent[] {
    const text = this.#read();
    // It may be writing: the last line may not be whole.
    const end = text.lastIndexOf('\n') + 1;
    const lines = text.slice(this.#seen, end).split('\n').slice(0, -1);
    this.#seen = end;
    const news = lines.map((line) => parse(line) as FarSideEvent);
    for (const event of news) this.#all.push(event);
    return news;
  }

  /** Until something goes through there is no file. */
  #read(): string {
    if (this.#file === null) return '';
    try {
      return readFileSync(this.#file, 'utf8');
    } catch {
      return '';
    }
  }
}
