import { Buffer } from 'node:buffer';
import { EXIT } from '../life/exit-codes.js';
import { hasSecret, hideInEvent } from '../life/secrets.js';
import type { EventBody } from '../recording/events.js';
import { errorText } from './error-text.js';
import { exit, now, openSync, parse, stringify, writeSync } from './primordials.js';

const byteLength: typeof Buffer.byteLength = Buffer.byteLength;
const toBytes: typeof Buffer.from = Buffer.from;

/**
 * The journal of one life: one JSON text a line, each complete in the file before {@link Journal.write} returns.
 *
 * When a line can't be written, the life is worthless as evidence: nothing more is written, and the process ends at once
 * with the exit code `journalBroken`.
 */
export class Journal {
  readonly #write: typeof writeSync;
  #fd: number;
  readonly #start: bigint;
  #count = 0;
  #broken = false;
  /** Called before an event is written: what ends the process then leaves no word of it. */
  before: (() => void) | null = null;
  /** Values of the profile and the environment that nobody may read here. */
  secrets: readonly string[] = [];
  /** The folder that the data lies in. It has another name each time, and what is said of it shall be the same each time. */
  dataFolder: string | null = null;

  /**
   * @param file - must not exist yet
   * @param start - the moment that counts as zero, of the clock `now`
   * @param write - writes to the file
   */
  constructor(file: string, start: bigint, write: typeof writeSync = writeSync) {
    this.#write = write;
    this.#fd = openSync(file, 'ax');
    this.#start = start;
  }

  /** Whether the journal could not be written; from then on the process is only ending. */
  get broken(): boolean {
    return this.#broken;
  }

  /** Nanoseconds since the start. */
  get elapsed(): number {
    return Number(now() - this.#start);
  }

  /**
   * Goes on at another place: the file may not grow any more.
   *
   * @param fd - open for writing; somebody appends to the file what comes there
   */
  goOnAt(fd: number): void {
    this.#fd = fd;
  }

  /** Writes one event. */
  write(event: EventBody): void {
    if (this.#broken) return;
    this.before?.();
    // Whatever a provider has put into it: only what is written has a number.
    const text = hidden(withoutFolder(textOf(event), this.dataFolder), this.secrets);
    this.#count += 1;
    // Spreading `event` into a new object costs more than the rest, and there are ten thousands of them.
    const line = `{"n":${this.#count},"t":${this.elapsed},${text.slice(1)}\n`;
    try {
      this.#append(line);
    } catch {
      this.#broken = true;
      exit(EXIT.journalBroken);
    }
  }

  #append(line: string): void {
    const length = byteLength(line);
    let written = this.#write(this.#fd, line);
    if (written === length) return;
    const bytes = toBytes(line);
    while (written < length) {
      const more = this.#write(this.#fd, bytes, written, length - written);
      if (more === 0) throw new Error('nothing could be written');
      written += more;
    }
  }
}

function textOf(event: EventBody): string {
  try {
    return stringify(event);
  } catch {
    // A provider may return what JSON does not know where a number belongs.
    return stringify(Object.fromEntries(Object.entries(event).map(([name, value]) => [name, knownToJson(value)])));
  }
}

/** A path in the folder of the data begins with `…`. */
function withoutFolder(text: string, folder: string | null): string {
  if (folder === null) return text;
  const escaped = stringify(folder).slice(1, -1);
  return text.includes(escaped) ? text.split(escaped).join('…') : text;
}

/** A provider may say its secrets wherever it says anything. */
function hidden(text: string, secrets: readonly string[]): string {
  return secrets.length > 0 && hasSecret(text, secrets) ? stringify(hideInEvent(parse(text), secrets)) : text;
}

/** The value itself, or a text: `0n` for a bigint. */
function knownToJson(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  try {
    stringify(value);
    return value;
  } catch {
    return errorText(value);
  }
}
