import { randomUUID } from 'node:crypto';
import { guid, isGuid } from '../com/guid.js';
import type { HRESULT } from '../com/hresult.js';
import { MAPI_E_INVALID_PARAMETER, MAPI_E_NOT_FOUND, MAPI_E_UNKNOWN_FLAGS, S_OK } from '../com/hresult-codes.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import { failed, type Result, succeeded } from '../com/result.js';
import {
  MAPI_ONE_OFF_NO_RICH_INFO,
  MAPI_UNICODE,
  MDB_TEMPORARY,
  NOTIFY_CRITICAL_ERROR,
  NOTIFY_SYNC,
  STATUSROW_UPDATE,
} from '../contract/flags.js';
import type { IAddrBook } from '../contract/iaddr-book.js';
import type { IMAPIAdviseSink } from '../contract/imapi-advise-sink.js';
import type { IMAPIFolder } from '../contract/imapi-folder.js';
import type { IMAPIProgress } from '../contract/imapi-progress.js';
import type { IMAPIProp } from '../contract/imapi-prop.js';
import type { IMAPISupport } from '../contract/imapi-support.js';
import type { IMAPITable } from '../contract/imapi-table.js';
import type { IMessage } from '../contract/imessage.js';
import type { IProfSect } from '../contract/iprof-sect.js';
import { PROP_ID } from '../contract/property-types.js';
import type {
  ADRLIST,
  ENTRYID,
  ENTRYLIST,
  MAPIERROR,
  MAPIUID,
  NOTIFICATION,
  NOTIFKEY,
  OpenedEntry,
  SPropProblemArray,
  SPropTagArray,
  SPropValueArray,
} from '../contract/structures.js';
import { copyFolder, copyMessages } from './default-copy.js';
import { unwrapStoreEntryId, wrapStoreEntryId } from './entry-ids.js';
import { makeInvalid } from './make-invalid.js';
import { copyMessageParts, isMessage } from './message-copy.js';
import { oneOffEntryId } from './one-off-entry-id.js';
import { copyAllBut, copyTags } from './property-copy.js';
import { doSentMail, expandRecipients, prepareSubmit } from './submission.js';
import { SupportRefusals } from './support-refusals.js';

/**
 * The support object of one logon.
 *
 * Beside the two undocumented methods, whatever shows a dialog, builds reports or storages, or needs the message flow is
 * MAPI_E_NO_SUPPORT; so is what is not for the provider's kind. On its last Release the provider's uids and status row
 * go; a store is logged off.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapisupportiunknown
 */
export class SupportObject extends SupportRefusals implements IMAPISupport {
  GetLastError(_result: HRESULT, _flags: number): Result<MAPIERROR> {
    return this.result('GetLastError', (): Result<MAPIERROR> => ({ hr: S_OK, value: null }));
  }

  Subscribe(key: NOTIFKEY, eventMask: number, flags: number, adviseSink: IMAPIAdviseSink): Result<number> {
    return this.result('Subscribe', () => {
      if ((flags & ~NOTIFY_SYNC) !== 0) return failed(MAPI_E_UNKNOWN_FLAGS);
      const hub = this.host.context.notifications;
      return succeeded(hub.subscribe(this, this.record.identity, key, eventMask, flags, adviseSink));
    });
  }

  Unsubscribe(connection: number): HRESULT {
    return this.code('Unsubscribe', () =>
      this.host.context.notifications.unsubscribe(this, connection) ? S_OK : MAPI_E_NOT_FOUND,
    );
  }

  Notify(key: NOTIFKEY, notifications: readonly NOTIFICATION[], flags: number): Result<number> {
    return this.result('Notify', () =>
      flags === 0
        ? succeeded(this.host.context.notifications.notify(key, notifications))
        : failed(MAPI_E_UNKNOWN_FLAGS),
    );
  }

  ModifyStatusRow(columns: SPropValueArray, flags: number): HRESULT {
    return this.code('ModifyStatusRow', () => {
      if ((flags & ~STATUSROW_UPDATE) !== 0) return MAPI_E_UNKNOWN_FLAGS;
      const old = (flags & STATUSROW_UPDATE) === 0 ? [] : (this.record.statusRow ?? []);
      this.record.statusRow = new Map([...old, ...columns.map((column) => [PROP_ID(column.tag), column] as const)]);
      this.host.statusChanged();
      return S_OK;
    });
  }

  OpenProfileSection(uid: MAPIUID | null, flags: number): Result<IProfSect> {
    return this.result('OpenProfileSection', () => this.host.openSectionFor(this.record, uid, flags));
  }

  NewUID(): Result<MAPIUID> {
    return this.result('NewUID', () => succeeded(guid(randomUUID())));
  }

  MakeInvalid(flags: number, object: IUnknown, _refCount: number, methods: number): HRESULT {
    return this.code('MakeInvalid', () => makeInvalid(flags, object, methods));
  }

  SpoolerYield(flags: number): HRESULT {
    return this.code('SpoolerYield', () => (flags === 0 ? S_OK : MAPI_E_UNKNOWN_FLAGS));
  }

  SpoolerNotify(flags: number, data: ENTRYID | null): HRESULT {
    return this.code('SpoolerNotify', () => {
      if ((flags & NOTIFY_CRITICAL_ERROR) !== 0 && this.record.identity.kind === 'transport') {
        this.record.provider.critical = true;
      }
      this.host.spooler.notify(this.record, flags, data);
      return S_OK;
    });
  }

  CreateOneOff(name: string, addressType: string, address: string, flags: number): Result<ENTRYID> {
    return this.result('CreateOneOff', () => {
      if ((flags & ~(MAPI_UNICODE | MAPI_ONE_OFF_NO_RICH_INFO)) !== 0) return failed(MAPI_E_UNKNOWN_FLAGS);
      return succeeded(oneOffEntryId(name, addressType, address, (flags & MAPI_ONE_OFF_NO_RICH_INFO) === 0));
    });
  }

  SetProviderUID(providerUid: MAPIUID, flags: number): HRESULT {
    return this.code('SetProviderUID', () => {
      if (flags !== 0) return MAPI_E_UNKNOWN_FLAGS;
      if (!isGuid(providerUid)) return MAPI_E_INVALID_PARAMETER;
      this.record.uids.push(providerUid);
      return S_OK;
    });
  }

  CompareEntryIDs(entryId1: ENTRYID, entryId2: ENTRYID, flags: number): Result<boolean> {
    return this.result('CompareEntryIDs', () => this.host.compareEntryIds(entryId1, entryId2, flags));
  }

  OpenTemplateID(
    templateId: ENTRYID,
    templateFlags: number,
    propData: IMAPIProp,
    iid: InterfaceId<IUnknown> | null,
    sibling: IMAPIProp | null,
  ): Result<IMAPIProp> {
    return this.result('OpenTemplateID', () =>
      this.host.openTemplateId(templateId, templateFlags, propData, iid, sibling),
    );
  }

  OpenEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<OpenedEntry> {
    return this.result('OpenEntry', () => this.host.openEntry(entryId, iid, flags));
  }

  GetOneOffTable(flags: number): Result<IMAPITable> {
    return this.result('GetOneOffTable', () =>
      (flags & ~MAPI_UNICODE) === 0 ? this.host.openOneOffTable() : failed(MAPI_E_UNKNOWN_FLAGS),
    );
  }

  CopyMessages(
    _sourceIid: InterfaceId<IUnknown> | null,
    sourceFolder: IMAPIFolder,
    messages: ENTRYLIST,
    _destinationIid: InterfaceId<IUnknown> | null,
    destinationFolder: IMAPIFolder,
    _uiParam: number,
    _progress: IMAPIProgress | null,
    flags: number,
  ): HRESULT {
    return this.code('CopyMessages', () => copyMessages(sourceFolder, messages, destinationFolder, flags));
  }

  CopyFolder(
    _sourceIid: InterfaceId<IUnknown> | null,
    sourceFolder: IMAPIFolder,
    entryId: ENTRYID,
    _destinationIid: InterfaceId<IUnknown> | null,
    destinationFolder: IMAPIFolder,
    newFolderName: string | null,
    _uiParam: number,
    _progress: IMAPIProgress | null,
    flags: number,
  ): HRESULT {
    return this.code('CopyFolder', () => copyFolder(sourceFolder, entryId, destinationFolder, newFolderName, flags));
  }

  DoCopyTo(
    _sourceIid: InterfaceId<IUnknown>,
    source: IUnknown,
    _excludedInterfaces: readonly InterfaceId<IUnknown>[],
    excludedProps: SPropTagArray | null,
    _uiParam: number,
    _progress: IMAPIProgress | null,
    _destinationIid: InterfaceId<IUnknown>,
    destination: IUnknown,
    flags: number,
  ): Result<SPropProblemArray> {
    return this.result('DoCopyTo', () => {
      const from = source as IMAPIProp;
      const to = destination as IMAPIProp;
      if (isMessage(from) && isMessage(to)) return copyMessageParts(from, to, excludedProps, flags);
      return copyAllBut({ source: from, destination, flags }, excludedProps);
    });
  }

  DoCopyProps(
    _sourceIid: InterfaceId<IUnknown>,
    source: IUnknown,
    includedProps: SPropTagArray,
    _uiParam: number,
    _progress: IMAPIProgress | null,
    _destinationIid: InterfaceId<IUnknown>,
    destination: IUnknown,
    flags: number,
  ): Result<SPropProblemArray> {
    return this.result('DoCopyProps', () =>
      copyTags({ source: source as IMAPIProp, destination, flags }, includedProps),
    );
  }

  PrepareSubmit(message: IMessage): Result<number> {
    return this.result('PrepareSubmit', () => prepareSubmit(message));
  }

  ExpandRecips(message: IMessage): Result<number> {
    return this.result('ExpandRecips', () =>
      expandRecipients(message, (entryId, iid, flags) => this.host.openEntry(entryId, iid, flags)),
    );
  }

  DoSentMail(flags: number, message: IMessage): HRESULT {
    return this.code('DoSentMail', () => {
      if (flags !== 0) return MAPI_E_UNKNOWN_FLAGS;
      return doSentMail(message, (entryId, iid, openFlags) => this.host.openEntry(entryId, iid, openFlags));
    });
  }

  OpenAddressBook(iid: InterfaceId<IUnknown> | null, flags: number): Result<IAddrBook> {
    return this.result('OpenAddressBook', () =>
      flags === 0 ? this.host.openAddressBook(0, iid, 0, this.identity) : failed(MAPI_E_UNKNOWN_FLAGS),
    );
  }

  StoreLogoffTransports(flags: number): Result<number> {
    return this.result('StoreLogoffTransports', () => {
      const answer = this.host.spooler.storeLogoff(this.record, flags);
      return answer === undefined ? failed(MAPI_E_INVALID_PARAMETER) : succeeded(answer);
    });
  }

  StatusRecips(message: IMessage, recipients: ADRLIST): HRESULT {
    return this.code('StatusRecips', () => this.host.spooler.statusRecips(message, recipients));
  }

  WrapStoreEntryID(originalEntryId: ENTRYID): Result<ENTRYID> {
    return this.result('WrapStoreEntryID', () => {
      if (unwrapStoreEntryId(originalEntryId) !== undefined) return succeeded(Uint8Array.from(originalEntryId));
      return succeeded(wrapStoreEntryId(this.record.entry.dllName, originalEntryId));
    });
  }

  ModifyProfile(flags: number): HRESULT {
    return this.code('ModifyProfile', () => {
      if ((flags & ~MDB_TEMPORARY) !== 0) return MAPI_E_UNKNOWN_FLAGS;
      return (flags & MDB_TEMPORARY) !== 0 ? S_OK : this.host.makePermanent(this.record);
    });
  }
}
