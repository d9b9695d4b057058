import { fileTimeFromDate } from '../../contract/file-time.js';
import { fnevObjectModified, MSGFLAG_SUBMIT, MSGFLAG_UNSENT } from '../../contract/flags.js';
import {
  PR_DELETE_AFTER_SUBMIT,
  PR_MESSAGE_FLAGS,
  PR_PROVIDER_SUBMIT_TIME,
  PR_SENTMAIL_ENTRYID,
  PR_SUBMIT_FLAGS,
} from '../../contract/property-tags.js';
import type { ENTRYID } from '../../contract/structures.js';
import { parseEntryId, sameBytes } from '../common/entry-id.js';
import { PropertyBag } from '../objects/property-bag.js';
import { deleteMessage, moveMessage } from './message-transfer.js';
import type { StoreCore } from './store-core.js';
import type { StoreView } from './store-view.js';
import { StoredMessage } from './stored-message.js';
import type { StoredObject } from './stored-object.js';
import { contentsChanged } from './table-changes.js';

/** Takes a message out of the outgoing queue, unsent. */
export function abortSubmit(view: StoreView, message: StoredObject): void {
  leaveQueue(view, message, () => {});
}

/** What happens to a message that has been sent: unlock; move to the folder for sent copies; delete. */
export function finishMessage(view: StoreView, message: StoredObject): void {
  const { core } = view;
  const properties = new PropertyBag(message.properties);
  let sent = leaveQueue(view, message, (bag) => {
    bag.put(PR_MESSAGE_FLAGS, (bag.value(PR_MESSAGE_FLAGS) ?? 0) & ~MSGFLAG_UNSENT);
    bag.put(PR_PROVIDER_SUBMIT_TIME, fileTimeFromDate(new Date()));
  });
  const sentMail = properties.value(PR_SENTMAIL_ENTRYID);
  if (sentMail !== undefined) {
    const folder = folderFromEntryId(core, sentMail);
    if (folder !== undefined && folder !== sent.parent) {
      moveMessage(core, sent, folder);
      sent = { ...sent, parent: folder };
    }
  }
  if (properties.value(PR_DELETE_AFTER_SUBMIT) === true) {
    deleteMessage(core, sent);
    return;
  }
  // What remains for MAPI are the hooks of other providers; the message itself is where it belongs.
  const open = StoredMessage.open(view, sent, 0);
  try {
    view.support.DoSentMail(0, open);
  } finally {
    open.Release();
  }
}

/** The folder for sent copies; undefined when it is gone by now or in another store, and the message stays. */
function folderFromEntryId(core: StoreCore, entryId: ENTRYID): string | undefined {
  const parts = parseEntryId(entryId);
  const here = parts !== undefined && sameBytes(parts.storeId, core.storeId);
  const folder = here && parts.objectId !== null ? core.read(parts.objectId) : undefined;
  return folder?.kind === 'folder' ? folder.id : undefined;
}

/** Clears MSGFLAG_SUBMIT, then takes the message off the list: an interruption leaves a name too many, never a message. */
function leaveQueue(view: StoreView, message: StoredObject, change: (bag: PropertyBag) => void): StoredObject {
  const { core } = view;
  const changed = core.update(
    message,
    (bag) => {
      bag.put(PR_MESSAGE_FLAGS, (bag.value(PR_MESSAGE_FLAGS) ?? 0) & ~MSGFLAG_SUBMIT);
      bag.delete(PR_SUBMIT_FLAGS);
      change(bag);
    },
    false,
  );
  core.queue.leave(message.id);
  contentsChanged(core, message, message.parent);
  core.notify(fnevObjectModified, message.id, message.parent, 'message');
  return changed;
}
