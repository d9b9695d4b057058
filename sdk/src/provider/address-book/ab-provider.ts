import { ComObject } from '../../com/com-object.js';
import { demand } from '../../com/demand.js';
import type { Guid } from '../../com/guid.js';
import type { HRESULT } from '../../com/hresult.js';
import { S_OK } from '../../com/hresult-codes.js';
import { failed, type Result, succeeded } from '../../com/result.js';
import { MAPI_AB_PROVIDER, STATUS_VALIDATE_STATE } from '../../contract/flags.js';
import type { ABLogonResult, IABProvider } from '../../contract/iab-provider.js';
import type { IMAPIProviderShutdown } from '../../contract/imapi-provider-shutdown.js';
import type { IMAPISupport } from '../../contract/imapi-support.js';
import { IID_IABProvider, IID_IMAPIProviderShutdown } from '../../contract/interface-ids.js';
import { failureOf } from '../errors.js';
import { doLogons, notifyLogons, queryLogons } from '../transport/shared/fast-shutdown.js';
import { ProviderStatus } from '../transport/shared/status.js';
import { Unclosed } from '../unclosed.js';
import { BookCore, type BookDefinition } from './book-core.js';
import { BookLogon, type BookRegister } from './book-logon.js';
import { BookProfile } from './book-profile.js';

const interfaceIds: readonly Guid[] = [IID_IABProvider, IID_IMAPIProviderShutdown];

/** The provider object of an address book: what it has open, and the answer to fast shutdown for all of it. */
export class ABProvider extends ComObject implements IABProvider, IMAPIProviderShutdown, BookRegister {
  readonly #definition: BookDefinition;
  readonly #logons: BookLogon[] = [];
  readonly #unclosed = new Unclosed<BookCore>();

  constructor(definition: BookDefinition) {
    super({ ledger: definition.ledger, name: `provider object of ${definition.displayName}` });
    this.#definition = definition;
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  get logons(): readonly BookLogon[] {
    return this.#logons;
  }

  ended(logon: BookLogon): HRESULT {
    const index = this.#logons.indexOf(logon);
    if (index !== -1) this.#logons.splice(index, 1);
    return this.#logons.some(({ core }) => core === logon.core) ? S_OK : this.#unclosed.close(logon.core);
  }

  Shutdown(_flags: number): HRESULT {
    this.used('Shutdown');
    this.#endAll();
    return this.#unclosed.closeAll();
  }

  Logon(support: IMAPISupport, _uiParam: number, _profileName: string, _flags: number): Result<ABLogonResult> {
    this.used('Logon');
    try {
      const logon = this.#logon(support);
      this.#logons.push(logon);
      return succeeded({ logon, error: null });
    } catch (error) {
      const { hr, message } = failureOf(error);
      // IABProvider has no GetLastError, and an author whose address book does not open has to learn why.
      process.emitWarning(message, { type: 'MapiKitLogonWarning' });
      return failed(hr);
    }
  }

  QueryFastShutdown(): HRESULT {
    this.used('QueryFastShutdown');
    return queryLogons(this.#definition.bookClass, this.#openCores());
  }

  NotifyProcessShutdown(): HRESULT {
    this.used('NotifyProcessShutdown');
    return notifyLogons(this.#openCores());
  }

  DoFastShutdown(): HRESULT {
    this.used('DoFastShutdown');
    return doLogons(this.#openCores());
  }

  protected override finalRelease(): void {
    this.#endAll();
    this.#unclosed.closeOrWarn();
  }

  #logon(support: IMAPISupport): BookLogon {
    let core: BookCore | undefined;
    // Later changes of the profile go through whichever logon is still there.
    const current = (): IMAPISupport => this.#logons.find((logon) => logon.core === core)?.support ?? support;
    const open = (directory: string): BookCore | undefined =>
      this.#cores().find(({ dataDirectory }) => dataDirectory === directory);
    const profile = new BookProfile(current, this.#definition.displayName, (directory) => open(directory)?.bookId);
    const shared = open(profile.dataDirectory);
    this.#unclosed.requireClosed(profile.dataDirectory);
    core = shared ?? new BookCore(this.#definition, profile);
    try {
      if (shared === undefined) core.open();
      demand(support.SetProviderUID(this.#definition.providerUid, 0), 'SetProviderUID');
      const { displayName } = this.#definition;
      const status = new ProviderStatus(support, displayName, MAPI_AB_PROVIDER, STATUS_VALIDATE_STATE);
      status.announce();
      return new BookLogon(core, support, status, this);
    } catch (error) {
      if (shared === undefined) this.#unclosed.close(core);
      throw error;
    }
  }

  #cores(): BookCore[] {
    return [...new Set(this.#logons.map(({ core }) => core))];
  }

  /** Those whose acknowledged changes have to be durable before the process ends. */
  #openCores(): BookCore[] {
    return [...this.#cores(), ...this.#unclosed.cores];
  }

  /** Ends whatever MAPI has not logged off, as if it had. */
  #endAll(): void {
    for (const logon of [...this.#logons]) logon.end();
  }
}
