import {
  CLEAR_READ_FLAG,
  FAILED,
  isCode,
  KEEP_OPEN_READONLY,
  MAPI_E_NO_SUPPORT,
  MAPI_E_OBJECT_CHANGED,
  SUPPRESS_RECEIPT,
} from '@mapi-kit/sdk';
import { labelOf, parseLabel } from '../../recording/item-names.js';
import { insist } from '../store/refusal.js';
import { openToChange } from '../workload/message-actions.js';
import { changeValues } from './changes.js';
import { changed } from './folder-trees.js';
import type { RealMailWorker } from './real-mail-worker.js';
import type { SavedParts } from './write-whole.js';

/** IMessage::SetReadFlag, which a client that shows the message calls; it is kept at once, and no save follows. */
export function markOpened({ context }: RealMailWorker, item: string, read: boolean): void {
  const known = context.model.message(item);
  const message = openToChange(context.model, known.entryId);
  const hr = message.SetReadFlag(read ? SUPPRESS_RECEIPT : CLEAR_READ_FLAG);
  message.Release();
  if (isCode(hr, MAPI_E_NO_SUPPORT)) return;
  insist(hr, 'IMessage::SetReadFlag');
  changed(context, known, { ...known.state, parts: { ...known.state.parts, 'flag/read': String(read) } });
}

/**
 * Two windows have one message open, and both save. The second one is told that it has changed.
 *
 * @param again - the flag with which it saves all the same; null: it gives up, and nothing of it is to be there
 * @throws Refusal
 */
export function saveOverAnother(worker: RealMailWorker, item: string, again: number | null): void {
  const { context, random } = worker;
  const { reporter } = context;
  const known = context.model.message(item);
  const [first, second] = [openToChange(context.model, known.entryId), openToChange(context.model, known.entryId)];
  const [version] = [(parseLabel(known.state.label)?.version ?? 1) + 1];
  const saved: SavedParts = { ...known.state.parts };
  changeValues({ message: first, parts: saved, random, reporter });
  worker.setSubject(first, item, version, saved);
  insist(first.SaveChanges(KEEP_OPEN_READONLY), 'IMessage::SaveChanges');
  first.Release();
  const over: SavedParts = { ...saved };
  changeValues({ message: second, parts: over, random, reporter });
  worker.setSubject(second, item, version + 1, over);
  let hr = second.SaveChanges(KEEP_OPEN_READONLY);
  if (again !== null && isCode(hr, MAPI_E_OBJECT_CHANGED)) hr = second.SaveChanges(KEEP_OPEN_READONLY | again);
  second.Release();
  // A store may not let anybody save over what somebody else has saved.
  const last = FAILED(hr) ? { version, parts: saved } : { version: version + 1, parts: over };
  changed(context, known, { ...known.state, label: labelOf(item, last.version), parts: last.parts });
}
