import {
  findValue,
  type IMessage,
  type IMsgStore,
  MAPI_ASSOCIATED,
  PR_ENTRYID,
  PR_MESSAGE_CLASS_W,
} from '@mapi-kit/sdk';
import { type ItemState, WHOLE } from '../../recording/events.js';
import { HIDDEN } from '../../recording/item-names.js';
import type { Parts } from '../../recording/parts.js';
import { openFolder } from '../store/folders.js';
import { openMessage } from '../store/open-message.js';
import { nameOfMessage } from '../store/read-message.js';
import { readProperties } from '../store/read-properties.js';
import { readRows } from '../store/read-rows.js';
import { refusalOf } from '../store/refusal.js';
import { HARNESS_ITEM_TAG } from '../store/tags.js';
import { BASE, INBOX } from '../workload/actions.js';
import { OUTBOX, SENT_MAIL, WASTEBASKET } from '../workload/standard-folders.js';
import type { WorkContext } from '../workload/work-context.js';
import type { SavedParts } from './write-whole.js';

// In folders of its own the client knows whatever is there. In those that the store has made, the store may keep hidden
// messages of its own: how many of them are there at the end of a life is how many there may be in the next.

/** So many of them by folder. */
export type HiddenCounts = Map<string, number>;

/** Counts a hidden message, unless it is the store's own: to what such messages are for, their class gives a name. */
export function countHidden(counts: HiddenCounts, path: string, message: IMessage): void {
  const messageClass = findValue(readProperties(message, [PR_MESSAGE_CLASS_W]), PR_MESSAGE_CLASS_W) ?? '';
  if (messageClass !== '' && !/^IPM\.Note$/i.test(messageClass)) return;
  counts.set(path, (counts.get(path) ?? 0) + 1);
}

/**
 * Does something in a life, and journals how many there are then. What has come between this life and the one before stays what
 * nobody saved. What cannot be read is not compared.
 */
export function keepingHidden(context: WorkContext, perform: () => void): void {
  const { model, reporter } = context;
  const before = model.earlierHidden;
  const strays = before === undefined ? undefined : countAll(context);
  model.earlierHidden = undefined;
  perform();
  const counts = countAll(context);
  if (counts === undefined) return;
  for (const [path, there] of strays ?? []) {
    const stray = Math.max(0, there - Number(before?.[keyOf(path)] ?? there));
    counts.set(path, Math.max(0, (counts.get(path) ?? 0) - stray));
  }
  reporter.saved(HIDDEN, 'changed', stateOf(counts));
}

/** In all folders that the store has made and clients know; undefined: they cannot be read. */
function countAll({ client: { store }, model }: WorkContext): HiddenCounts | undefined {
  const counts: HiddenCounts = new Map();
  try {
    for (const ref of [BASE, INBOX, WASTEBASKET, SENT_MAIL, OUTBOX]) {
      if (ref !== BASE && ref !== INBOX && !model.hasFolder(ref)) continue;
      const { path, entryId } = model.folder(ref);
      // It was looked at as the folder at the top.
      if (ref === INBOX && path === '') continue;
      countIn(store, entryId, path, counts);
      // What lies at the root is found under the same path.
      if (ref === BASE && entryId !== null) countIn(store, null, path, counts);
    }
    return counts;
  } catch (error) {
    refusalOf(error);
    return undefined;
  }
}

/** What there is now, of the folders that were counted. Fewer are no matter: what is the store's it may delete. */
export function hiddenState(counts: HiddenCounts, expected: Parts): ItemState {
  const known = Object.entries(expected).map(([key, before]): readonly [string, number] => {
    const path = decodeURIComponent(key.slice(PREFIX.length));
    return [path, Math.max(counts.get(path) ?? 0, Number(before))];
  });
  return stateOf(new Map(known));
}

function countIn(store: IMsgStore, entryId: Uint8Array | null, path: string, counts: HiddenCounts): void {
  const folder = openFolder(store, entryId);
  const table = folder.GetContentsTable(MAPI_ASSOCIATED);
  counts.set(path, counts.get(path) ?? 0);
  for (const row of readRows(table, [PR_ENTRYID, HARNESS_ITEM_TAG], 'IMAPIFolder::GetContentsTable')) {
    const id = findValue(row, PR_ENTRYID);
    if (id === undefined || findValue(row, HARNESS_ITEM_TAG) !== undefined) continue;
    const message = openMessage(store, id);
    if (nameOfMessage(message) === null) countHidden(counts, path, message);
    message.Release();
  }
  folder.Release();
}

const PREFIX = 'flag/hidden/';

function keyOf(path: string): string {
  return `${PREFIX}${encodeURIComponent(path)}`;
}

function stateOf(counts: HiddenCounts): ItemState {
  const parts: SavedParts = {};
  for (const [path, count] of counts) parts[keyOf(path)] = String(count);
  return { label: 'hidden messages', properties: WHOLE, folder: '', parts };
}
