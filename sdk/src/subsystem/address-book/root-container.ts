import type { ComObjectOptions } from '../../com/com-object.js';
import type { Guid } from '../../com/guid.js';
import type { HRESULT } from '../../com/hresult.js';
import { MAPI_E_NO_SUPPORT, MAPI_E_UNKNOWN_FLAGS } from '../../com/hresult-codes.js';
import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import { failed, type Result, succeeded } from '../../com/result.js';
import {
  AB_SUBCONTAINERS,
  AB_UNMODIFIABLE,
  CONVENIENT_DEPTH,
  MAPI_ABCONT,
  MAPI_DEFERRED_ERRORS,
  MAPI_UNICODE,
} from '../../contract/flags.js';
import type { IABContainer } from '../../contract/iab-container.js';
import type { IMAPIProp } from '../../contract/imapi-prop.js';
import type { IMAPITable } from '../../contract/imapi-table.js';
import { IID_IABContainer, IID_IMAPIContainer, IID_IMAPIProp } from '../../contract/interface-ids.js';
import { PR_CONTAINER_FLAGS, PR_DEPTH, PR_DISPLAY_NAME_W, PR_OBJECT_TYPE } from '../../contract/property-tags.js';
import { propValue } from '../../contract/property-types.js';
import type { ADRLIST, ENTRYID, ENTRYLIST, OpenedEntry, SRestriction } from '../../contract/structures.js';
import { MemoryTable } from '../../tables/memory-table.js';
import type { AddressBookHost } from './address-book-host.js';
import { hierarchyColumns, readHierarchy } from './containers.js';
import { ReadOnlyProps } from './read-only-props.js';

const interfaceIds: readonly Guid[] = [IID_IABContainer, IID_IMAPIContainer, IID_IMAPIProp];
const hierarchyFlags = (CONVENIENT_DEPTH | MAPI_DEFERRED_ERRORS | MAPI_UNICODE) >>> 0;

/** The container above those of all address books. It holds containers only, and cannot be changed. */
export class RootContainer extends ReadOnlyProps implements IABContainer {
  readonly #host: AddressBookHost;
  readonly #options: ComObjectOptions;

  constructor(host: AddressBookHost, options: ComObjectOptions) {
    const values = [
      propValue(PR_OBJECT_TYPE, MAPI_ABCONT),
      propValue(PR_DISPLAY_NAME_W, 'Address book'),
      propValue(PR_CONTAINER_FLAGS, AB_SUBCONTAINERS | AB_UNMODIFIABLE),
      propValue(PR_DEPTH, 0),
    ];
    super(values, options);
    this.#host = host;
    this.#options = options;
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  GetContentsTable(_flags: number): Result<IMAPITable> {
    return failed(MAPI_E_NO_SUPPORT);
  }

  /** The containers of all address books; with MAPI_W_ERRORS_RETURNED when those of one are missing. */
  GetHierarchyTable(flags: number): Result<IMAPITable> {
    this.used('GetHierarchyTable');
    if ((flags & ~hierarchyFlags) !== 0) return failed(MAPI_E_UNKNOWN_FLAGS);
    const { hr, rows } = readHierarchy(this.#host, flags & CONVENIENT_DEPTH);
    const options = { ...this.#options, name: 'hierarchy table of the address book' };
    return succeeded<IMAPITable>(new MemoryTable(hierarchyColumns, () => rows, options), hr);
  }

  OpenEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<OpenedEntry> {
    this.used('OpenEntry');
    if (entryId !== null) return this.#host.openEntry(entryId, iid, flags);
    this.AddRef();
    return succeeded({ objectType: MAPI_ABCONT, unknown: this });
  }

  SetSearchCriteria(): HRESULT {
    return MAPI_E_NO_SUPPORT;
  }

  GetSearchCriteria(): Result<{
    readonly restriction: SRestriction;
    readonly containers: ENTRYLIST;
    readonly searchState: number;
  }> {
    return failed(MAPI_E_NO_SUPPORT);
  }

  CreateEntry(): Result<IMAPIProp> {
    return failed(MAPI_E_NO_SUPPORT);
  }

  CopyEntries(): HRESULT {
    return MAPI_E_NO_SUPPORT;
  }

  DeleteEntries(): HRESULT {
    return MAPI_E_NO_SUPPORT;
  }

  ResolveNames(): Result<{ readonly recipients: ADRLIST; readonly resolutions: readonly number[] }> {
    return failed(MAPI_E_NO_SUPPORT);
  }
}
