import type { HRESULT } from '../com/hresult.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import type { Result } from '../com/result.js';
import type { IMAPIProgress } from './imapi-progress.js';
import type { PropTag } from './property-types.js';
import type {
  MAPIERROR,
  MAPINAMEID,
  MAPIUID,
  SPropProblemArray,
  SPropTagArray,
  SPropValueArray,
} from './structures.js';

/**
 * An object with properties: the base of stores, folders, messages, attachments, profile sections and status objects.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapipropiunknown
 */
export interface IMAPIProp extends IUnknown {
  /** Details of the last error `result` of this object; the value may be null with S_OK. */
  GetLastError(result: HRESULT, flags: number): Result<MAPIERROR>;
  /** Makes the changes of a transacted object permanent. Flags: KEEP_OPEN_READONLY, KEEP_OPEN_READWRITE, FORCE_SAVE. */
  SaveChanges(flags: number): HRESULT;
  /**
   * The values of `tags` in this order, or of all properties for null. Missing ones come as PT_ERROR with
   * MAPI_W_ERRORS_RETURNED.
   */
  GetProps(tags: SPropTagArray | null, flags: number): Result<SPropValueArray>;
  /** The tags of all properties the object has. */
  GetPropList(flags: number): Result<SPropTagArray>;
  /** Another view of one property: a stream, a table, an object. MAPI_CREATE requires MAPI_MODIFY. */
  OpenProperty<T extends IUnknown>(
    tag: PropTag,
    iid: InterfaceId<T>,
    interfaceOptions: number,
    flags: number,
  ): Result<T>;
  /** Sets properties; what could not be set comes back as problems with S_OK. */
  SetProps(values: SPropValueArray): Result<SPropProblemArray>;
  /** Removes properties; the type of the tags is ignored. */
  DeleteProps(tags: SPropTagArray): Result<SPropProblemArray>;
  /** Copies or moves (MAPI_MOVE) everything but the excluded interfaces and properties to `destination`. */
  CopyTo(
    excludedInterfaces: readonly InterfaceId<IUnknown>[],
    excludedProps: SPropTagArray | null,
    uiParam: number,
    progress: IMAPIProgress | null,
    iid: InterfaceId<IUnknown>,
    destination: IUnknown,
    flags: number,
  ): Result<SPropProblemArray>;
  /** Copies or moves (MAPI_MOVE) the listed properties to `destination`. */
  CopyProps(
    includedProps: SPropTagArray,
    uiParam: number,
    progress: IMAPIProgress | null,
    iid: InterfaceId<IUnknown>,
    destination: IUnknown,
    flags: number,
  ): Result<SPropProblemArray>;
  /** The names of named properties; `tags` null means all. */
  GetNamesFromIDs(
    tags: SPropTagArray | null,
    propSet: MAPIUID | null,
    flags: number,
  ): Result<{ readonly tags: SPropTagArray; readonly names: readonly (MAPINAMEID | null)[] }>;
  /** The tags (of type PT_UNSPECIFIED) of named properties; MAPI_CREATE adds new ones. */
  GetIDsFromNames(names: readonly MAPINAMEID[], flags: number): Result<SPropTagArray>;
}
