/**
 * COM and Microsoft's MAPI contract: HRESULTs, GUIDs, interfaces, property tags and flags, with Microsoft's names.
 *
 * Whoever writes a provider with the base classes needs little of it: property tags, codes, and {@link MapiError}, which a hook
 * throws to make the client's call return a code.
 *
 * @example
 * ```ts
 * import { FAILED, findValue, formatHresult, MAPI_E_NOT_FOUND, MapiError, PR_SUBJECT_W, propValue } from '@mapi-kit/sdk';
 *
 * const properties = [propValue(PR_SUBJECT_W, 'Hello')];
 * const subject: string | undefined = findValue(properties, PR_SUBJECT_W);
 *
 * const error = new MapiError(MAPI_E_NOT_FOUND, 'the message is gone');
 * if (FAILED(error.hr)) console.log(subject, formatHresult(error.hr)); // Hello MAPI_E_NOT_FOUND (0x8004010F)
 * ```
 *
 * @packageDocumentation
 */
export { ComObject, type ComObjectOptions } from './com/com-object.js';
export { type Guid, guid, guidFromBytes, guidToBytes, isGuid, oleGuid } from './com/guid.js';
export { HOOK_FAILURE_CHANNEL, type HookFailure } from './com/hook-failures.js';
export {
  FAILED,
  type HRESULT,
  HRESULT_CODE,
  HRESULT_FACILITY,
  hresult,
  isCode,
  isHresult,
  SUCCEEDED,
} from './com/hresult.js';
export * from './com/hresult-codes.js';
export { formatHresult, hresultName } from './com/hresult-name.js';
export { type InterfaceId, interfaceId } from './com/interface-id.js';
export { IID_IUnknown, type IUnknown } from './com/iunknown.js';
export { MapiError } from './com/mapi-error.js';
export { ReferenceLedger, type ReferenceViolation } from './com/reference-ledger.js';
export { failed, type Result, succeeded } from './com/result.js';
export type {
  ABPROVIDERINIT,
  MSPROVIDERINIT,
  ProviderInit,
  ProviderInitResult,
  ProviderModule,
  XPPROVIDERINIT,
} from './contract/entry-points.js';
export { dateFromFileTime, fileTimeFromDate } from './contract/file-time.js';
export * from './contract/flags.js';
export type { IABContainer } from './contract/iab-container.js';
export type { IABLogon } from './contract/iab-logon.js';
export type { ABLogonResult, IABProvider } from './contract/iab-provider.js';
export type { IAddrBook } from './contract/iaddr-book.js';
export type { IAttach } from './contract/iattach.js';
export type { IDistList } from './contract/idist-list.js';
export type { IMailUser } from './contract/imail-user.js';
export type { IMAPIAdviseSink } from './contract/imapi-advise-sink.js';
export type { IMAPIClientShutdown } from './contract/imapi-client-shutdown.js';
export type { IMAPIContainer } from './contract/imapi-container.js';
export type { IMAPIFolder } from './contract/imapi-folder.js';
export type { IMAPIProgress } from './contract/imapi-progress.js';
export type { IMAPIProp } from './contract/imapi-prop.js';
export type { IMAPIProviderShutdown } from './contract/imapi-provider-shutdown.js';
export type { IMAPISession } from './contract/imapi-session.js';
export type { IMAPIStatus } from './contract/imapi-status.js';
export type { IMAPISupport } from './contract/imapi-support.js';
export type { IMAPITable } from './contract/imapi-table.js';
export type { IMessage } from './contract/imessage.js';
export type { IMSLogon } from './contract/ims-logon.js';
export type { IMSProvider, MSLogonResult } from './contract/ims-provider.js';
export type { IMsgStore } from './contract/imsg-store.js';
export * from './contract/interface-ids.js';
export type { IProfSect } from './contract/iprof-sect.js';
export type { IProviderAdmin } from './contract/iprovider-admin.js';
export type { IStream } from './contract/istream.js';
export type { IXPLogon } from './contract/ixp-logon.js';
export type { IXPProvider, XPLogonResult } from './contract/ixp-provider.js';
export {
  CHANGE_PROP_TYPE,
  isTransmittable,
  PROP_ID,
  PROP_TAG,
  PROP_TYPE,
  type PropertyValue,
  type PropertyValueByType,
  type PropertyValueOf,
  type PropTag,
  propTag,
  propTagFromNumber,
} from './contract/property-tag.js';
export { propTagName } from './contract/property-tag-name.js';
export * from './contract/property-tags.js';
export * from './contract/property-type-codes.js';
export { isMultiValued, propTypeName } from './contract/property-type-name.js';
export {
  findValue,
  isPropertyValue,
  propertyValuesEqual,
  propValue,
  type SPropValue,
} from './contract/property-value.js';
export type { MSGSERVICEENTRY, ServiceEntryCall } from './contract/service-entry.js';
export type {
  ADRENTRY,
  ADRLIST,
  ENTRYID,
  ENTRYLIST,
  MAPIERROR,
  MAPINAMEID,
  MAPIUID,
  NOTIFICATION,
  NOTIFKEY,
  OpenedEntry,
  SPropProblem,
  SPropProblemArray,
  SPropTagArray,
  SPropValueArray,
  SRestriction,
  SRow,
  SRowSet,
  SSortOrderSet,
} from './contract/structures.js';
export * from './contract/well-known-guids.js';
