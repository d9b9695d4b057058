import type { HRESULT } from '../../com/hresult.js';
import {
  MAPI_E_COMPUTED,
  MAPI_E_NO_ACCESS,
  MAPI_E_OBJECT_CHANGED,
  MAPI_E_OBJECT_DELETED,
  MAPI_E_SUBMITTED,
  S_OK,
} from '../../com/hresult-codes.js';
import {
  FORCE_SAVE,
  fnevObjectCreated,
  fnevObjectModified,
  MAPI_BEST_ACCESS,
  MAPI_MODIFY,
  MSGFLAG_ASSOCIATED,
  MSGFLAG_UNMODIFIED,
} from '../../contract/flags.js';
import { PR_MESSAGE_FLAGS, PR_MSG_STATUS, PR_SUBMIT_FLAGS } from '../../contract/property-tags.js';
import { PROP_ID, type SPropValue } from '../../contract/property-types.js';
import { newObjectId } from '../common/object-id.js';
import { fail } from '../objects/errors.js';
import type { ObjectFacts } from '../objects/object-schema.js';
import { PropertyBag } from '../objects/property-bag.js';
import { MessageContent } from './message-content.js';
import { MessageObject } from './message-object.js';
import { isSubmitted } from './outgoing-queue.js';
import type { StoreCore } from './store-core.js';
import type { StoreView } from './store-view.js';
import type { StoredObject } from './stored-object.js';
import { type SubmissionChange, submitMessage } from './submission.js';
import { dropStaleChange } from './sync-keys.js';
import { contentsChanged, countsChanged } from './table-changes.js';

/** Where a message is, and at which version it was opened. */
interface Origin {
  readonly id: string;
  readonly parent: string;
  readonly associated: boolean;
  /** 0 for a message that is not saved yet. */
  readonly version: number;
}

/** A message in a folder. */
export class StoredMessage extends MessageObject {
  #origin: Origin;

  private constructor(view: StoreView, origin: Origin, content: MessageContent, writable: boolean) {
    super(view, `message ${origin.id}`, content, writable);
    this.#origin = origin;
  }

  /** A new message, which others see after its first save. */
  static create(view: StoreView, parent: string, associated: boolean): StoredMessage {
    const content = MessageContent.created();
    if (associated) {
      content.bag.put(PR_MESSAGE_FLAGS, (content.bag.value(PR_MESSAGE_FLAGS) ?? 0) | MSGFLAG_ASSOCIATED);
    }
    return new StoredMessage(view, { id: newObjectId(), parent, associated, version: 0 }, content, true);
  }

  /** Opens a message, with the access that the flags ask for and the outgoing queue allows. */
  static open(view: StoreView, object: StoredObject, flags: number): StoredMessage {
    const queued = isSubmitted(object);
    if (queued && !view.spooler) {
      if (view.core.queue.isLocked(object.id)) fail(MAPI_E_NO_ACCESS, 'the message is being sent');
      if ((flags & MAPI_MODIFY) !== 0) fail(MAPI_E_SUBMITTED, 'the message is in the outgoing queue');
    }
    const wanted = (flags & (MAPI_MODIFY | MAPI_BEST_ACCESS)) !== 0;
    const { id, parent, version } = object;
    const origin = { id, parent: parent ?? '', associated: object.associated === true, version };
    return new StoredMessage(view, origin, new MessageContent(object), wanted && !(queued && !view.spooler));
  }

  get id(): string {
    return this.#origin.id;
  }

  override facts(): ObjectFacts<StoreCore> {
    const { id, parent, version } = this.#origin;
    return { core: this.view.core, id, parent, bag: this.content.bag, writable: this.writable, version };
  }

  protected override refuse(property: SPropValue): HRESULT | undefined {
    const isFlags = PROP_ID(property.tag) === PROP_ID(PR_MESSAGE_FLAGS);
    return isFlags && this.#origin.version > 0 ? MAPI_E_COMPUTED : undefined;
  }

  protected override save(flags: number): void {
    this.#store(flags, undefined);
  }

  override SubmitMessage(_flags: number): HRESULT {
    return this.run('SubmitMessage', () => {
      submitMessage(this, (submission) => this.#store(0, submission));
      this.writable = false;
      return S_OK;
    });
  }

  /** Whether the message is queued now; the outgoing queue may have changed since it was opened. */
  isSubmitted(): boolean {
    const object = this.#origin.version === 0 ? undefined : this.view.core.read(this.id);
    return object !== undefined && isSubmitted(object);
  }

  get isWritable(): boolean {
    return this.writable;
  }

  protected override changeFlags(change: (messageFlags: number) => number): void {
    const { core } = this.view;
    if (this.#origin.version > 0) {
      const stored = core.readOpened(this.id);
      changeMessageFlags(this.view, stored, change);
    }
    const { bag } = this.content;
    bag.put(PR_MESSAGE_FLAGS, change(bag.value(PR_MESSAGE_FLAGS) ?? 0));
  }

  #store(flags: number, submission: SubmissionChange | undefined): void {
    const { core } = this.view;
    const current = this.#current(flags);
    if (current !== undefined && !this.content.changed && submission === undefined) return;
    const { id, associated } = this.#origin;
    const parent = current?.parent ?? this.#origin.parent;
    const version = (current?.version ?? 0) + 1;
    const content = this.content.toStored((bag) => {
      keepStates(bag, current);
      submission?.prepare(bag);
    }, submission?.recipients);
    const { properties, recipients, attachments } = content;
    const stored = { id, parent, kind: 'message', version, properties, recipients, attachments } as const;
    const object: StoredObject = associated ? { ...stored, associated } : stored;
    core.write(object);
    this.#origin = { id, parent, associated, version };
    this.content.saved(content);
    contentsChanged(core, object, parent);
    core.notify(current === undefined ? fnevObjectCreated : fnevObjectModified, id, parent, 'message');
    // A save keeps the flags of a message that is there already, and with them the counts of its folder.
    if (current === undefined) countsChanged(core, parent);
    else core.notify(fnevObjectModified, parent, null, 'folder');
  }

  /** The message as it is stored now; undefined for one that is not saved yet. Fails where a save is not allowed. */
  #current(flags: number): StoredObject | undefined {
    const { core, spooler } = this.view;
    const { id, parent, version } = this.#origin;
    if (version === 0) {
      if (core.read(parent)?.kind !== 'folder') fail(MAPI_E_OBJECT_DELETED, 'the folder has been deleted');
      return undefined;
    }
    const current = core.readOpened(id);
    if (isSubmitted(current) && !spooler) fail(MAPI_E_SUBMITTED, 'the message is in the outgoing queue');
    if (current.version !== version && (flags & FORCE_SAVE) === 0) {
      fail(MAPI_E_OBJECT_CHANGED, 'somebody else saved the message first');
    }
    return current;
  }
}

/** Flags and status change without a save, so a save keeps what they are by now. */
function keepStates(bag: PropertyBag, current: StoredObject | undefined): void {
  if (current === undefined) {
    bag.put(PR_MESSAGE_FLAGS, (bag.value(PR_MESSAGE_FLAGS) ?? 0) | MSGFLAG_UNMODIFIED);
    return;
  }
  const stored = new PropertyBag(current.properties);
  dropStaleChange(bag, stored);
  for (const tag of [PR_MSG_STATUS, PR_SUBMIT_FLAGS]) {
    const value = stored.value(tag);
    if (value === undefined) bag.delete(tag);
    else bag.put(tag, value);
  }
  bag.put(PR_MESSAGE_FLAGS, (stored.value(PR_MESSAGE_FLAGS) ?? 0) & ~MSGFLAG_UNMODIFIED);
}

/** Changes PR_MESSAGE_FLAGS of a stored message at once. */
export function changeMessageFlags(
  view: StoreView,
  message: StoredObject,
  change: (messageFlags: number) => number,
): StoredObject {
  const before = new PropertyBag(message.properties).value(PR_MESSAGE_FLAGS) ?? 0;
  if (change(before) === before) return message;
  const changed = view.core.update(message, (bag) => bag.put(PR_MESSAGE_FLAGS, change(before)), false);
  const { id, parent } = message;
  contentsChanged(view.core, message, parent);
  view.core.notify(fnevObjectModified, id, parent, 'message');
  countsChanged(view.core, parent);
  return changed;
}
