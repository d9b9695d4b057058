import type { HRESULT } from '../com/hresult.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import type { Result } from '../com/result.js';
import type { IAttach } from './iattach.js';
import type { IMAPIProgress } from './imapi-progress.js';
import type { IMAPIProp } from './imapi-prop.js';
import type { IMAPITable } from './imapi-table.js';
import type { ADRLIST } from './structures.js';

/**
 * A message. Transacted: changes become permanent by SaveChanges.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imessageimapiprop
 */
export interface IMessage extends IMAPIProp {
  /** The attachments. */
  GetAttachmentTable(flags: number): Result<IMAPITable>;
  /** Opens an attachment by its PR_ATTACH_NUM. */
  OpenAttach(attachmentNum: number, iid: InterfaceId<IUnknown> | null, flags: number): Result<IAttach>;
  /** A new, unsaved attachment, and its number. */
  CreateAttach(
    iid: InterfaceId<IUnknown> | null,
    flags: number,
  ): Result<{ readonly attachmentNum: number; readonly attach: IAttach }>;
  /** Deletes an attachment; effective when the message is saved. */
  DeleteAttach(attachmentNum: number, uiParam: number, progress: IMAPIProgress | null, flags: number): HRESULT;
  /** One row per recipient. */
  GetRecipientTable(flags: number): Result<IMAPITable>;
  /** Changes the recipients: 0 replaces the list; MODRECIP_ADD, MODRECIP_MODIFY, MODRECIP_REMOVE (by PR_ROWID). */
  ModifyRecipients(flags: number, mods: ADRLIST): HRESULT;
  /** Saves the message and puts it into the outgoing queue. */
  SubmitMessage(flags: number): HRESULT;
  /** Sets or clears the read flag, and handles read reports. */
  SetReadFlag(flags: number): HRESULT;
}
