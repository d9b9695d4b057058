import {
  ComObject,
  type Guid,
  type HRESULT,
  IID_IMAPIFolder,
  IID_IMAPIProp,
  IID_IMessage,
  MAPI_ASSOCIATED,
  MAPI_E_NOT_FOUND,
  MAPI_FOLDER,
  MAPI_MESSAGE,
  MODRECIP_ADD,
  MODRECIP_MODIFY,
  MODRECIP_REMOVE,
  PR_ATTACH_NUM,
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  PR_ROWID,
  PROP_ID,
  PT_ERROR,
  propTag,
  S_OK,
  type SPropValue,
  type SRow,
} from '@mapi-kit/sdk';
import { MemoryTable } from '@mapi-kit/sdk/subsystem';

let nextId = 1;

/** An object with properties in memory, as far as the default copying and submission need it. */
export class FakeProps extends ComObject {
  readonly values: Map<number, SPropValue>;

  constructor(values: readonly SPropValue[] = []) {
    super();
    const entryId: SPropValue = { tag: PR_ENTRYID, value: Uint8Array.of(nextId++) };
    this.values = new Map([entryId, ...values].map((value) => [PROP_ID(value.tag), value]));
  }

  get count(): number {
    return this.references;
  }

  protected override interfaces(): readonly Guid[] {
    return [IID_IMAPIProp];
  }

  /** The value of a property, whatever its type. */
  value(tag: number): unknown {
    return this.values.get(PROP_ID(tag))?.value;
  }

  GetPropList(): unknown {
    return { hr: S_OK, value: [...this.values.values()].map(({ tag }) => tag) };
  }

  GetProps(tags: readonly number[]): unknown {
    const missing = (tag: number): SPropValue => ({ tag: propTag(PROP_ID(tag), PT_ERROR), value: MAPI_E_NOT_FOUND });
    return { hr: S_OK, value: tags.map((tag) => this.values.get(PROP_ID(tag)) ?? missing(tag)) };
  }

  SetProps(values: readonly SPropValue[]): unknown {
    for (const value of values) this.values.set(PROP_ID(value.tag), value);
    return { hr: S_OK, value: [] };
  }

  DeleteProps(tags: readonly number[]): unknown {
    for (const tag of tags) this.values.delete(PROP_ID(tag));
    return { hr: S_OK, value: [] };
  }

  SaveChanges(): HRESULT {
    return S_OK;
  }
}

export class FakeMessage extends FakeProps {
  recipients: SRow[] = [];
  readonly attachments: FakeProps[] = [];
  saved = false;
  embedded: FakeMessage | undefined;

  protected override interfaces(): readonly Guid[] {
    return [IID_IMAPIProp, IID_IMessage];
  }

  override SaveChanges(): HRESULT {
    this.saved = true;
    return S_OK;
  }

  GetRecipientTable(): unknown {
    return tableOf(this.recipients);
  }

  ModifyRecipients(flags: number, mods: readonly SRow[]): HRESULT {
    const rowId = (row: SRow) => row.find(({ tag }) => tag === PR_ROWID)?.value;
    const others = this.recipients.filter((row) => !mods.some((mod) => rowId(mod) === rowId(row)));
    if (flags === MODRECIP_REMOVE) this.recipients = others;
    else if (flags === MODRECIP_MODIFY) this.recipients = [...others, ...mods];
    else if (flags === MODRECIP_ADD) this.recipients = [...this.recipients, ...mods];
    else this.recipients = [...mods];
    return S_OK;
  }

  GetAttachmentTable(): unknown {
    return tableOf(this.attachments.map((_, index) => [{ tag: PR_ATTACH_NUM, value: index }]));
  }

  OpenAttach(number: number): unknown {
    this.attachments[number]?.AddRef();
    return { hr: S_OK, value: this.attachments[number] };
  }

  CreateAttach(): unknown {
    const attach = new FakeProps();
    attach.AddRef();
    return { hr: S_OK, value: { attachmentNum: this.attachments.push(attach) - 1, attach } };
  }
}

export class FakeFolder extends FakeProps {
  readonly messages: FakeMessage[] = [];
  readonly hidden: FakeMessage[] = [];
  readonly folders: FakeFolder[] = [];
  readonly log: string[] = [];

  constructor(name: string) {
    super([{ tag: PR_DISPLAY_NAME_W, value: name }]);
  }

  protected override interfaces(): readonly Guid[] {
    return [IID_IMAPIProp, IID_IMAPIFolder];
  }

  GetContentsTable(flags: number): unknown {
    return tableOf((flags === MAPI_ASSOCIATED ? this.hidden : this.messages).map(idRow));
  }

  GetHierarchyTable(): unknown {
    return tableOf(this.folders.map(idRow));
  }

  OpenEntry(entryId: Uint8Array): unknown {
    const found = [...this.messages, ...this.hidden, ...this.folders].find((one) => same(one, entryId));
    found?.AddRef();
    if (found === undefined) return { hr: MAPI_E_NOT_FOUND, value: null };
    return {
      hr: S_OK,
      value: { objectType: found instanceof FakeFolder ? MAPI_FOLDER : MAPI_MESSAGE, unknown: found },
    };
  }

  CreateMessage(_iid: unknown, flags: number): unknown {
    const message = new FakeMessage();
    message.AddRef();
    (flags === MAPI_ASSOCIATED ? this.hidden : this.messages).push(message);
    return { hr: S_OK, value: message };
  }

  CreateFolder(_type: number, name: string): unknown {
    const folder = new FakeFolder(name);
    folder.AddRef();
    this.folders.push(folder);
    return { hr: S_OK, value: folder };
  }

  DeleteMessages(ids: readonly Uint8Array[]): HRESULT {
    for (const id of ids)
      this.messages.splice(
        this.messages.findIndex((message) => same(message, id)),
        1,
      );
    return S_OK;
  }

  CopyMessages(
    ids: readonly Uint8Array[],
    _iid: unknown,
    to: FakeFolder,
    _ui: number,
    _progress: null,
    flags: number,
  ): HRESULT {
    this.log.push(`CopyMessages ${ids.length} to ${String(to.value(PR_DISPLAY_NAME_W))} flags ${flags}`);
    return S_OK;
  }

  DeleteFolder(id: Uint8Array): HRESULT {
    this.folders.splice(
      this.folders.findIndex((folder) => same(folder, id)),
      1,
    );
    return S_OK;
  }
}

/** The entry id of a fake object. */
export function idOf(object: FakeProps): Uint8Array {
  return object.value(PR_ENTRYID) as Uint8Array;
}

function idRow(object: FakeProps): SRow {
  return [{ tag: PR_ENTRYID, value: idOf(object) }];
}

function same(object: FakeProps, entryId: Uint8Array): boolean {
  return Buffer.compare(idOf(object), entryId) === 0;
}

function tableOf(rows: readonly SRow[]): unknown {
  const columns = [...new Set(rows.flatMap((row) => row.map(({ tag }) => tag)))];
  return { hr: S_OK, value: new MemoryTable(columns, () => [...rows]) };
}
