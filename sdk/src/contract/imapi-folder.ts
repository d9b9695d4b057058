import type { HRESULT } from '../com/hresult.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import type { Result } from '../com/result.js';
import type { IMAPIContainer } from './imapi-container.js';
import type { IMAPIProgress } from './imapi-progress.js';
import type { IMessage } from './imessage.js';
import type { ENTRYID, ENTRYLIST, SSortOrderSet } from './structures.js';

/**
 * A folder. Not transacted: every change is permanent at once.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapifolderimapicontainer
 */
export interface IMAPIFolder extends IMAPIContainer {
  /** A new, unsaved message. MAPI_ASSOCIATED makes a hidden one. */
  CreateMessage(iid: InterfaceId<IUnknown> | null, flags: number): Result<IMessage>;
  /** Copies messages, or moves them with MESSAGE_MOVE; MAPI_W_PARTIAL_COMPLETION when some could not be. */
  CopyMessages(
    messages: ENTRYLIST,
    iid: InterfaceId<IUnknown> | null,
    destinationFolder: IMAPIFolder,
    uiParam: number,
    progress: IMAPIProgress | null,
    flags: number,
  ): HRESULT;
  /** Deletes messages. */
  DeleteMessages(messages: ENTRYLIST, uiParam: number, progress: IMAPIProgress | null, flags: number): HRESULT;
  /** A new subfolder; MAPI_E_COLLISION when the name is taken, unless OPEN_IF_EXISTS. */
  CreateFolder(
    folderType: number,
    folderName: string,
    folderComment: string | null,
    iid: InterfaceId<IUnknown> | null,
    flags: number,
  ): Result<IMAPIFolder>;
  /** Copies a subfolder, or moves it with FOLDER_MOVE; COPY_SUBFOLDERS includes what is below. */
  CopyFolder(
    entryId: ENTRYID,
    iid: InterfaceId<IUnknown> | null,
    destinationFolder: IMAPIFolder,
    newFolderName: string | null,
    uiParam: number,
    progress: IMAPIProgress | null,
    flags: number,
  ): HRESULT;
  /** Deletes a subfolder; DEL_FOLDERS and DEL_MESSAGES when it is not empty. */
  DeleteFolder(entryId: ENTRYID, uiParam: number, progress: IMAPIProgress | null, flags: number): HRESULT;
  /** Sets or clears the read flag of messages; null means all. */
  SetReadFlags(messages: ENTRYLIST | null, uiParam: number, progress: IMAPIProgress | null, flags: number): HRESULT;
  /** The MSGSTATUS_ bits of a message. */
  GetMessageStatus(entryId: ENTRYID, flags: number): Result<number>;
  /** Sets the bits under the mask; the value is the old status. */
  SetMessageStatus(entryId: ENTRYID, newStatus: number, newStatusMask: number): Result<number>;
  /** Sets the default sort order of the contents table. */
  SaveContentsSort(sortCriteria: SSortOrderSet, flags: number): HRESULT;
  /** Removes all messages and subfolders. */
  EmptyFolder(uiParam: number, progress: IMAPIProgress | null, flags: number): HRESULT;
}
