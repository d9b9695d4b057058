import type { HRESULT } from '../com/hresult.js';
import type { IMessage } from '../contract/imessage.js';
import type { ADRLIST, ENTRYID } from '../contract/structures.js';
import type { ProviderLogon } from './provider-logon.js';

/** What support objects ask the spooler of their session for. */
export interface SpoolerRequests {
  /** IMAPISupport::SpoolerNotify. */
  notify(record: ProviderLogon, flags: number, data: ENTRYID | null): void;
  /** IMAPISupport::StatusRecips: the reports go into the store of the message that is being sent. */
  statusRecips(message: IMessage, recipients: ADRLIST): HRESULT;
  /** IMAPISupport::StoreLogoffTransports; undefined for a wrong flag. */
  storeLogoff(record: ProviderLogon, flags: number): number | undefined;
}
