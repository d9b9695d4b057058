import { fileTimeFromDate } from '../../contract/file-time.js';
import { MSGFLAG_HASATTACH, MSGFLAG_READ, MSGFLAG_UNSENT } from '../../contract/flags.js';
import {
  PR_CREATION_TIME,
  PR_DISPLAY_BCC_W,
  PR_DISPLAY_CC_W,
  PR_DISPLAY_TO_W,
  PR_LAST_MODIFICATION_TIME,
  PR_MESSAGE_CLASS_W,
  PR_MESSAGE_FLAGS,
  PR_MESSAGE_SIZE,
} from '../../contract/property-tags.js';
import type { SPropValue } from '../../contract/property-types.js';
import type { SPropValueArray } from '../../contract/structures.js';
import { PropertyBag } from '../objects/property-bag.js';
import { AttachmentList } from './attachment-list.js';
import { contentSize } from './content-size.js';
import { displayedTypes, displayNames, RecipientList } from './recipient-list.js';
import type { StoredAttachment, StoredContent } from './stored-object.js';
import { dropStalePrefix } from './subject.js';

const ofNewMessage: readonly SPropValue[] = [
  { tag: PR_MESSAGE_CLASS_W, value: 'IPM.Note' },
  { tag: PR_MESSAGE_FLAGS, value: MSGFLAG_UNSENT | MSGFLAG_READ },
];

/** What an open message contains, with the changes that are not saved yet. */
export class MessageContent {
  bag: PropertyBag;
  readonly #opened: StoredContent;
  #recipients: RecipientList | undefined;
  #attachments: AttachmentList | undefined;
  /** True when there are changes since the last save. */
  changed = false;

  constructor(content: StoredContent) {
    this.bag = new PropertyBag(content.properties);
    this.#opened = content;
  }

  get recipients(): RecipientList {
    this.#recipients ??= new RecipientList(this.#opened.recipients);
    return this.#recipients;
  }

  get attachments(): AttachmentList {
    this.#attachments ??= new AttachmentList(this.#opened.attachments);
    return this.#attachments;
  }

  /** What a message contains when it is new. */
  static created(): MessageContent {
    const content = new MessageContent({ properties: ofNewMessage });
    content.changed = true;
    return content;
  }

  /**
   * The content as a save stores it, with what the SDK computes at a save; nothing here changes.
   *
   * @param prepare - last changes of the properties, which become permanent only if the save succeeds
   * @param recipients - the recipients to store instead of those the message has
   */
  toStored(
    prepare: (bag: PropertyBag) => void,
    recipients: readonly SPropValueArray[] = this.#recipients?.stored() ?? this.#opened.recipients ?? [],
  ): SavedContent {
    const bag = this.bag.copy();
    const attachments = this.#attachments?.stored() ?? this.#opened.attachments ?? [];
    const now = fileTimeFromDate(new Date());
    if (!bag.has(PR_CREATION_TIME)) bag.put(PR_CREATION_TIME, now);
    bag.put(PR_LAST_MODIFICATION_TIME, now);
    bag.put(PR_DISPLAY_TO_W, displayNames(recipients, displayedTypes.to));
    bag.put(PR_DISPLAY_CC_W, displayNames(recipients, displayedTypes.cc));
    bag.put(PR_DISPLAY_BCC_W, displayNames(recipients, displayedTypes.bcc));
    dropStalePrefix(bag);
    prepare(bag);
    const flags = (bag.value(PR_MESSAGE_FLAGS) ?? 0) & ~MSGFLAG_HASATTACH;
    bag.put(PR_MESSAGE_FLAGS, flags | (attachments.length > 0 ? MSGFLAG_HASATTACH : 0));
    bag.put(PR_MESSAGE_SIZE, contentSize({ properties: bag.values(), recipients, attachments }));
    return { properties: bag.list(), recipients, attachments };
  }

  /** Takes over what a save has stored. */
  saved(content: SavedContent): void {
    this.bag = new PropertyBag(content.properties);
    this.changed = false;
  }
}

/** The content of a message at a save. */
export interface SavedContent {
  readonly properties: readonly SPropValue[];
  readonly recipients: readonly SPropValueArray[];
  readonly attachments: readonly StoredAttachment[];
}
