import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { E_UNEXPECTED, MAPI_E_CALL_FAILED, MAPI_E_TIMEOUT } from '../com/hresult-codes.js';
import { MapiError } from '../com/mapi-error.js';
import { reviveError } from './carried-error.js';
import {
  ANSWERS,
  type Answer,
  GIVEN_UP,
  type Outcome,
  type Request,
  type ThreadEnd,
  type ThreadStart,
} from './messages.js';

/** The names of the functions of a module. */
export type CallableName<M> = {
  [K in keyof M]: M[K] extends (...args: never[]) => unknown ? K : never;
}[keyof M] &
  string;

/** What a function of a module takes. */
export type SyncWorkerArguments<M, K extends keyof M> = M[K] extends (...args: infer A) => unknown ? A : never;

/** What a function of a module gives, or what the promise of it becomes. */
export type SyncWorkerResult<M, K extends keyof M> = M[K] extends (...args: never[]) => infer R ? Awaited<R> : never;

/** How a {@link SyncWorker} waits. */
export interface SyncWorkerOptions {
  /**
   * How long a call waits for its answer, in milliseconds; 4,000 unless given. A client that calls DoFastShutdown waits for
   * all the calls that are made in it, five seconds as a rule: keep it below.
   */
  readonly timeLimit?: number | undefined;
}

const TIME_LIMIT_MS = 4000;
/** After so many limits without an answer a thread counts as hung, and nobody waits for it any more. */
const LIMITS_UNTIL_HUNG = 3;
/** How long a thread that has been closed may take for its own end, until it is ended. */
const GRACE_MS = 1000;

/**
 * A module of the author's in a thread of its own, whose functions are called synchronously, also those that promise.
 *
 * MAPI is synchronous: when a hook returns, it is done. Many databases have no synchronous commit. In a thread of its own
 * such a database goes on while the hook waits. The functions of the module may be asynchronous; arguments and results are
 * copied as by `structuredClone`, so they may be large and binary, and may not be functions.
 *
 * Calls are done one after the other, in order. One that fails throws what the function has thrown, with name, message, code,
 * stack and cause; a MapiError comes as one. Besides:
 *
 * - An answer that does not come in time: MAPI_E_TIMEOUT. Whether the call has been done is not known, and it may still be.
 *   No later call overtakes it, and its answer is never taken for that of another. Later calls wait, each as long as it may;
 *   once three limits have passed without an answer they fail at once, until it comes.
 * - A thread that has ended, because the module could not be imported, something was thrown that nobody caught, or
 *   `process.exit` was called: MAPI_E_CALL_FAILED, with what was thrown as its cause. So does every later call, at once. It is
 *   not started again by itself, since nobody else knows what the module had open: make a new SyncWorker.
 *
 * What the module prints is written at once, also while the main thread waits. The thread keeps no process alive, and ends
 * with it. A native add-on that it has loaded stays in memory, since threads of its own may outlive this one; on Windows, where
 * that cannot be asked for, import the package in the main thread as well.
 *
 * @typeParam M - the type of the module: `typeof import('./database.js')`
 *
 * @example
 * ```ts
 * // database.ts, with a database that only promises
 * let database: ClassicLevel<string, Uint8Array>;
 * export async function open(path: string): Promise<void> {
 *   database = new ClassicLevel(path, { valueEncoding: 'view' });
 *   await database.open();
 * }
 * export const put = (key: string, value: Uint8Array): Promise<void> => database.put(key, value);
 * export const close = (): Promise<void> => database.close();
 *
 * // store.ts
 * const database = new SyncWorker<typeof import('./database.js')>(new URL('./database.js', import.meta.url));
 * database.call('open', join(this.dataDirectory, 'db'));
 * database.call('put', 'key', bytes); // durable when it returns
 * database.call('close');
 * database.close();
 * ```
 */
export class SyncWorker<M extends object> {
  readonly #name: string;
  readonly #limit: number;
  readonly #flags = new Int32Array(new SharedArrayBuffer(8));
  readonly #port: MessagePort;
  readonly #worker: Worker;
  #sent = 0;
  /** How many of the answers have been taken off the port. */
  #taken = 0;
  /** When the oldest call was sent that was given up and has not been answered. */
  #lateSince: number | undefined;
  #ended: ThreadEnd | undefined;
  #isClosed = false;

  /**
   * Starts the thread, and does not wait until the module is loaded: the first call does.
   *
   * @param module - where the module is: `new URL('./database.js', import.meta.url)`
   * @param options - how long calls wait
   * @throws TypeError when `module` is no URL, or the limit no positive number
   */
  constructor(module: URL, options: SyncWorkerOptions = {}) {
    const { timeLimit = TIME_LIMIT_MS } = options;
    if (!(module instanceof URL)) throw new TypeError(`SyncWorker takes the URL of a module, not ${String(module)}`);
    if (!(timeLimit > 0)) throw new TypeError(`the time limit is in milliseconds, not ${timeLimit}`);
    this.#name = module.protocol === 'file:' ? fileURLToPath(module) : 'the module';
    this.#limit = timeLimit;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    const start: ThreadStart = { module: module.href, port: port2, flags: this.#flags };
    // As a script: a file is refused to a process that was started with --input-type.
    this.#worker = new Worker(`void import(${JSON.stringify(import.meta.resolve('#sync-worker-thread'))})`, {
      eval: true,
      workerData: start,
      transferList: [port2],
      name: 'SyncWorker',
    });
    this.#worker.unref();
    this.#port.unref();
    let failure: unknown;
    // Of what the thread itself could not tell any more: it ran out of memory, for example.
    this.#worker.on('error', (error) => {
      failure = error;
    });
    this.#worker.on('exit', (exitCode) => {
      this.#receive(undefined);
      this.#ended ??= { exitCode, ...(failure !== undefined && { error: { thrown: failure } }) };
    });
  }

  /** Whether calls are worth trying: it is not closed, and its thread is not known to have ended. */
  get isAlive(): boolean {
    this.#receive(undefined);
    return !this.#isClosed && this.#ended === undefined;
  }

  /**
   * Calls a function of the module, and waits until it is done.
   *
   * @param name - an export of the module
   * @param args - as the function takes them
   * @returns what it returns, or what the promise of it becomes
   * @throws What the function throws. MapiError MAPI_E_TIMEOUT (0x80040401), MAPI_E_CALL_FAILED (0x80004005), or E_UNEXPECTED
   * (0x8000FFFF) after `close` or `kill`. TypeError when there is no such function, or an argument cannot be copied
   */
  call<K extends CallableName<M>>(name: K, ...args: SyncWorkerArguments<M, K>): SyncWorkerResult<M, K> {
    const outcome = this.#request({ name, args }, `${name}()`);
    if ('error' in outcome) throw reviveError(outcome.error);
    if ('unknown' in outcome) {
      throw new TypeError(`${this.#name} has no function ${name}; it has ${outcome.unknown.join(', ') || 'none'}`);
    }
    // What a port delivers has no type: it is what the function of that name gave.
    return ('value' in outcome ? outcome.value : undefined) as SyncWorkerResult<M, K>;
  }

  /**
   * Ends the thread when everything is done that was begun. The module closes before what it has open, in a function of its
   * own. Of a thread that has ended already, it does nothing.
   *
   * @throws MapiError MAPI_E_TIMEOUT (0x80040401) when the thread is busy for longer than a call may take: it goes on, and
   * `close` may be tried again, or `kill`
   */
  close(): void {
    if (!this.isAlive) return;
    this.#request({ end: true }, 'its end');
    this.#isClosed = true;
    this.#port.close();
    // Timers of the module, or files that it has forgotten, would keep the thread.
    const grace = setTimeout(() => void this.#worker.terminate(), GRACE_MS).unref();
    this.#worker.on('exit', () => clearTimeout(grace));
  }

  /**
   * Ends the thread at once, whatever it does: where it has hung. A function of a native add-on is not interrupted; the
   * thread ends after it.
   */
  kill(): void {
    this.#isClosed = true;
    this.#port.close();
    void this.#worker.terminate();
    // To terminate makes it keep the process alive again, for as long as a native function takes.
    this.#worker.unref();
  }

  #request(request: { name: string; args: readonly unknown[] } | { end: true }, what: string): Outcome {
    if (this.#isClosed) throw new MapiError(E_UNEXPECTED, `${this.#name}: the thread is closed`);
    this.#receive(undefined);
    this.#requireThread(what);
    const now = performance.now();
    const hung = (this.#lateSince ?? now) + LIMITS_UNTIL_HUNG * this.#limit;
    if (hung <= now) this.#giveUp(what, `it has hung for ${Math.round(now - (this.#lateSince ?? now))} ms`);
    const n = this.#sent + 1;
    this.#post({ ...request, n });
    this.#sent = n;
    return this.#waitFor(n, what, now, Math.min(now + this.#limit, hung));
  }

  #waitFor(n: number, what: string, sent: number, until: number): Outcome {
    for (;;) {
      const outcome = this.#receive(n);
      if (outcome !== undefined) return outcome;
      this.#requireThread(what);
      const left = until - performance.now();
      if (left <= 0) {
        Atomics.store(this.#flags, GIVEN_UP, n);
        this.#lateSince ??= sent;
        this.#giveUp(what, `there was no answer in ${Math.round(until - sent)} ms`);
      }
      Atomics.wait(this.#flags, ANSWERS, this.#taken, left);
    }
  }

  /** Takes what has come; gives the outcome of a request. */
  #receive(wanted: number | undefined): Outcome | undefined {
    let outcome: Outcome | undefined;
    // To ask the port costs more than to look at the flags.
    while (this.#taken !== Atomics.load(this.#flags, ANSWERS)) {
      // The flags count as integers of 32 bits do.
      this.#taken = (this.#taken + 1) | 0;
      const got = receiveMessageOnPort(this.#port);
      if (got === undefined) continue;
      const answer = got.message as Answer;
      if ('ended' in answer) {
        this.#ended = answer.ended;
        continue;
      }
      // An answer that comes too late for its caller is nobody's; when the last one has come, nothing is owed any more.
      if (answer.n === this.#sent) this.#lateSince = undefined;
      if (answer.n === wanted) outcome = answer;
    }
    return outcome;
  }

  #post(request: Request): void {
    try {
      this.#port.postMessage(request);
    } catch (cause) {
      throw new TypeError(`${this.#name}: an argument cannot be copied to another thread`, { cause });
    }
  }

  #requireThread(what: string): void {
    if (this.#ended === undefined) return;
    const { exitCode, error } = this.#ended;
    const cause = error && reviveError(error);
    const why = error === undefined ? `exit code ${exitCode}` : cause instanceof Error ? cause.message : String(cause);
    throw new MapiError(MAPI_E_CALL_FAILED, `${this.#name}: ${what} failed, the thread has ended: ${why}`, { cause });
  }

  #giveUp(what: string, why: string): never {
    throw new MapiError(MAPI_E_TIMEOUT, `${this.#name}: ${what} failed, ${why}`);
  }
}
