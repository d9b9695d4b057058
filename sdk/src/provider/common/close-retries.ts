import type { HRESULT } from '../../com/hresult.js';
import { MAPI_E_FAILONEPROVIDER, S_OK } from '../../com/hresult-codes.js';
import { type Failure, fail, failureOf } from '../objects/errors.js';

/** An author's store, transport or address book, as far as closing it goes. */
export interface Closable {
  readonly definition: { readonly displayName: string };
  readonly dataDirectory: string;
  lastFailure: Failure | undefined;
  /** Does nothing once it has succeeded. */
  close(): void;
}

/**
 * The stores, transports or address books of a provider object that nobody uses any more, and whose close hook has failed.
 *
 * They may hold what a client was told is saved. So they stay open, and every later occasion tries again.
 */
export class CloseRetries<C extends Closable> {
  readonly #cores = new Set<C>();

  get cores(): readonly C[] {
    return [...this.#cores];
  }

  /**
   * Closes what nobody uses any more.
   *
   * @returns S_OK, or the failure of the hook
   */
  close(core: C): HRESULT {
    this.#cores.add(core);
    try {
      core.close();
      this.#cores.delete(core);
      return S_OK;
    } catch (error) {
      core.lastFailure = failureOf(error);
      return core.lastFailure.hr;
    }
  }

  /** Tries all of them again; gives the first failure, or S_OK. */
  closeAll(): HRESULT {
    return this.cores.map((core) => this.close(core)).find((hr) => hr !== S_OK) ?? S_OK;
  }

  /** Fails while a data directory is still open: a second instance would not see what the first one has yet to write. */
  requireClosed(dataDirectory: string): void {
    const core = this.cores.find((retried) => retried.dataDirectory === dataDirectory);
    if (core === undefined || this.close(core) === S_OK) return;
    fail(MAPI_E_FAILONEPROVIDER, `${nameOf(core)} could not be closed the last time: ${core.lastFailure?.message}`);
  }

  /** The last occasion of all: what still cannot be closed is told to whoever runs the process. */
  closeOrWarn(): void {
    for (const core of this.cores) {
      if (this.close(core) === S_OK) continue;
      const message = `${nameOf(core)} could not be closed, and may lose saved changes: ${core.lastFailure?.message}`;
      process.emitWarning(message, { type: 'MapiKitLogoffWarning' });
    }
  }
}

function nameOf({ definition, dataDirectory }: Closable): string {
  return `${definition.displayName} in ${dataDirectory}`;
}
