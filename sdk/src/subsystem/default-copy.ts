import { FAILED, type HRESULT } from '../com/hresult.js';
import {
  MAPI_E_FOLDER_CYCLE,
  MAPI_E_SUBMITTED,
  MAPI_E_UNKNOWN_FLAGS,
  MAPI_W_PARTIAL_COMPLETION,
  S_OK,
} from '../com/hresult-codes.js';
import { MapiError } from '../com/mapi-error.js';
import {
  COPY_SUBFOLDERS,
  DEL_FOLDERS,
  DEL_MESSAGES,
  FOLDER_DIALOG,
  FOLDER_GENERIC,
  FOLDER_MOVE,
  MAPI_ASSOCIATED,
  MAPI_DECLINE_OK,
  MAPI_DEFERRED_ERRORS,
  MAPI_UNICODE,
  MESSAGE_DIALOG,
  MESSAGE_MOVE,
  MSGFLAG_SUBMIT,
} from '../contract/flags.js';
import type { IMAPIContainer } from '../contract/imapi-container.js';
import type { IMAPIFolder } from '../contract/imapi-folder.js';
import type { IMessage } from '../contract/imessage.js';
import { IID_IMessage } from '../contract/interface-ids.js';
import {
  PR_COMMENT_W,
  PR_CONTAINER_CLASS_W,
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  PR_MESSAGE_FLAGS,
} from '../contract/property-tags.js';
import { findValue } from '../contract/property-types.js';
import type { ENTRYID, ENTRYLIST, SRow } from '../contract/structures.js';
import { demandComplete } from '../properties/copy-problems.js';
import { readRows } from '../properties/table-reading.js';
import { copyMessageParts } from './message-copy.js';
import { copyTags } from './property-copy.js';
import { attempt, check, required } from './results.js';

/** A folder as it was before the copying began, so that copies never become sources. */
interface FolderTree {
  readonly entryId: ENTRYID;
  readonly name: string;
  readonly children: readonly FolderTree[];
}

const DEEPEST = 1000;

/**
 * MAPI's own IMAPIFolder::CopyMessages: each message is opened, copied into a new one with recipients and attachments,
 * saved, and with MESSAGE_MOVE deleted at its source. A message of which some property cannot be copied is not copied at
 * all, unless the destination computes the property itself; one in the outgoing queue is not moved.
 *
 * @returns S_OK; MAPI_W_PARTIAL_COMPLETION when some messages could not be copied; what failed when none could
 */
export function copyMessages(
  source: IMAPIFolder,
  messages: ENTRYLIST,
  destination: IMAPIFolder,
  flags: number,
): HRESULT {
  const known = MESSAGE_MOVE | MESSAGE_DIALOG | MAPI_DECLINE_OK | MAPI_DEFERRED_ERRORS | MAPI_UNICODE;
  if ((flags & ~known) !== 0) return MAPI_E_UNKNOWN_FLAGS;
  const move = (flags & MESSAGE_MOVE) !== 0;
  return outcome(
    messages.map((entryId) =>
      attempt(() => {
        const hr = copyMessage(source, entryId, destination, 0, move);
        return move && hr === S_OK ? source.DeleteMessages([entryId], 0, null, 0) : hr;
      }),
    ),
  );
}

/**
 * MAPI's own IMAPIFolder::CopyFolder: makes the folder at the destination and copies its messages; with COPY_SUBFOLDERS
 * or FOLDER_MOVE its subfolders too; with FOLDER_MOVE the source is deleted, once everything has been copied, and messages
 * in the outgoing queue are not: their copies would never be sent.
 *
 * @returns S_OK; MAPI_W_PARTIAL_COMPLETION when something inside could not be copied; what failed at the folder itself
 */
export function copyFolder(
  source: IMAPIFolder,
  entryId: ENTRYID,
  destination: IMAPIFolder,
  newName: string | null,
  flags: number,
): HRESULT {
  const known = FOLDER_MOVE | FOLDER_DIALOG | COPY_SUBFOLDERS | MAPI_DECLINE_OK | MAPI_DEFERRED_ERRORS | MAPI_UNICODE;
  if ((flags & ~known) !== 0) return MAPI_E_UNKNOWN_FLAGS;
  const move = (flags & FOLDER_MOVE) !== 0;
  return attempt(() => {
    const tree = readTree(source, entryId, move || (flags & COPY_SUBFOLDERS) !== 0, DEEPEST);
    const hr = copyTree(source, tree, destination, { name: newName ?? tree.name, move });
    if (!move || hr !== S_OK) return hr;
    return source.DeleteFolder(entryId, 0, null, DEL_FOLDERS | DEL_MESSAGES);
  });
}

function readTree(parent: IMAPIContainer, entryId: ENTRYID, deep: boolean, depth: number): FolderTree {
  if (depth === 0) throw new MapiError(MAPI_E_FOLDER_CYCLE);
  return withFolder(parent, entryId, (folder) => {
    const props = required(folder.GetProps([PR_DISPLAY_NAME_W], MAPI_UNICODE));
    const name = findValue(props, PR_DISPLAY_NAME_W) ?? '';
    const rows = deep ? readRows(folder.GetHierarchyTable(0), [PR_ENTRYID], 'GetHierarchyTable') : [];
    const children = entryIds(rows).map((child) => readTree(folder, child, true, depth - 1));
    return { entryId, name, children };
  });
}

function copyTree(
  parent: IMAPIContainer,
  tree: FolderTree,
  destination: IMAPIFolder,
  { name, move }: { readonly name: string; readonly move: boolean },
): HRESULT {
  return withFolder(parent, tree.entryId, (from) => {
    const to = required(destination.CreateFolder(FOLDER_GENERIC, name, null, null, MAPI_UNICODE));
    try {
      copyTags({ source: from, destination: to, flags: 0 }, [PR_COMMENT_W, PR_CONTAINER_CLASS_W]);
      const results = [0, MAPI_ASSOCIATED].flatMap((kind) =>
        contentIds(from, kind).map((id) => attempt(() => copyMessage(from, id, to, kind, move))),
      );
      const below = tree.children.map((child) => attempt(() => copyTree(from, child, to, { name: child.name, move })));
      return [...results, ...below].every((hr) => hr === S_OK) ? S_OK : MAPI_W_PARTIAL_COMPLETION;
    } finally {
      to.Release();
    }
  });
}

/** Copies a message; for a move only when it is not in the outgoing queue. */
function copyMessage(
  from: IMAPIFolder,
  entryId: ENTRYID,
  to: IMAPIFolder,
  createFlags: number,
  move: boolean,
): HRESULT {
  const original = required(from.OpenEntry(entryId, IID_IMessage, 0)).unknown as IMessage;
  try {
    if (move && isSubmitted(original)) return MAPI_E_SUBMITTED;
    const copy = required(to.CreateMessage(null, createFlags));
    try {
      demandComplete(copyMessageParts(original, copy, null, 0), 'copying a message');
      check(copy.SaveChanges(0));
    } finally {
      copy.Release();
    }
  } finally {
    original.Release();
  }
  return S_OK;
}

function isSubmitted(message: IMessage): boolean {
  const flags = findValue(required(message.GetProps([PR_MESSAGE_FLAGS], 0)), PR_MESSAGE_FLAGS) ?? 0;
  return (flags & MSGFLAG_SUBMIT) !== 0;
}

function withFolder<T>(parent: IMAPIContainer, entryId: ENTRYID, work: (folder: IMAPIFolder) => T): T {
  const folder = required(parent.OpenEntry(entryId, null, 0)).unknown as IMAPIFolder;
  try {
    return work(folder);
  } finally {
    folder.Release();
  }
}

/** The entry ids of a folder's messages; of its hidden ones none, where the store has no such table. */
function contentIds(folder: IMAPIFolder, kind: number): ENTRYID[] {
  const table = folder.GetContentsTable(kind);
  return kind !== 0 && FAILED(table.hr) ? [] : entryIds(readRows(table, [PR_ENTRYID], 'GetContentsTable'));
}

function entryIds(rows: readonly SRow[]): ENTRYID[] {
  return rows.map((row) => findValue(row, PR_ENTRYID)).filter((id) => id !== undefined);
}

function outcome(results: readonly HRESULT[]): HRESULT {
  const failure = results.find((hr) => hr !== S_OK);
  if (failure === undefined) return S_OK;
  return results.length === 1 ? failure : MAPI_W_PARTIAL_COMPLETION;
}
