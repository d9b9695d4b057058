import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ParsedFile } from './parse-file.js';
import type { ReadMail } from './read-mail.js';
import { Unusable } from './unusable.js';

/** No whole file of the size that is taken comes near this, in milliseconds and mebibytes. */
const LIMIT_MS = 20_000;
const LIMIT_MIB = 1_024;

/** Parses files in a thread of its own: in damaged ones parsers go round in circles, or need all memory. */
export class MailParser {
  readonly #limitMs: number;
  #worker: Worker | null = null;

  /** @param limitMs - that one file may take */
  constructor(limitMs: number = LIMIT_MS) {
    this.#limitMs = limitMs;
  }

  /**
   * Reads a file by its ending.
   *
   * @param file - its name
   * @param bytes - what is in it
   * @throws Unusable when no message came of it
   */
  async parse(file: string, bytes: Uint8Array): Promise<ReadMail> {
    const parsed = await this.#ask(file, bytes);
    if ('reason' in parsed) throw new Unusable(parsed.reason);
    return parsed;
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  async #ask(file: string, bytes: Uint8Array): Promise<ParsedFile> {
    const worker = this.#started();
    const ended = new AbortController();
    const { signal } = ended;
    const timer = setTimeout(() => ended.abort(), this.#limitMs);
    try {
      const answered = once(worker, 'message', { signal });
      worker.postMessage({ file, bytes });
      const [parsed] = (await answered) as [ParsedFile];
      return parsed;
    } catch {
      await this.close();
      const why = signal.aborted
        ? `was not done after ${this.#limitMs / 1000} s`
        : 'needs more memory than there is for it';
      throw new Unusable(`it is damaged: its parser ${why}`);
    } finally {
      clearTimeout(timer);
    }
  }

  #started(): Worker {
    this.#worker ??= new Worker(new URL('./parse-worker.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: LIMIT_MIB },
    });
    return this.#worker;
  }
}
