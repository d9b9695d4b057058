import { demand } from '../../com/demand.js';
import { type Result, succeeded } from '../../com/result.js';
import { MAPI_AB_PROVIDER, STATUS_VALIDATE_STATE } from '../../contract/flags.js';
import type { ABLogonResult, IABProvider } from '../../contract/iab-provider.js';
import type { IMAPISupport } from '../../contract/imapi-support.js';
import { IID_IABProvider } from '../../contract/interface-ids.js';
import { ProviderObject } from '../common/provider-object.js';
import { ProviderStatus } from '../common/status.js';
import { bookHooksOf } from './abstract-address-book.js';
import { BookCore, type BookDefinition } from './book-core.js';
import { BookLogon, type BookRegister } from './book-logon.js';
import { BookProfile } from './book-profile.js';

/** The provider object of an address book: what it has open, and the answer to fast shutdown for all of it. */
export class ABProvider
  extends ProviderObject<BookDefinition, BookCore, BookLogon>
  implements IABProvider, BookRegister
{
  constructor(definition: BookDefinition) {
    super(definition, IID_IABProvider, () => bookHooksOf(Object.create(definition.bookClass.prototype)));
  }

  Logon(support: IMAPISupport, _uiParam: number, _profileName: string, _flags: number): Result<ABLogonResult> {
    this.used('Logon');
    try {
      const logon = this.#logon(support);
      this.add(logon);
      return succeeded({ logon, error: null });
    } catch (error) {
      return this.refusal(error);
    }
  }

  #logon(support: IMAPISupport): BookLogon {
    let core: BookCore | undefined;
    // Later changes of the profile go through whichever logon is still there.
    const current = (): IMAPISupport => this.logons.find((logon) => logon.core === core)?.support ?? support;
    const open = (directory: string): BookCore | undefined =>
      this.cores().find(({ dataDirectory }) => dataDirectory === directory);
    const profile = new BookProfile(current, this.definition.displayName, (directory) => open(directory)?.bookId);
    const shared = open(profile.dataDirectory);
    this.closeRetries.requireClosed(profile.dataDirectory);
    core = shared ?? new BookCore(this.definition, profile);
    try {
      if (shared === undefined) core.open();
      demand(support.SetProviderUID(this.definition.providerUid, 0), 'SetProviderUID');
      const { displayName } = this.definition;
      const status = new ProviderStatus(support, displayName, MAPI_AB_PROVIDER, STATUS_VALIDATE_STATE);
      status.announce();
      return new BookLogon(core, support, status, this);
    } catch (error) {
      if (shared === undefined) this.closeRetries.close(core);
      throw error;
    }
  }
}
