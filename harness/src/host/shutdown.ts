import { type HRESULT, IID_IMAPIClientShutdown, type IMAPIClientShutdown } from '@mapi-kit/sdk';
import type { Journal } from './journal.js';
import type { KillTrigger } from './kill/kill-trigger.js';
import type { LoggedOn } from './logged-on.js';
import { unwrap } from './store/refusal.js';

/** The methods of IMAPIClientShutdown. */
export type ShutdownMethod = 'QueryFastShutdown' | 'NotifyProcessShutdown' | 'DoFastShutdown';

/**
 * The client's side of fast shutdown: one IMAPIClientShutdown, of the first session, for the whole process.
 *
 * After DoFastShutdown has been called nothing is released any more: a client makes no further call.
 */
export class Shutdown {
  readonly #journal: Journal;
  readonly #killTrigger: Pick<KillTrigger, 'enter'>;
  #client: IMAPIClientShutdown | undefined;
  #done = false;

  constructor(journal: Journal, killTrigger: Pick<KillTrigger, 'enter'>) {
    this.#journal = journal;
    this.#killTrigger = killTrigger;
  }

  /** DoFastShutdown has been called. */
  get done(): boolean {
    return this.#done;
  }

  /**
   * Makes one call, and journals it before and after.
   *
   * @throws Refusal when the session has no IMAPIClientShutdown
   */
  call(client: Pick<LoggedOn, 'index' | 'session'>, method: ShutdownMethod): HRESULT {
    this.#client ??= unwrap(client.session.QueryInterface(IID_IMAPIClientShutdown), 'IMAPISession::QueryInterface');
    if (method === 'DoFastShutdown') this.#done = true;
    const at = { method: `IMAPIClientShutdown::${method}`, session: client.index };
    this.#journal.write({ e: 'client-call', ...at });
    // Not before: a kill that comes sooner than the call proves nothing about it.
    if (method !== 'QueryFastShutdown') this.#killTrigger.enter('shutdown');
    const hr = this.#client[method]();
    this.#journal.write({ e: 'client-return', ...at, hr });
    return hr;
  }

  /** Gives the interface back, as a client does before a classic logoff. */
  release(): void {
    if (!this.#done) this.#client?.Release();
    this.#client = undefined;
  }
}
