import type { HRESULT } from '../com/hresult.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import type { Result } from '../com/result.js';
import type { IMAPITable } from './imapi-table.js';
import type { IProfSect } from './iprof-sect.js';
import type { MAPIERROR, MAPIUID, SPropValueArray } from './structures.js';

/**
 * Administers the providers of one message service in a profile; its entry point is given one.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/iprovideradminiunknown
 */
export interface IProviderAdmin extends IUnknown {
  /** Details of the last error `result` of this object; the value may be null with S_OK. */
  GetLastError(result: HRESULT, flags: number): Result<MAPIERROR>;
  /** The providers of the service, one row each. */
  GetProviderTable(flags: number): Result<IMAPITable>;
  /** Adds a provider to the service; the value is the uid of its section. */
  CreateProvider(provider: string, properties: SPropValueArray, uiParam: number, flags: number): Result<MAPIUID>;
  /** Takes a provider out of the service. */
  DeleteProvider(uid: MAPIUID): HRESULT;
  /** Opens a section of the profile: that of a provider, by PR_PROVIDER_UID. Flags: MAPI_MODIFY, MAPI_DEFERRED_ERRORS. */
  OpenProfileSection(uid: MAPIUID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<IProfSect>;
}
