import { ComObject } from '#src/com/com-object.js';
import type { Guid } from '#src/com/guid.js';
import type { HRESULT } from '#src/com/hresult.js';
import { MAPI_E_NOT_FOUND, S_OK } from '#src/com/hresult-codes.js';
import { type Result, succeeded } from '#src/com/result.js';
import { MAPI_MODIFY } from '#src/contract/flags.js';
import type { IMAPISupport } from '#src/contract/imapi-support.js';
import { PR_MAPI_KIT_DATA_DIRECTORY_W, PR_MAPI_KIT_SETTINGS_W } from '#src/contract/property-tags.js';
import { PROP_ID, type PropTag, PT_ERROR, type SPropValue } from '#src/contract/property-types.js';
import type { ADRLIST, ENTRYID, MAPIUID, SPropProblemArray } from '#src/contract/structures.js';
import { oneOffEntryId } from '#src/subsystem/one-off-entry-id.js';

/** A call of SpoolerNotify. */
export interface Notice {
  readonly flags: number;
  readonly data: ENTRYID | null;
}

/** The part of a support object that providers use, with what they did to it. */
export class FakeSupport extends ComObject {
  readonly section: Map<number, SPropValue>;
  readonly statusRow = new Map<number, SPropValue>();
  readonly statusCodes: number[] = [];
  readonly notices: Notice[] = [];
  readonly reports: ADRLIST[] = [];
  readonly uids: MAPIUID[] = [];
  /** What happened last to the support object, for the order of events. */
  readonly log: string[] = [];
  sectionsOpen = 0;
  yieldResult: HRESULT = S_OK;

  constructor(dataDirectory = '/data', settings: readonly string[] = []) {
    super();
    this.section = new Map<number, SPropValue>([
      [PROP_ID(PR_MAPI_KIT_DATA_DIRECTORY_W), { tag: PR_MAPI_KIT_DATA_DIRECTORY_W, value: dataDirectory }],
      [PROP_ID(PR_MAPI_KIT_SETTINGS_W), { tag: PR_MAPI_KIT_SETTINGS_W, value: settings }],
    ]);
  }

  protected override interfaces(): readonly Guid[] {
    return [];
  }

  get contract(): IMAPISupport {
    return this as unknown as IMAPISupport;
  }

  get count(): number {
    return this.references;
  }

  override Release(): number {
    this.log.push('Release');
    return super.Release();
  }

  OpenProfileSection(_uid: MAPIUID | null, flags: number): Result<FakeSection> {
    return succeeded(new FakeSection(this, (flags & MAPI_MODIFY) !== 0));
  }

  ModifyStatusRow(columns: readonly SPropValue[], _flags: number): HRESULT {
    for (const column of columns) {
      this.statusRow.set(PROP_ID(column.tag), column);
      if (PROP_ID(column.tag) === 0x3e04) this.statusCodes.push(column.value as number);
    }
    return S_OK;
  }

  SpoolerNotify(flags: number, data: ENTRYID | null): HRESULT {
    this.notices.push({ flags, data });
    return S_OK;
  }

  SpoolerYield(_flags: number): HRESULT {
    return this.yieldResult;
  }

  StatusRecips(_message: unknown, recipients: ADRLIST): HRESULT {
    this.reports.push(recipients);
    return S_OK;
  }

  CreateOneOff(name: string, addressType: string, address: string, _flags: number): Result<ENTRYID> {
    return succeeded(oneOffEntryId(name, addressType, address, true));
  }

  SetProviderUID(uid: MAPIUID, _flags: number): HRESULT {
    this.uids.push(uid);
    return S_OK;
  }

  WrapStoreEntryID(entryId: ENTRYID): Result<ENTRYID> {
    return succeeded(new Uint8Array(entryId));
  }

  ModifyProfile(): HRESULT {
    return S_OK;
  }

  PrepareSubmit(): Result<number> {
    return succeeded(0);
  }

  ExpandRecips(): Result<number> {
    return succeeded(0);
  }

  StoreLogoffTransports(flags: number): Result<number> {
    return succeeded(flags);
  }
}

class FakeSection extends ComObject {
  readonly #support: FakeSupport;
  readonly #writable: boolean;

  constructor(support: FakeSupport, writable: boolean) {
    super();
    this.#support = support;
    this.#writable = writable;
    support.sectionsOpen += 1;
  }

  protected override interfaces(): readonly Guid[] {
    return [];
  }

  GetProps(tags: readonly PropTag[]): Result<SPropValue[]> {
    const missing = (tag: number): SPropValue => ({
      tag: (((tag & 0xffff0000) | PT_ERROR) >>> 0) as PropTag,
      value: MAPI_E_NOT_FOUND,
    });
    return succeeded(tags.map((tag) => this.#support.section.get(PROP_ID(tag)) ?? missing(tag)));
  }

  SetProps(values: readonly SPropValue[]): Result<SPropProblemArray> {
    if (!this.#writable) throw new Error('the section is open for reading only');
    for (const value of values) this.#support.section.set(PROP_ID(value.tag), value);
    return succeeded<SPropProblemArray>([]);
  }

  SaveChanges(): HRESULT {
    return S_OK;
  }

  protected override finalRelease(): void {
    this.#support.sectionsOpen -= 1;
  }
}
