import type { Guid } from '../../com/guid.js';
import type { HRESULT } from '../../com/hresult.js';
import {
  MAPI_E_INTERFACE_NOT_SUPPORTED,
  MAPI_E_NO_ACCESS,
  MAPI_E_NO_SUPPRESS,
  MAPI_E_NOT_FOUND,
  MAPI_E_UNKNOWN_FLAGS,
  S_OK,
} from '../../com/hresult-codes.js';
import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import { type Result, succeeded } from '../../com/result.js';
import {
  CLEAR_NRN_PENDING,
  CLEAR_READ_FLAG,
  CLEAR_RN_PENDING,
  GENERATE_RECEIPT_ONLY,
  KEEP_OPEN_READONLY,
  KEEP_OPEN_READWRITE,
  MAPI_BEST_ACCESS,
  MAPI_DEFERRED_ERRORS,
  MAPI_MODIFY,
  MSGFLAG_NRN_PENDING,
  MSGFLAG_READ,
  MSGFLAG_RN_PENDING,
  SUPPRESS_RECEIPT,
} from '../../contract/flags.js';
import type { IAttach } from '../../contract/iattach.js';
import type { IMAPIProgress } from '../../contract/imapi-progress.js';
import type { IMAPITable } from '../../contract/imapi-table.js';
import type { IMessage } from '../../contract/imessage.js';
import { IID_IMAPIProp, IID_IMAPITable, IID_IMessage } from '../../contract/interface-ids.js';
import {
  PR_ADDRTYPE_W,
  PR_ATTACH_FILENAME_W,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_METHOD,
  PR_ATTACH_NUM,
  PR_ATTACH_SIZE,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_INSTANCE_KEY,
  PR_MESSAGE_ATTACHMENTS,
  PR_MESSAGE_RECIPIENTS,
  PR_RECIPIENT_TYPE,
  PR_RESPONSIBILITY,
  PR_ROWID,
} from '../../contract/property-tags.js';
import { PROP_ID, type PropTag, type SPropValue } from '../../contract/property-types.js';
import type { ADRLIST, SPropTagArray } from '../../contract/structures.js';
import { fail } from '../objects/errors.js';
import type { ObjectSchema } from '../objects/object-schema.js';
import type { PropertyBag } from '../objects/property-bag.js';
import { PropertyObject } from '../objects/property-object.js';
import { StoreTable } from '../objects/store-table.js';
import type { MessageContent } from './message-content.js';
import { copyMessageParts } from './message-copy.js';
import { messageSchema } from './schemas.js';
import type { StoreCore } from './store-core.js';
import type { StoreView } from './store-view.js';

const interfaceIds: readonly Guid[] = [IID_IMessage, IID_IMAPIProp];

const recipientColumns: SPropTagArray = [
  PR_ROWID,
  PR_DISPLAY_NAME_W,
  PR_ADDRTYPE_W,
  PR_EMAIL_ADDRESS_W,
  PR_RECIPIENT_TYPE,
  PR_ENTRYID,
  PR_RESPONSIBILITY,
];

const attachmentColumns: SPropTagArray = [
  PR_ATTACH_NUM,
  PR_INSTANCE_KEY,
  PR_ATTACH_METHOD,
  PR_ATTACH_FILENAME_W,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_SIZE,
];

const receiptFlags: number = CLEAR_RN_PENDING | CLEAR_NRN_PENDING | GENERATE_RECEIPT_ONLY;

/** IMessage over content that a subclass saves: into a folder, or into an attachment. */
export abstract class MessageObject extends PropertyObject<StoreView> implements IMessage {
  /** What the message contains; a save that succeeds replaces parts of it. */
  readonly content: MessageContent;
  protected writable: boolean;

  constructor(view: StoreView, name: string, content: MessageContent, writable: boolean) {
    super(view, name);
    this.content = content;
    this.writable = writable;
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  protected override get schema(): ObjectSchema<StoreCore> {
    return messageSchema;
  }

  protected override change(mutate: (bag: PropertyBag) => void): void {
    mutate(this.content.bag);
    this.content.changed = true;
  }

  /** Makes the content permanent; throws with nothing changed. */
  protected abstract save(flags: number): void;

  override SaveChanges(flags: number): HRESULT {
    return this.run('SaveChanges', () => {
      if (!this.writable) return MAPI_E_NO_ACCESS;
      this.save(flags);
      if ((flags & KEEP_OPEN_READONLY) !== 0 && (flags & KEEP_OPEN_READWRITE) === 0) this.writable = false;
      return S_OK;
    });
  }

  abstract SubmitMessage(flags: number): HRESULT;

  /** Replaces bits of PR_MESSAGE_FLAGS at once, without a save. */
  protected abstract changeFlags(change: (messageFlags: number) => number): void;

  SetReadFlag(flags: number): HRESULT {
    return this.run('SetReadFlag', () => {
      this.changeFlags(readFlagChange(flags));
      return S_OK;
    });
  }

  GetRecipientTable(_flags: number): Result<IMAPITable> {
    return this.give('GetRecipientTable', () => succeeded<IMAPITable>(this.#recipientTable()));
  }

  ModifyRecipients(flags: number, mods: ADRLIST): HRESULT {
    return this.run('ModifyRecipients', () => {
      this.requireWritable();
      this.content.recipients.modify(flags, mods);
      this.content.changed = true;
      return S_OK;
    });
  }

  GetAttachmentTable(_flags: number): Result<IMAPITable> {
    return this.give('GetAttachmentTable', () =>
      succeeded<IMAPITable>(this.#table(attachmentColumns, () => this.content.attachments.rows())),
    );
  }

  CreateAttach(
    iid: InterfaceId<IUnknown> | null,
    _flags: number,
  ): Result<{ readonly attachmentNum: number; readonly attach: IAttach }> {
    return this.give('CreateAttach', () => {
      this.requireWritable();
      const attachmentNum = this.content.attachments.newNum();
      const attach = this.view.parts.attachment(this, attachmentNum, undefined, true);
      attach.requireInterface(iid);
      return succeeded({ attachmentNum, attach });
    });
  }

  OpenAttach(attachmentNum: number, iid: InterfaceId<IUnknown> | null, flags: number): Result<IAttach> {
    return this.give('OpenAttach', () => {
      const entry = this.content.attachments.find(attachmentNum);
      if (entry === undefined) fail(MAPI_E_NOT_FOUND, `the message has no attachment ${attachmentNum}`);
      if ((flags & MAPI_MODIFY) !== 0) this.requireWritable();
      const attach = this.view.parts.attachment(this, attachmentNum, entry, this.grants(flags));
      attach.requireInterface(iid);
      return succeeded<IAttach>(attach);
    });
  }

  DeleteAttach(attachmentNum: number, _uiParam: number, _progress: IMAPIProgress | null, _flags: number): HRESULT {
    return this.run('DeleteAttach', () => {
      this.requireWritable();
      this.content.attachments.delete(attachmentNum);
      this.content.changed = true;
      return S_OK;
    });
  }

  override copySubobjects(destination: IUnknown, wanted: (tag: PropTag) => boolean, flags: number): void {
    copyMessageParts(this, destination, wanted, flags);
  }

  protected override openObject(tag: PropTag, iid: InterfaceId<IUnknown>, _flags: number): IUnknown | undefined {
    const id = PROP_ID(tag);
    if (id !== PROP_ID(PR_MESSAGE_RECIPIENTS) && id !== PROP_ID(PR_MESSAGE_ATTACHMENTS)) return undefined;
    if (iid !== (IID_IMAPITable as InterfaceId<IUnknown>)) {
      fail(MAPI_E_INTERFACE_NOT_SUPPORTED, 'recipients and attachments are opened as tables');
    }
    return id === PROP_ID(PR_MESSAGE_RECIPIENTS)
      ? this.#recipientTable()
      : this.#table(attachmentColumns, () => this.content.attachments.rows());
  }

  /** Whether an open call with these flags gives write access. */
  protected grants(flags: number): boolean {
    return this.writable && (flags & (MAPI_MODIFY | MAPI_BEST_ACCESS)) !== 0;
  }

  /** All properties of the recipients can be columns; the usual ones are in force. */
  #recipientTable(): StoreTable {
    const { recipients } = this.content;
    const columns = new Set([...recipientColumns, ...recipients.rows().flatMap((row) => row.map(({ tag }) => tag))]);
    const table = this.#table([...columns], () => this.content.recipients.rows());
    table.SetColumns(recipientColumns, 0);
    return table;
  }

  #table(columns: SPropTagArray, rows: () => SPropValue[][]): StoreTable {
    return new StoreTable(this.view, columns, rows, null, { ledger: this.view.core.definition.ledger, name: 'table' });
  }
}

/** What SetReadFlag and SetReadFlags do to PR_MESSAGE_FLAGS. No read reports are made. */
export function readFlagChange(flags: number): (messageFlags: number) => number {
  const known = SUPPRESS_RECEIPT | CLEAR_READ_FLAG | MAPI_DEFERRED_ERRORS | receiptFlags;
  if ((flags & ~known) !== 0) fail(MAPI_E_UNKNOWN_FLAGS, 'SetReadFlag does not know that flag');
  if ((flags & SUPPRESS_RECEIPT) !== 0 && (flags & CLEAR_READ_FLAG) !== 0) {
    fail(MAPI_E_NO_SUPPRESS, 'SUPPRESS_RECEIPT and CLEAR_READ_FLAG exclude each other');
  }
  return (messageFlags) => {
    let result = messageFlags;
    if ((flags & CLEAR_RN_PENDING) !== 0) result &= ~MSGFLAG_RN_PENDING;
    if ((flags & CLEAR_NRN_PENDING) !== 0) result &= ~MSGFLAG_NRN_PENDING;
    if ((flags & receiptFlags) !== 0) return result;
    return (flags & CLEAR_READ_FLAG) === 0 ? result | MSGFLAG_READ : result & ~MSGFLAG_READ;
  };
}
