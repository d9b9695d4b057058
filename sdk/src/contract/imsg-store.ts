import type { HRESULT } from '../com/hresult.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import type { Result } from '../com/result.js';
import type { IMAPIAdviseSink } from './imapi-advise-sink.js';
import type { IMAPIProp } from './imapi-prop.js';
import type { IMAPITable } from './imapi-table.js';
import type { IMessage } from './imessage.js';
import type { ENTRYID, NOTIFICATION, OpenedEntry } from './structures.js';

/**
 * A message store. Not transacted: a change of its properties is permanent at once.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imsgstoreimapiprop
 */
export interface IMsgStore extends IMAPIProp {
  /**
   * Registers a sink for notifications; the value is a connection number that is never zero. A null entry id means the whole
   * store.
   */
  Advise(entryId: ENTRYID | null, eventMask: number, adviseSink: IMAPIAdviseSink): Result<number>;
  /** Ends a registration. */
  Unadvise(connection: number): HRESULT;
  /** Do two entry ids name the same object? */
  CompareEntryIDs(entryId1: ENTRYID, entryId2: ENTRYID, flags: number): Result<boolean>;
  /**
   * Opens an object by its entry id. Flags: MAPI_MODIFY, MAPI_BEST_ACCESS, MAPI_DEFERRED_ERRORS. A null entry id means the root
   * folder.
   */
  OpenEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<OpenedEntry>;
  /** Maps a message class to the folder that receives it; null class is the default, null entry id removes. */
  SetReceiveFolder(messageClass: string | null, flags: number, entryId: ENTRYID | null): HRESULT;
  /** The folder that receives a message class, and the class of the map that matched. */
  GetReceiveFolder(
    messageClass: string | null,
    flags: number,
  ): Result<{ readonly entryId: ENTRYID; readonly explicitClass: string }>;
  /** The whole map as a table. */
  GetReceiveFolderTable(flags: number): Result<IMAPITable>;
  /**
   * Orderly logoff of this store before its last Release.
   *
   * @param flags - exactly one of LOGOFF_NO_WAIT, ORDERLY, PURGE, ABORT, QUIET
   * @returns S_OK with LOGOFF_COMPLETE, LOGOFF_INBOUND, LOGOFF_OUTBOUND, LOGOFF_OUTBOUND_QUEUE
   */
  StoreLogoff(flags: number): Result<number>;
  /** Takes a message out of the outgoing queue; MAPI_E_UNABLE_TO_ABORT once it is locked, MAPI_E_NOT_IN_QUEUE. */
  AbortSubmit(entryId: ENTRYID, flags: number): HRESULT;
  /** The outgoing queue; for the spooler only. */
  GetOutgoingQueue(flags: number): Result<IMAPITable>;
  /** Locks (MSG_LOCKED 1) or unlocks (0) a queued message; for the spooler only. */
  SetLockState(message: IMessage, lockState: number): HRESULT;
  /** Processing after a message was sent; for the spooler only, others get MAPI_E_NO_SUPPORT. */
  FinishedMsg(flags: number, entryId: ENTRYID): HRESULT;
  /** Tells clients of a delivered message; for the spooler only. */
  NotifyNewMail(notification: NOTIFICATION): HRESULT;
}
