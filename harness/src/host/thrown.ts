import { FAILED, type HRESULT, hresult, isHresult } from '@mapi-kit/sdk';
import { placeThrown } from './activity/code-place.js';
import { cut, errorMessage } from './error-text.js';
import type { Journal } from './journal.js';

/** A provider may throw the same thing for each of ten thousand items: the journal has each once, and so many in all. */
const MOST_THROWN = 50;

/** What was thrown, as far as it says anything of itself. */
interface ThrownParts {
  /** The name of the error, for example `TypeError`. */
  readonly name: string;
  readonly message: string;
  /** The code of a MapiError. */
  readonly hr?: HRESULT;
  /** The first place of its stack in the author's own code. */
  readonly at?: string;
}

/** Takes apart what was thrown; it throws nothing itself. */
function partsOf(error: unknown): ThrownParts {
  const at = placeThrown(error);
  const { name, hr } = namesOf(error);
  return {
    name: cut(typeof name === 'string' && name !== '' ? name : error instanceof Error ? 'Error' : typeof error),
    message: errorMessage(error),
    ...(isHresult(hr) && FAILED(hr) ? { hr: hresult(hr) } : {}),
    ...(at === undefined ? {} : { at }),
  };
}

/** Either may be a getter of the author's. */
function namesOf(error: unknown): { readonly name?: unknown; readonly hr?: unknown } {
  if (typeof error !== 'object' || error === null) return {};
  try {
    const { name, hr } = error as { readonly name?: unknown; readonly hr?: unknown };
    return { name, hr };
  } catch {
    return {};
  }
}

/** What was thrown in one line, with the first place of the author's own code: `TypeError: no such file, at box.js:12`. */
export function errorInWords(error: unknown): string {
  const { name, message, at } = partsOf(error);
  return cut(`${name}: ${message}${at === undefined ? '' : `, at ${at}`}`);
}

/** Journals what methods and hooks of the providers throw in one life: each case once, and not without end. */
export class ThrownLog {
  readonly #journal: Journal;
  readonly #seen = new Set<string>();

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /**
   * Journals what was thrown.
   *
   * @param where - the method or hook, for example `BoxStore.open()`
   * @param error - whatever was thrown
   */
  add(where: string, error: unknown): void {
    if (this.#seen.size >= MOST_THROWN) return;
    const parts = partsOf(error);
    const key = `${where} ${parts.name} ${parts.message} ${parts.at}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#journal.write({ e: 'thrown', where: cut(where), ...parts });
  }
}
