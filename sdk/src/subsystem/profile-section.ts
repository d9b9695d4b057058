import type { SPropValue } from '../contract/property-types.js';
import type { MAPIUID } from '../contract/structures.js';
import { propertiesToJson } from './property-json.js';

/**
 * The content of one section of a profile, and who has it open.
 */
export class ProfileSection {
  /** The number under which the section is opened. */
  readonly uid: MAPIUID;
  /** Whether the section lives in memory alone. */
  temporary: boolean;
  readonly #values: Map<number, SPropValue>;
  #json: string | undefined;
  #readers = 0;
  #writer = false;

  constructor(uid: MAPIUID, values: Iterable<SPropValue>, temporary: boolean) {
    this.uid = uid;
    this.temporary = temporary;
    this.#values = new Map(Array.from(values, (value) => [value.tag >>> 16, value]));
  }

  /** The properties by id: a section has each id once. */
  get values(): ReadonlyMap<number, SPropValue> {
    return this.#values;
  }

  /** The section as JSON, made when it is first needed after a change. */
  get json(): string {
    this.#json ??= propertiesToJson(this.#values.values());
    return this.#json;
  }

  /** Replaces all properties. */
  assign(values: ReadonlyMap<number, SPropValue>): void {
    this.#values.clear();
    for (const [id, value] of values) this.#values.set(id, value);
    this.#json = undefined;
  }

  /** Takes the section for reading or writing: many readers, or one writer. False when others are in the way. */
  acquire(write: boolean): boolean {
    if (this.#writer || (write && this.#readers > 0)) return false;
    if (write) this.#writer = true;
    else this.#readers += 1;
    return true;
  }

  /** Gives the section back. */
  release(write: boolean): void {
    if (write) this.#writer = false;
    else this.#readers -= 1;
  }
}
