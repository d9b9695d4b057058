import type { IUnknown } from '../com/iunknown.js';
import type { IMAPISupport } from '../contract/imapi-support.js';
import type { ProviderKind } from './observer.js';

/** A method of IMAPISupport. */
export type SupportMethod = Exclude<keyof IMAPISupport, keyof IUnknown>;

const all: readonly ProviderKind[] = ['address-book', 'store', 'transport'];
const stores: readonly ProviderKind[] = ['store'];
const transports: readonly ProviderKind[] = ['transport'];
const addressBooks: readonly ProviderKind[] = ['address-book'];

/** Which methods are for which kinds of provider; on a support object of another kind they are MAPI_E_NO_SUPPORT. */
export const supportKinds: Readonly<Record<SupportMethod, readonly ProviderKind[]>> = {
  GetLastError: all,
  GetMemAllocRoutines: all,
  Subscribe: all,
  Unsubscribe: all,
  Notify: all,
  ModifyStatusRow: all,
  OpenProfileSection: all,
  RegisterPreprocessor: transports,
  NewUID: all,
  MakeInvalid: all,
  SpoolerYield: transports,
  SpoolerNotify: ['store', 'transport'],
  CreateOneOff: all,
  SetProviderUID: ['address-book', 'store'],
  CompareEntryIDs: all,
  OpenTemplateID: addressBooks,
  OpenEntry: all,
  GetOneOffTable: addressBooks,
  Address: addressBooks,
  Details: addressBooks,
  NewEntry: addressBooks,
  DoConfigPropsheet: all,
  CopyMessages: stores,
  CopyFolder: stores,
  DoCopyTo: stores,
  DoCopyProps: stores,
  DoProgressDialog: ['address-book', 'store'],
  ReadReceipt: stores,
  PrepareSubmit: stores,
  ExpandRecips: stores,
  UpdatePAB: [],
  DoSentMail: stores,
  OpenAddressBook: all,
  Preprocess: [],
  CompleteMsg: stores,
  StoreLogoffTransports: stores,
  StatusRecips: transports,
  WrapStoreEntryID: all,
  ModifyProfile: stores,
  IStorageFromStream: all,
  GetSvcConfigSupportObj: all,
};
