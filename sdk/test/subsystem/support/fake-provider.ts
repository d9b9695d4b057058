import {
  ComObject,
  CURRENT_SPI_VERSION,
  type Guid,
  type HRESULT,
  IID_IABLogon,
  IID_IABProvider,
  IID_IMAPIProviderShutdown,
  IID_IMSLogon,
  IID_IMSProvider,
  IID_IMsgStore,
  IID_IXPLogon,
  IID_IXPProvider,
  type IMAPISupport,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_ENOUGH_DISK,
  type MAPIUID,
  type ProviderModule,
  S_FALSE,
  S_OK,
} from '@mapi-kit/sdk';
import type { ProviderKind } from '@mapi-kit/sdk/subsystem';

/** How a fake provider answers the calls of IMAPIProviderShutdown. */
export type Behaviour =
  | 'in'
  | 'out'
  | 'none'
  | 'other error'
  | 'S_FALSE'
  | 'throws'
  | 'promise'
  | 'rejected promise'
  | 'undefined';

/** How a fake provider is to behave; the answers are asked for at every call. */
export interface FakeOptions {
  behaviour?: Behaviour;
  version?: number;
  /** The results of the logon method, one a call; S_OK when they have run out. */
  logonResults?: HRESULT[];
  uid?: MAPIUID;
  /** Called in the logon method, with the support object. */
  onLogon?: (support: IMAPISupport) => void;
  keepsSupport?: boolean;
  addressTypes?: string[];
  /** Called in every method of the provider, with its name. */
  onCall?: (method: string) => void;
}

const providerIds = { store: IID_IMSProvider, transport: IID_IXPProvider, 'address-book': IID_IABProvider };
const logonIds = { store: IID_IMSLogon, transport: IID_IXPLogon, 'address-book': IID_IABLogon };

/** A provider module that does what it is told and notes what it is asked. */
export class FakeModule {
  readonly calls: string[] = [];
  readonly providers: FakeProvider[] = [];
  readonly options: FakeOptions;
  readonly kind: ProviderKind;

  constructor(kind: ProviderKind, options: FakeOptions = {}) {
    this.kind = kind;
    this.options = options;
  }

  get module(): ProviderModule {
    const init = () => {
      const provider = new FakeProvider(this, this.providers.length + 1);
      this.providers.push(provider);
      return { hr: S_OK, value: { providerVersion: this.options.version ?? CURRENT_SPI_VERSION, provider } };
    };
    // The fakes have only the methods that the subsystem calls.
    const name = { store: 'MSProviderInit', transport: 'XPProviderInit', 'address-book': 'ABProviderInit' }[this.kind];
    return { [name]: init } as unknown as ProviderModule;
  }

  called(method: string): void {
    this.calls.push(method);
    this.options.onCall?.(method);
  }
}

export class FakeProvider extends ComObject {
  readonly fake: FakeModule;
  readonly number: number;
  readonly logons: FakeLogon[] = [];

  constructor(fake: FakeModule, number: number) {
    super();
    this.fake = fake;
    this.number = number;
  }

  get count(): number {
    return this.references;
  }

  protected override interfaces(): readonly Guid[] {
    const own: Guid = providerIds[this.fake.kind];
    return (this.fake.options.behaviour ?? 'in') === 'none' ? [own] : [own, IID_IMAPIProviderShutdown];
  }

  Shutdown(flags: number): HRESULT {
    this.fake.called(`Shutdown(${flags})`);
    return S_OK;
  }

  Logon(support: IMAPISupport): unknown {
    return this.#logOn(support);
  }

  TransportLogon(support: IMAPISupport): unknown {
    return this.#logOn(support);
  }

  CompareStoreIDs(a: Uint8Array, b: Uint8Array): unknown {
    return { hr: S_OK, value: Buffer.compare(a, b) === 0 };
  }

  QueryFastShutdown(): unknown {
    return this.#answer('QueryFastShutdown');
  }

  NotifyProcessShutdown(): unknown {
    return this.#answer('NotifyProcessShutdown');
  }

  DoFastShutdown(): unknown {
    return this.#answer('DoFastShutdown');
  }

  protected override finalRelease(): void {
    this.fake.called('provider gone');
  }

  #answer(method: string): unknown {
    this.fake.called(method);
    switch (this.fake.options.behaviour ?? 'in') {
      case 'in':
        return S_OK;
      case 'out':
        return method === 'QueryFastShutdown' ? MAPI_E_NO_SUPPORT : S_OK;
      case 'other error':
        return MAPI_E_NOT_ENOUGH_DISK;
      case 'S_FALSE':
        return S_FALSE;
      case 'throws':
        throw new Error(`${method} went wrong`);
      case 'promise':
        return Promise.resolve(S_OK);
      case 'rejected promise':
        return Promise.reject(new Error('too late'));
      default:
        return undefined;
    }
  }

  #logOn(support: IMAPISupport): unknown {
    this.fake.called('Logon');
    const hr = this.fake.options.logonResults?.shift() ?? S_OK;
    if (hr !== S_OK) return { hr, value: null };
    this.fake.options.onLogon?.(support);
    const open = this.logons[0];
    if (this.fake.kind === 'store' && open?.isOpen) {
      open.store.AddRef();
      return { hr: S_OK, value: { logon: null, store: open.store, spoolSecurity: null, error: null } };
    }
    const logon = new FakeLogon(this.fake, support);
    this.logons.unshift(logon);
    return { hr: S_OK, value: { logon, store: logon.store, flags: 0, spoolSecurity: null, error: null } };
  }
}

export class FakeLogon extends ComObject {
  readonly fake: FakeModule;
  readonly support: IMAPISupport;
  readonly store: FakeStore;
  isOpen = true;

  constructor(fake: FakeModule, support: IMAPISupport) {
    super();
    this.fake = fake;
    this.support = support;
    if (fake.options.keepsSupport ?? true) support.AddRef();
    const { uid } = fake.options;
    if (uid !== undefined) support.SetProviderUID(uid, 0);
    this.store = new FakeStore(this);
  }

  protected override interfaces(): readonly Guid[] {
    return [logonIds[this.fake.kind]];
  }

  Logoff(flags: number): HRESULT {
    this.fake.called(`Logoff(${flags})`);
    this.letGo();
    return S_OK;
  }

  TransportLogoff(flags: number): HRESULT {
    this.fake.called(`TransportLogoff(${flags})`);
    this.letGo();
    return S_OK;
  }

  AddressTypes(): unknown {
    this.fake.called('AddressTypes');
    return { hr: S_OK, value: { flags: 0, addressTypes: this.fake.options.addressTypes ?? [], uids: [] } };
  }

  OpenEntry(entryId: Uint8Array, _iid: unknown, flags: number): unknown {
    this.fake.called('OpenEntry');
    this.store.AddRef();
    return { hr: S_OK, value: { objectType: entryId.length, unknown: this.store, flags } };
  }

  CompareEntryIDs(a: Uint8Array, b: Uint8Array): unknown {
    this.fake.called('CompareEntryIDs');
    return { hr: S_OK, value: a.at(-1) === b.at(-1) };
  }

  Advise(): unknown {
    this.fake.called('Advise');
    return { hr: S_OK, value: 77 };
  }

  Unadvise(connection: number): HRESULT {
    this.fake.called(`Unadvise(${connection})`);
    return S_OK;
  }

  OpenStatusEntry(): unknown {
    this.fake.called('OpenStatusEntry');
    this.store.AddRef();
    return { hr: S_OK, value: this.store };
  }

  /** Gives the support object back, once. */
  letGo(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    if (this.fake.options.keepsSupport ?? true) this.support.Release();
  }

  protected override finalRelease(): void {
    this.fake.called('logon gone');
  }
}

export class FakeStore extends ComObject {
  readonly logon: FakeLogon;

  constructor(logon: FakeLogon) {
    super();
    this.logon = logon;
  }

  protected override interfaces(): readonly Guid[] {
    return [IID_IMsgStore];
  }

  protected override finalRelease(): void {
    this.logon.fake.called('store gone');
    this.logon.letGo();
  }
}
