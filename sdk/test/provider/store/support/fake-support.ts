import {
  ComObject,
  type ENTRYID,
  type Guid,
  guid,
  type HRESULT,
  IID_IMAPIProp,
  IID_IMAPISup,
  IID_IProfSect,
  type IMAPISupport,
  type IProfSect,
  LOGOFF_COMPLETE,
  MAPI_E_NOT_FOUND,
  MAPI_W_ERRORS_RETURNED,
  PROP_ID,
  PT_ERROR,
  type Result,
  S_OK,
  type SPropTagArray,
  type SPropValue,
  type SPropValueArray,
  succeeded,
} from '@mapi-kit/sdk';

/** A profile section that keeps properties in memory, as far as a store's logon uses one. */
export class FakeSection extends ComObject {
  readonly values = new Map<number, SPropValue>();

  protected override interfaces(): readonly Guid[] {
    return [IID_IProfSect, IID_IMAPIProp];
  }

  get openReferences(): number {
    return this.references - 1;
  }

  GetProps(tags: SPropTagArray): Result<SPropValueArray> {
    const values = tags.map((tag): SPropValue => {
      const missing = { tag: (((PROP_ID(tag) << 16) | PT_ERROR) >>> 0) as typeof tag, value: MAPI_E_NOT_FOUND };
      return this.values.get(PROP_ID(tag)) ?? missing;
    });
    return succeeded(values, values.some((value, index) => value.tag !== tags[index]) ? MAPI_W_ERRORS_RETURNED : S_OK);
  }

  SetProps(values: SPropValueArray): Result<never[]> {
    for (const value of values) this.values.set(PROP_ID(value.tag), value);
    return succeeded([]);
  }
}

/** A support object made by hand: it notes what the provider asks of it. */
export class FakeSupport extends ComObject {
  readonly calls: string[] = [];
  readonly section: FakeSection;
  /** What ExpandRecips answers. */
  expandRecips: number = 0;
  /** What StoreLogoffTransports answers. */
  storeLogoff: Result<number> = succeeded(LOGOFF_COMPLETE);
  onFinalRelease: () => void = () => {};

  constructor(section: FakeSection = new FakeSection()) {
    super();
    this.section = section;
  }

  protected override interfaces(): readonly Guid[] {
    return [IID_IMAPISup];
  }

  get referenceCount(): number {
    return this.references;
  }

  callsOf(method: string): string[] {
    return this.calls.filter((call) => call.split(' ')[0] === method);
  }

  OpenProfileSection(_uid: Guid | null, flags: number): Result<IProfSect> {
    this.calls.push(`OpenProfileSection ${flags}`);
    this.section.AddRef();
    return succeeded(this.section as unknown as IProfSect);
  }

  WrapStoreEntryID(entryId: ENTRYID): Result<ENTRYID> {
    return succeeded(Uint8Array.from([0xaa, 0xbb, ...entryId]));
  }

  NewUID(): Result<Guid> {
    return succeeded(guid('{11111111-2222-3333-4444-555555555555}'));
  }

  SetProviderUID(uid: Guid, _flags: number): HRESULT {
    this.calls.push(`SetProviderUID ${uid}`);
    return S_OK;
  }

  ModifyProfile(flags: number): HRESULT {
    this.calls.push(`ModifyProfile ${flags}`);
    return S_OK;
  }

  ModifyStatusRow(_columns: SPropValueArray, flags: number): HRESULT {
    this.calls.push(`ModifyStatusRow ${flags}`);
    return S_OK;
  }

  StoreLogoffTransports(flags: number): Result<number> {
    this.calls.push(`StoreLogoffTransports ${flags}`);
    return this.storeLogoff;
  }

  SpoolerNotify(flags: number): HRESULT {
    this.calls.push(`SpoolerNotify ${flags}`);
    return S_OK;
  }

  ExpandRecips(): Result<number> {
    this.calls.push('ExpandRecips');
    return succeeded(this.expandRecips);
  }

  PrepareSubmit(): Result<number> {
    this.calls.push('PrepareSubmit');
    return succeeded(0);
  }

  DoSentMail(): HRESULT {
    this.calls.push('DoSentMail');
    return S_OK;
  }

  /** The fake as a provider sees it; what it lacks, no store of this SDK may call. */
  get asSupport(): IMAPISupport {
    return this as unknown as IMAPISupport;
  }

  protected override finalRelease(): void {
    this.calls.push('(final Release)');
    this.onFinalRelease();
  }
}
