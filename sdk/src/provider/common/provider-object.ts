import { ComObject } from '../../com/com-object.js';
import type { Guid } from '../../com/guid.js';
import { publishFailure } from '../../com/hook-failures.js';
import type { HRESULT } from '../../com/hresult.js';
import { S_OK } from '../../com/hresult-codes.js';
import { failed, type Result } from '../../com/result.js';
import type { IMAPIProviderShutdown } from '../../contract/imapi-provider-shutdown.js';
import { IID_IMAPIProviderShutdown } from '../../contract/interface-ids.js';
import { failureOf } from '../objects/errors.js';
import { type Closable, CloseRetries } from './close-retries.js';
import {
  doFastShutdown,
  type ExitHooks,
  notifyProcessShutdown,
  queryFastShutdown,
  type ShutdownCore,
} from './fast-shutdown.js';
import type { ProviderDefinition } from './provider-definition.js';

/** An author's store, transport or address book that is open. */
export interface OpenCore extends Closable, ShutdownCore {}

/** A logon at one of them. */
export interface LogonAt<C extends OpenCore> {
  readonly core: C;
  /** Ends it; does nothing when it has ended. */
  end(): unknown;
}

/** What every kind of provider object has in common: its logons, and the answer to fast shutdown for all of them. */
export abstract class ProviderObject<D extends ProviderDefinition, C extends OpenCore, L extends LogonAt<C>>
  extends ComObject
  implements IMAPIProviderShutdown
{
  /** What nobody uses any more, and could not be closed. */
  protected readonly closeRetries: CloseRetries<C> = new CloseRetries<C>();
  protected readonly definition: D;
  readonly #interfaceIds: readonly Guid[];
  readonly #logons: L[] = [];
  readonly #prototypeHooks: () => ExitHooks;

  /**
   * @param definition - what is fixed for all provider objects of one entry point
   * @param interfaceId - the interface of this kind of provider object
   * @param prototypeHooks - the hooks of an object of the author's class that no constructor has seen
   */
  constructor(definition: D, interfaceId: Guid, prototypeHooks: () => ExitHooks) {
    super({ ledger: definition.ledger, name: `provider object of ${definition.displayName}` });
    this.definition = definition;
    this.#interfaceIds = [interfaceId, IID_IMAPIProviderShutdown];
    this.#prototypeHooks = prototypeHooks;
  }

  protected override interfaces(): readonly Guid[] {
    return this.#interfaceIds;
  }

  /** Those that have not ended, the oldest first. */
  get logons(): readonly L[] {
    return this.#logons;
  }

  /**
   * Takes a logon off, and closes what it was at when it was the last one there.
   *
   * @returns S_OK, or the failure of the author's close hook, which is tried again by the next call
   */
  ended(logon: L): HRESULT {
    const index = this.#logons.indexOf(logon);
    if (index !== -1) this.#logons.splice(index, 1);
    return this.#logons.some(({ core }) => core === logon.core) ? S_OK : this.closeRetries.close(logon.core);
  }

  Shutdown(_flags: number): HRESULT {
    this.used('Shutdown');
    this.#endAll();
    return this.closeRetries.closeAll();
  }

  QueryFastShutdown(): HRESULT {
    this.used('QueryFastShutdown');
    return queryFastShutdown(this.#openCores(), this.#prototypeHooks);
  }

  NotifyProcessShutdown(): HRESULT {
    this.used('NotifyProcessShutdown');
    return notifyProcessShutdown(this.#openCores());
  }

  DoFastShutdown(): HRESULT {
    this.used('DoFastShutdown');
    return doFastShutdown(this.#openCores());
  }

  /**
   * What a logon gives that has failed. Provider objects have no GetLastError, and an author whose provider does not open
   * has to learn why: from a warning, and on the channel of hook failures, since a life may be over before Node prints one.
   *
   * @param silent - a code that MAPI itself deals with, so that nobody is warned
   */
  protected refusal(error: unknown, silent?: HRESULT): Result<never> {
    const { hr, message } = failureOf(error);
    if (hr !== silent) {
      process.emitWarning(message, { type: 'MapiKitLogonWarning' });
      publishFailure(`Logon of ${this.definition.displayName}`, error);
    }
    return failed(hr);
  }

  protected add(logon: L): void {
    this.#logons.push(logon);
  }

  /** What somebody is logged on at, each once. */
  protected cores(): C[] {
    return [...new Set(this.#logons.map(({ core }) => core))];
  }

  protected override finalRelease(): void {
    this.#endAll();
    this.closeRetries.closeOrWarn();
  }

  /** Those whose acknowledged changes have to be durable before the process ends. */
  #openCores(): C[] {
    return [...this.cores(), ...this.closeRetries.cores];
  }

  /** Ends whatever MAPI has not logged off, as if it had. */
  #endAll(): void {
    for (const logon of [...this.#logons]) logon.end();
  }
}
