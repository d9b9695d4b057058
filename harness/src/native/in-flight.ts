import { closeSync, openSync, writeSync } from 'node:fs';
import { type Address, viewOf } from './ffi.js';
import { SYSTEM } from './system/here.js';

/**
 * Numbers and names: the first page is mapped, and what follows it names the numbers. They are: the call that is under way;
 * how many other threads wait to be answered; how many have come to wait while a call was under way; the call that has
 * returned last.
 */
const PAGE_BYTES = 4_096;
const UNDER_WAY = 0;
const RETURNED_LAST = 3;
const NUMBERS = 4;

/**
 * Notes which call of the library is under way, where it can be read when the process is no more: in a file that is mapped,
 * so that a note costs as much as any write to memory.
 */
export class InFlight {
  readonly #numbers = new Map<string, number>();
  readonly #names: readonly string[];
  #cell: Int32Array = new Int32Array(NUMBERS);

  /** @param names - of all calls that there are; 0 stands for none */
  constructor(names: readonly string[]) {
    this.#names = names;
    names.forEach((name, index) => {
      this.#numbers.set(name, index + 1);
    });
  }

  /** The number of a call. */
  numberOf(name: string): number {
    return this.#numbers.get(name) ?? 0;
  }

  /**
   * Begins to note in a file. Without one, nobody will ask.
   *
   * @returns where the numbers are; null: they could not be mapped
   */
  noteIn(file: string): Address | null {
    const descriptor = openSync(file, 'w+');
    try {
      writeSync(descriptor, Buffer.alloc(PAGE_BYTES));
      writeSync(descriptor, JSON.stringify(this.#names));
      const page = SYSTEM.mapFile(file, descriptor, PAGE_BYTES);
      if (page !== null) this.#cell = new Int32Array(viewOf(page, PAGE_BYTES));
      return page;
    } finally {
      closeSync(descriptor);
    }
  }

  /** Notes a call; returns the one before, which {@link leave} goes back to. */
  enter(number: number): number {
    const before = this.#cell[UNDER_WAY] as number;
    this.#cell[UNDER_WAY] = number;
    return before;
  }

  leave(before: number): void {
    this.#cell[UNDER_WAY] = before;
  }

  /** The same after a call that may have begun something which goes on: counting references does not. */
  leaveReturned(before: number): void {
    const cell = this.#cell;
    cell[RETURNED_LAST] = cell[UNDER_WAY] as number;
    cell[UNDER_WAY] = before;
  }
}
