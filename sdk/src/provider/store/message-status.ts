import { fnevObjectModified } from '../../contract/flags.js';
import { PR_MSG_STATUS } from '../../contract/property-tags.js';
import { PropertyBag } from '../objects/property-bag.js';
import type { StoreView } from './store-view.js';
import type { StoredObject } from './stored-object.js';
import { contentsChanged } from './table-changes.js';

/** The MSGSTATUS_ bits of a message. */
export function messageStatus(message: StoredObject): number {
  return new PropertyBag(message.properties).value(PR_MSG_STATUS) ?? 0;
}

/**
 * Changes the MSGSTATUS_ bits under a mask, at once.
 *
 * @returns the bits as they were
 */
export function changeMessageStatus(view: StoreView, message: StoredObject, status: number, mask: number): number {
  const { core } = view;
  const before = messageStatus(message);
  const after = (before & ~mask) | (status & mask);
  if (after === before) return before;
  core.update(message, (bag) => bag.put(PR_MSG_STATUS, after), false);
  contentsChanged(core, message, message.parent);
  core.notify(fnevObjectModified, message.id, message.parent, 'message');
  return before;
}
