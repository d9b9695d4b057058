import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { InboundMessage } from '@mapi-kit/sdk/transport';
import { readMail } from './incoming-mail.js';
import { ReceivedFiles } from './received-files.js';

/** How many messages are in memory at most, waiting for the spooler. */
const MOST_AHEAD = 50;

/**
 * A folder in which each `.eml` file is a message that has come.
 *
 * Whoever delivers writes under another name and renames the file when it is whole. A file goes when the store has the
 * message, and not before; one that cannot be removed is received once all the same.
 */
export class Maildrop {
  readonly #folder: string;
  readonly #received: ReceivedFiles;
  /** The messages that were read, with the names of their files. */
  readonly #read = new Map<InboundMessage, string>();
  /** The files that were read, for better or for worse, and are not read again in this life. */
  readonly #known = new Set<string>();
  #reading = false;

  /** @param notes - the path of a file in which to note what could not be removed */
  constructor(folder: string, notes: string) {
    this.#folder = folder;
    this.#received = new ReceivedFiles(folder, notes);
  }

  get hasMail(): boolean {
    return this.#read.size > 0;
  }

  /**
   * Reads new files.
   *
   * @param mayGoOn - asked before each file
   * @returns whether messages have come
   * @throws Error naming the first file that cannot be read; it stays where it is
   */
  async readAhead(mayGoOn: () => boolean): Promise<boolean> {
    if (this.#reading || !mayGoOn()) return false;
    this.#reading = true;
    let found = false;
    try {
      this.#received.tryAgain();
      const names = (await readdir(this.#folder)).filter((name) => extname(name) === '.eml').sort();
      for (const name of this.#known) if (!names.includes(name)) this.#known.delete(name);
      for (const name of names.filter((one) => !this.#known.has(one) && !this.#received.has(one))) {
        if (!mayGoOn() || this.#read.size >= MOST_AHEAD) break;
        this.#known.add(name);
        this.#read.set(await readMail(await readFile(join(this.#folder, name))), name);
        found = true;
      }
    } finally {
      this.#reading = false;
    }
    return found;
  }

  /** The next message. It goes behind the others, so that one which the store does not take holds up none. */
  next(): InboundMessage | undefined {
    for (const [message, name] of this.#read) {
      this.#read.delete(message);
      this.#read.set(message, name);
      return message;
    }
    return undefined;
  }

  /** Removes a message that the store has. */
  remove(message: InboundMessage): void {
    const name = this.#read.get(message);
    this.#read.delete(message);
    if (name !== undefined) this.#received.remove(name);
  }
}
