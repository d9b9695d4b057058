import { setMaxListeners } from 'node:events';
import type { StoppedBy } from '../report/report.js';

/** What may end a certification before all is run, and who was the first to. */
export class Stop {
  readonly #end: AbortController = new AbortController();
  readonly #caller: AbortSignal | undefined;
  readonly #onCaller = (): void => this.#stop('interruption');
  readonly #timer: NodeJS.Timeout | null;
  #by: StoppedBy | null = null;

  /**
   * Begins to listen, and the time to run.
   *
   * @param caller - aborted when the caller wants the end
   * @param timeLimitMs - null: there is no limit
   */
  constructor(caller: AbortSignal | undefined, timeLimitMs: number | null) {
    // Each process that goes on listens; how many those are is a matter of --jobs.
    setMaxListeners(0, this.#end.signal);
    this.#caller = caller;
    caller?.addEventListener('abort', this.#onCaller, { once: true });
    this.#timer = timeLimitMs === null ? null : setTimeout(() => this.#stop('time-limit'), timeLimitMs);
    if (caller?.aborted === true) this.#stop('interruption');
  }

  /** Aborted when every process has to end. */
  get signal(): AbortSignal {
    return this.#end.signal;
  }

  /** Null: nothing has stopped it. */
  get by(): StoppedBy | null {
    return this.#by;
  }

  /** A failure is enough: nothing more is to begin, and what goes on comes to its end. */
  bail(): void {
    this.#by ??= 'bail';
  }

  /** Ends every process, since an error has come up or all is over. */
  end(): void {
    this.#end.abort();
  }

  /** Listens no more. */
  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#caller?.removeEventListener('abort', this.#onCaller);
    this.#end.abort();
  }

  /** Who ends the processes has the last word: what was going on after a failure has no end of its own then. */
  #stop(by: 'interruption' | 'time-limit'): void {
    if (this.#end.signal.aborted) return;
    this.#by = by;
    this.#end.abort();
  }
}
