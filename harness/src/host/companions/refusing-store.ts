import {
  ComObject,
  CURRENT_SPI_VERSION,
  failed,
  type Guid,
  type HRESULT,
  IID_IMAPIProp,
  IID_IMAPIProviderShutdown,
  IID_IMSLogon,
  IID_IMSProvider,
  IID_IMsgStore,
  type IMAPIProviderShutdown,
  type IMAPISupport,
  type IMSLogon,
  type IMSProvider,
  type IMsgStore,
  LOGOFF_COMPLETE,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_FOUND,
  type MSLogonResult,
  type ProviderModule,
  type Result,
  S_OK,
  type SPropTagArray,
  type SPropValueArray,
  succeeded,
} from '@mapi-kit/sdk';

/** Everything that the companion's objects do not do. */
const no = (): HRESULT => MAPI_E_NO_SUPPORT;
const none = (): Result<never> => failed(MAPI_E_NO_SUPPORT);

/** A store that is there, and has nothing in it. */
class EmptyStore extends ComObject implements IMsgStore {
  readonly GetLastError: IMsgStore['GetLastError'] = none;
  readonly SaveChanges: IMsgStore['SaveChanges'] = no;
  readonly OpenProperty: IMsgStore['OpenProperty'] = none;
  readonly SetProps: IMsgStore['SetProps'] = none;
  readonly DeleteProps: IMsgStore['DeleteProps'] = none;
  readonly CopyTo: IMsgStore['CopyTo'] = none;
  readonly CopyProps: IMsgStore['CopyProps'] = none;
  readonly GetNamesFromIDs: IMsgStore['GetNamesFromIDs'] = none;
  readonly GetIDsFromNames: IMsgStore['GetIDsFromNames'] = none;
  readonly Advise: IMsgStore['Advise'] = none;
  readonly Unadvise: IMsgStore['Unadvise'] = no;
  readonly CompareEntryIDs: IMsgStore['CompareEntryIDs'] = none;
  readonly OpenEntry: IMsgStore['OpenEntry'] = none;
  readonly SetReceiveFolder: IMsgStore['SetReceiveFolder'] = no;
  readonly GetReceiveFolder: IMsgStore['GetReceiveFolder'] = none;
  readonly GetReceiveFolderTable: IMsgStore['GetReceiveFolderTable'] = none;
  readonly AbortSubmit: IMsgStore['AbortSubmit'] = no;
  readonly GetOutgoingQueue: IMsgStore['GetOutgoingQueue'] = none;
  readonly SetLockState: IMsgStore['SetLockState'] = no;
  readonly FinishedMsg: IMsgStore['FinishedMsg'] = no;
  readonly NotifyNewMail: IMsgStore['NotifyNewMail'] = no;

  GetProps(_tags: SPropTagArray | null): Result<SPropValueArray> {
    return failed(MAPI_E_NOT_FOUND);
  }

  GetPropList(): Result<SPropTagArray> {
    return succeeded([]);
  }

  StoreLogoff(): Result<number> {
    return succeeded(LOGOFF_COMPLETE);
  }

  protected override interfaces(): readonly Guid[] {
    return [IID_IMsgStore, IID_IMAPIProp];
  }
}

class EmptyLogon extends ComObject implements IMSLogon {
  readonly GetLastError: IMSLogon['GetLastError'] = none;
  readonly OpenEntry: IMSLogon['OpenEntry'] = none;
  readonly CompareEntryIDs: IMSLogon['CompareEntryIDs'] = none;
  readonly Advise: IMSLogon['Advise'] = none;
  readonly Unadvise: IMSLogon['Unadvise'] = no;
  readonly OpenStatusEntry: IMSLogon['OpenStatusEntry'] = none;
  #support: IMAPISupport | undefined;

  constructor(support: IMAPISupport) {
    super();
    support.AddRef();
    this.#support = support;
  }

  Logoff(): HRESULT {
    this.finalRelease();
    return S_OK;
  }

  protected override finalRelease(): void {
    this.#support?.Release();
    this.#support = undefined;
  }

  protected override interfaces(): readonly Guid[] {
    return [IID_IMSLogon];
  }
}

/** A provider that logs on, and refuses fast shutdown whenever it is asked. */
class RefusingProvider extends ComObject implements IMSProvider, IMAPIProviderShutdown {
  readonly SpoolerLogon: IMSProvider['SpoolerLogon'] = none;
  readonly CompareStoreIDs: IMSProvider['CompareStoreIDs'] = none;

  Shutdown(): HRESULT {
    return S_OK;
  }

  Logon(support: IMAPISupport): Result<MSLogonResult> {
    return succeeded({ logon: new EmptyLogon(support), store: new EmptyStore(), spoolSecurity: null, error: null });
  }

  QueryFastShutdown(): HRESULT {
    return MAPI_E_NO_SUPPORT;
  }

  NotifyProcessShutdown(): HRESULT {
    return S_OK;
  }

  DoFastShutdown(): HRESULT {
    return S_OK;
  }

  protected override interfaces(): readonly Guid[] {
    return [IID_IMSProvider, IID_IMAPIProviderShutdown];
  }
}

/** The companion `refusing-store`. */
export const refusingStore: ProviderModule = {
  MSProviderInit: () => succeeded({ providerVersion: CURRENT_SPI_VERSION, provider: new RefusingProvider() }),
};
