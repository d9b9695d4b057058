import { demand, demandValue } from '../../com/demand.js';
import type { Guid } from '../../com/guid.js';
import type { HRESULT } from '../../com/hresult.js';
import {
  MAPI_E_INTERFACE_NOT_SUPPORTED,
  MAPI_E_NO_ACCESS,
  MAPI_E_NOT_FOUND,
  MAPI_E_OBJECT_CHANGED,
  MAPI_E_OBJECT_DELETED,
  S_OK,
} from '../../com/hresult-codes.js';
import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import {
  ATTACH_EMBEDDED_MSG,
  FORCE_SAVE,
  KEEP_OPEN_READONLY,
  KEEP_OPEN_READWRITE,
  MAPI_BEST_ACCESS,
  MAPI_CREATE,
  MAPI_MODIFY,
} from '../../contract/flags.js';
import type { IAttach } from '../../contract/iattach.js';
import { IID_IAttachment, IID_IMAPIProp, IID_IMessage } from '../../contract/interface-ids.js';
import {
  PR_ATTACH_DATA_OBJ,
  PR_ATTACH_METHOD,
  PR_ATTACH_NUM,
  PR_ATTACH_SIZE,
  PR_RECORD_KEY,
} from '../../contract/property-tags.js';
import type { PropTag } from '../../contract/property-types.js';
import { demandComplete } from '../../properties/copy-problems.js';
import { fail } from '../objects/errors.js';
import type { ObjectFacts, ObjectSchema } from '../objects/object-schema.js';
import { PropertyBag } from '../objects/property-bag.js';
import { PropertyObject } from '../objects/property-object.js';
import { contentSize, propertiesSize } from './content-size.js';
import { keyOfNumber } from './key-of-number.js';
import { MessageContent } from './message-content.js';
import { attachmentSchema, embeddedAttachmentSchema } from './schemas.js';
import type { StoreCore } from './store-core.js';
import type { AttachmentParent, StoreView } from './store-view.js';
import type { StoredAttachment, StoredContent } from './stored-object.js';

const interfaceIds: readonly Guid[] = [IID_IAttachment, IID_IMAPIProp];

/** An attachment. Its save puts it into the message; the save of the message makes it permanent. */
export class AttachmentObject extends PropertyObject<StoreView> implements IAttach {
  readonly #message: AttachmentParent;
  readonly #num: number;
  readonly #bag: PropertyBag;
  /** The revision in the message that this object was opened or saved at; 0 for one not saved yet. */
  #revision: number;
  #embedded: StoredContent | undefined;
  #writable: boolean;
  #changed: boolean;

  constructor(
    message: AttachmentParent,
    num: number,
    entry: { readonly stored: StoredAttachment; readonly revision: number } | undefined,
    writable: boolean,
  ) {
    super(message.view, `attachment ${num}`);
    this.#message = message;
    this.#num = num;
    this.#bag = new PropertyBag(entry?.stored.properties);
    this.#bag.put(PR_ATTACH_NUM, num);
    this.#bag.put(PR_RECORD_KEY, keyOfNumber(num));
    this.#revision = entry?.revision ?? 0;
    this.#embedded = entry?.stored.embedded;
    this.#writable = writable;
    this.#changed = entry === undefined;
    message.AddRef();
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  protected override get schema(): ObjectSchema<StoreCore> {
    return this.#embedded === undefined ? attachmentSchema : embeddedAttachmentSchema;
  }

  override facts(): ObjectFacts<StoreCore> {
    return { core: this.view.core, id: null, parent: null, bag: this.#bag, writable: this.#writable };
  }

  protected override change(mutate: (bag: PropertyBag) => void): void {
    mutate(this.#bag);
    this.#changed = true;
  }

  /** Takes the saved content of the embedded message. */
  saveEmbedded(content: StoredContent): void {
    this.#embedded = content;
    this.#changed = true;
  }

  override SaveChanges(flags: number): HRESULT {
    return this.run('SaveChanges', () => {
      if (!this.#writable) return MAPI_E_NO_ACCESS;
      const { content } = this.#message;
      const current = content.attachments.find(this.#num);
      if (this.#revision > 0 && current === undefined) fail(MAPI_E_OBJECT_DELETED, 'the attachment has been deleted');
      if (current !== undefined && current.revision !== this.#revision && (flags & FORCE_SAVE) === 0) {
        fail(MAPI_E_OBJECT_CHANGED, 'somebody else saved the attachment first');
      }
      if (this.#changed) {
        this.#bag.put(PR_ATTACH_SIZE, this.#size());
        const embedded = this.#embedded === undefined ? {} : { embedded: this.#embedded };
        this.#revision = content.attachments.put({ num: this.#num, properties: this.#bag.list(), ...embedded });
        content.changed = true;
        this.#changed = false;
      }
      if ((flags & KEEP_OPEN_READONLY) !== 0 && (flags & KEEP_OPEN_READWRITE) === 0) this.#writable = false;
      return S_OK;
    });
  }

  override copySubobjects(destination: IUnknown, wanted: (tag: PropTag) => boolean, _flags: number): void {
    if (this.#embedded === undefined || !wanted(PR_ATTACH_DATA_OBJ)) return;
    const { value: target } = destination.QueryInterface(IID_IAttachment);
    if (target === null) return;
    const from = this.view.parts.embedded(this, new MessageContent(this.#embedded), false);
    try {
      const flags = MAPI_CREATE | MAPI_MODIFY;
      const to = demandValue(target.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, flags), 'OpenProperty');
      try {
        demandComplete(from.CopyTo([], null, 0, null, IID_IMessage, to, 0), 'CopyTo of an embedded message');
        demand(to.SaveChanges(KEEP_OPEN_READWRITE), 'SaveChanges of an embedded message');
      } finally {
        to.Release();
      }
    } finally {
      from.Release();
      target.Release();
    }
  }

  protected override openObject(tag: PropTag, iid: InterfaceId<IUnknown>, flags: number): IUnknown | undefined {
    if (tag !== (PR_ATTACH_DATA_OBJ as PropTag)) return undefined;
    if (iid !== (IID_IMessage as InterfaceId<IUnknown>)) {
      fail(MAPI_E_INTERFACE_NOT_SUPPORTED, 'what is in an attachment is opened as a message');
    }
    if ((flags & MAPI_MODIFY) !== 0) this.requireWritable();
    if ((flags & MAPI_CREATE) !== 0) {
      this.change((bag) => bag.put(PR_ATTACH_METHOD, ATTACH_EMBEDDED_MSG));
      return this.view.parts.embedded(this, MessageContent.created(), true);
    }
    if (this.#embedded === undefined) fail(MAPI_E_NOT_FOUND, 'there is no message in the attachment');
    const writable = this.#writable && (flags & (MAPI_MODIFY | MAPI_BEST_ACCESS)) !== 0;
    return this.view.parts.embedded(this, new MessageContent(this.#embedded), writable);
  }

  protected override finalRelease(): void {
    this.#message.Release();
  }

  #size(): number {
    return propertiesSize(this.#bag.list()) + (this.#embedded === undefined ? 0 : contentSize(this.#embedded));
  }
}
