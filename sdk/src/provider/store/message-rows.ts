import {
  PR_DISPLAY_TO_W,
  PR_ENTRYID,
  PR_HASATTACH,
  PR_INSTANCE_KEY,
  PR_LAST_MODIFICATION_TIME,
  PR_MESSAGE_ATTACHMENTS,
  PR_MESSAGE_CLASS_W,
  PR_MESSAGE_DELIVERY_TIME,
  PR_MESSAGE_FLAGS,
  PR_MESSAGE_RECIPIENTS,
  PR_MESSAGE_SIZE,
  PR_MSG_STATUS,
  PR_NORMALIZED_SUBJECT_W,
  PR_OBJECT_TYPE,
  PR_PARENT_ENTRYID,
  PR_RECORD_KEY,
  PR_SENDER_NAME_W,
  PR_SUBJECT_W,
} from '../../contract/property-tags.js';
import { findValue, PROP_ID, type SPropValue } from '../../contract/property-types.js';
import type { SPropTagArray } from '../../contract/structures.js';
import type { Subobjects } from '../../tables/subobjects.js';
import { PropertyBag } from '../objects/property-bag.js';
import { AttachmentList } from './attachment-list.js';
import { RecipientList } from './recipient-list.js';
import { messageSchema } from './schemas.js';
import type { StoreCore } from './store-core.js';
import type { StoredObject } from './stored-object.js';

/** The first columns of a contents table and of the outgoing queue. */
export const messageColumns: SPropTagArray = [
  PR_ENTRYID,
  PR_INSTANCE_KEY,
  PR_RECORD_KEY,
  PR_PARENT_ENTRYID,
  PR_OBJECT_TYPE,
  PR_MESSAGE_CLASS_W,
  PR_SUBJECT_W,
  PR_NORMALIZED_SUBJECT_W,
  PR_SENDER_NAME_W,
  PR_DISPLAY_TO_W,
  PR_MESSAGE_FLAGS,
  PR_MSG_STATUS,
  PR_MESSAGE_SIZE,
  PR_HASATTACH,
  PR_MESSAGE_DELIVERY_TIME,
  PR_LAST_MODIFICATION_TIME,
];

/** A row of a table of messages, with the properties that are wanted. */
export function messageRow(core: StoreCore, message: StoredObject, wanted: SPropTagArray): SPropValue[] {
  const bag = new PropertyBag(message.properties);
  return messageSchema.some(
    { core, id: message.id, parent: message.parent, bag, writable: false, version: message.version },
    wanted,
  );
}

/** Recipients and attachments of the messages in a table, which have the message's entry id in their rows. */
export function messageSubobjects(core: StoreCore): Subobjects {
  return {
    tags: [PR_MESSAGE_RECIPIENTS, PR_MESSAGE_ATTACHMENTS],
    keys: [PR_ENTRYID],
    rows: (row, tag) => {
      const entryId = findValue(row, PR_ENTRYID);
      const message = entryId === undefined ? undefined : core.read(core.idFromEntryId(entryId));
      return PROP_ID(tag) === PROP_ID(PR_MESSAGE_RECIPIENTS)
        ? new RecipientList(message?.recipients).rows()
        : new AttachmentList(message?.attachments).rows();
    },
  };
}
