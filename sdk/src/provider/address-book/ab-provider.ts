import { ComObject } from '../../com/com-object.js';
import type { Guid } from '../../com/guid.js';
import { FAILED, type HRESULT } from '../../com/hresult.js';
import { failed, type Result, succeeded } from '../../com/result.js';
import { MAPI_AB_PROVIDER, STATUS_VALIDATE_STATE } from '../../contract/flags.js';
import type { ABLogonResult, IABProvider } from '../../contract/iab-provider.js';
import type { IMAPIProviderShutdown } from '../../contract/imapi-provider-shutdown.js';
import type { IMAPISupport } from '../../contract/imapi-support.js';
import { IID_IABProvider, IID_IMAPIProviderShutdown } from '../../contract/interface-ids.js';
import { failureOf } from '../errors.js';
import { demand } from '../store-bound-object.js';
import { doLogons, firstFailure, notifyLogons, queryLogons } from '../transport/shared/fast-shutdown.js';
import { ProviderStatus } from '../transport/shared/status.js';
import { BookCore, type BookDefinition } from './book-core.js';
import { BookLogon, type BookRegister } from './book-logon.js';
import { BookProfile } from './book-profile.js';

const interfaceIds: readonly Guid[] = [IID_IABProvider, IID_IMAPIProviderShutdown];

/** The provider object of an address book: what it has open, and the answer to fast shutdown for all of it. */
export class ABProvider extends ComObject implements IABProvider, IMAPIProviderShutdown, BookRegister {
  readonly #definition: BookDefinition;
  readonly #logons: BookLogon[] = [];

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

  ended(logon: BookLogon): void {
    const index = this.#logons.indexOf(logon);
    if (index !== -1) this.#logons.splice(index, 1);
    if (!this.#logons.some(({ core }) => core === logon.core)) logon.core.close();
  }

  Shutdown(_flags: number): HRESULT {
    this.used('Shutdown');
    return this.#endAll();
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
    return queryLogons(this.#definition.bookClass, this.#cores());
  }

  NotifyProcessShutdown(): HRESULT {
    this.used('NotifyProcessShutdown');
    return notifyLogons(this.#cores());
  }

  DoFastShutdown(): HRESULT {
    this.used('DoFastShutdown');
    return doLogons(this.#cores());
  }

  protected override finalRelease(): void {
    this.#endAll();
  }

  #logon(support: IMAPISupport): BookLogon {
    let core: BookCore | undefined;
    // Later changes of the profile go through whichever logon is still there.
    const current = (): IMAPISupport => this.#logons.find((logon) => logon.core === core)?.support ?? support;
    const open = (directory: string): BookCore | undefined =>
      this.#cores().find(({ dataDirectory }) => dataDirectory === directory);
    const profile = new BookProfile(current, this.#definition.displayName, (directory) => open(directory)?.bookId);
    const shared = open(profile.dataDirectory);
    core = shared ?? new BookCore(this.#definition, profile);
    try {
      if (shared === undefined) core.open();
      demand(support.SetProviderUID(this.#definition.providerUid, 0), 'SetProviderUID');
      const { displayName } = this.#definition;
      const status = new ProviderStatus(support, displayName, MAPI_AB_PROVIDER, STATUS_VALIDATE_STATE);
      status.announce();
      return new BookLogon(core, support, status, this);
    } catch (error) {
      if (shared === undefined) closeQuietly(core);
      throw error;
    }
  }

  #cores(): BookCore[] {
    return [...new Set(this.#logons.map(({ core }) => core))];
  }

  /** Ends whatever MAPI has not logged off, as if it had. */
  #endAll(): HRESULT {
    return firstFailure([...this.#logons].map((logon) => logon.end()).filter(FAILED));
  }
}

/** An address book that did not open has nothing more to say than why. */
function closeQuietly(core: BookCore): void {
  try {
    core.close();
  } catch {
    // The reason why it did not open counts.
  }
}
