import {
  BACKGROUND_SEARCH,
  BMR_NEZ,
  FAILED,
  FL_IGNORECASE,
  FL_SUBSTRING,
  FOLDER_SEARCH,
  findValue,
  MAPI_UNICODE,
  MSGFLAG_READ,
  PR_CLIENT_SUBMIT_TIME,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_IMPORTANCE,
  PR_MESSAGE_DELIVERY_TIME,
  PR_MESSAGE_FLAGS,
  PR_MESSAGE_RECIPIENTS,
  PR_SUBJECT_W,
  type PropTag,
  PT_LONG,
  propTag,
  RECURSIVE_SEARCH,
  RELOP_EQ,
  RELOP_GE,
  RELOP_NE,
  RESTART_SEARCH,
  SHALLOW_SEARCH,
  type SRestriction,
} from '@mapi-kit/sdk';
import { type ItemState, WHOLE } from '../../recording/events.js';
import { itemName, joinPath, labelOf } from '../../recording/item-names.js';
import { insist, Refusal, unwrap } from '../store/refusal.js';
import { BASE, INBOX } from '../workload/actions.js';
import { deleteFolder } from '../workload/folder-actions.js';
import { writeFolderProps } from '../workload/folder-properties.js';
import type { Random } from '../workload/random.js';
import { FINDER } from '../workload/standard-folders.js';
import { plainText } from '../workload/values.js';
import type { WorkContext } from '../workload/work-context.js';
import { attemptRealMail } from './attempt-real-mail.js';
import { hasSearch, readSearch } from './folder-views.js';
import { deepestFolder } from './real-folders.js';
import type { SavedParts } from './write-whole.js';

// The types of restrictions as they are told apart, RES_AND and the like.
const AND = 0;
const OR = 1;
const NOT = 2;
const CONTENT = 3;
const PROPERTY = 4;
const COMPARED = 5;
const BITMASK = 6;
const SIZE = 7;
const EXIST = 8;
const WITHIN = 9;

/** Whether a message is flagged, and has been dealt with. */
const PR_FLAG_STATUS: PropTag<number> = propTag(0x1090, PT_LONG);

/** Behind all other folders of the first life. */
const FIRST = 901;
/** One stays; one is told to look for something else, and one is deleted, in the life that made them and in the next one. */
const ROLES = ['kept', 'changed', 'deleted', 'changed later', 'deleted later'] as const;

const nameOfRole = (role: (typeof ROLES)[number]): string => itemName('f', 0, FIRST + ROLES.indexOf(role));

/** Makes search folders and gives them something to look for. A store that has none is asked for no more. */
export function makeSearchFolders(context: WorkContext, random: Random): void {
  for (const role of ROLES) if (!makeSearchFolder(context, random, nameOfRole(role), role === 'kept')) return;
}

/** Lets a search folder look for something else, and deletes one. */
export function changeSearchFolders(context: WorkContext, random: Random, life: number): void {
  const later = life === 0 ? '' : ' later';
  const changed = nameOfRole(`changed${later}` as (typeof ROLES)[number]);
  const deleted = nameOfRole(`deleted${later}` as (typeof ROLES)[number]);
  attemptRealMail(context, life, changed, () => {
    const { ref, known } = context.model.folderOfItem(changed);
    const folder = context.model.open(ref);
    const parts: SavedParts = { ...known.state?.parts };
    insist(folder.SetSearchCriteria(...criteria(context, random, true)), 'IMAPIContainer::SetSearchCriteria');
    readSearch(context.model.store, folder, parts);
    keep(context, changed, ref, { entryId: known.entryId, parent: known.state?.folder ?? '', parts });
  });
  attemptRealMail(context, life, deleted, () => {
    // Whether it has been made at all.
    context.model.folderOfItem(deleted);
    deleteFolder(context, deleted);
  });
}

/**
 * @param rich - with restrictions of all types, if the store knows them
 * @returns false: the store has no search folders, or none that it shows the search of
 */
function makeSearchFolder(context: WorkContext, random: Random, item: string, rich: boolean): boolean {
  const { model, reporter } = context;
  try {
    const parent = model.hasFolder(FINDER) ? FINDER : BASE;
    const name = `${labelOf(item, 1)} ${plainText(random)}`;
    const folder = unwrap(
      model.open(parent).CreateFolder(FOLDER_SEARCH, name, null, null, MAPI_UNICODE),
      'IMAPIFolder::CreateFolder (FOLDER_SEARCH)',
    );
    const parts: SavedParts = {};
    writeFolderProps(reporter, folder, [{ tag: PR_DISPLAY_NAME_W, value: name }], parts);
    // Where nothing is searched for, it is a folder all the same.
    const [simple, ...where] = criteria(context, random, false);
    const set = (restriction: SRestriction): boolean => !FAILED(folder.SetSearchCriteria(restriction, ...where));
    // Not every store that searches knows all of them.
    if ((rich && set({ rt: AND, restrictions: [simple, ...otherRestrictions(random)] })) || set(simple)) {
      readSearch(model.store, folder, parts);
    }
    const entryId = findValue(unwrap(folder.GetProps([PR_ENTRYID], 0), 'IMAPIFolder::GetProps'), PR_ENTRYID) ?? null;
    folder.Release();
    const { path } = model.folder(parent);
    keep(context, item, joinPath(path, item), { entryId, parent: path, parts });
    return hasSearch(parts);
  } catch (error) {
    // Nothing was promised: not every store searches.
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** One of each of the other types, as searches for unread, large or flagged mail, or mail to somebody, have them. */
function otherRestrictions(random: Random): readonly SRestriction[] {
  const size = 1 + random.below(1_000_000);
  return [
    { rt: NOT, restriction: { rt: BITMASK, relBMR: BMR_NEZ, tag: PR_MESSAGE_FLAGS, mask: MSGFLAG_READ } },
    {
      rt: OR,
      restrictions: [
        { rt: SIZE, relop: RELOP_GE, tag: PR_SUBJECT_W, size },
        { rt: EXIST, tag: PR_FLAG_STATUS },
        { rt: COMPARED, relop: RELOP_NE, tag1: PR_CLIENT_SUBMIT_TIME, tag2: PR_MESSAGE_DELIVERY_TIME },
        {
          rt: WITHIN,
          subobject: PR_MESSAGE_RECIPIENTS,
          restriction: {
            rt: PROPERTY,
            relop: RELOP_EQ,
            tag: PR_EMAIL_ADDRESS_W,
            prop: { tag: PR_EMAIL_ADDRESS_W, value: `${random.word()}@example.org` },
          },
        },
      ],
    },
  ];
}

/** Words in the subject of important messages; at first in folders and those below them, then in one alone. */
function criteria(context: WorkContext, random: Random, again: boolean): [SRestriction, readonly Uint8Array[], number] {
  const restriction: SRestriction = {
    rt: AND,
    restrictions: [
      {
        rt: CONTENT,
        fuzzyLevel: FL_SUBSTRING | FL_IGNORECASE,
        tag: PR_SUBJECT_W,
        prop: { tag: PR_SUBJECT_W, value: `${plainText(random)} Ωmega` },
      },
      {
        rt: PROPERTY,
        relop: RELOP_GE,
        tag: PR_IMPORTANCE,
        prop: { tag: PR_IMPORTANCE, value: again ? 2 : 1 },
      },
    ],
  };
  const { model } = context;
  const inbox = model.folder(INBOX).entryId;
  const deepest = model.folder(deepestFolder(context) ?? INBOX).entryId;
  const containers = again ? [deepest] : [inbox, deepest];
  const where = again ? SHALLOW_SEARCH : RECURSIVE_SEARCH;
  return [restriction, containers.filter((one) => one !== null), RESTART_SEARCH | BACKGROUND_SEARCH | where];
}

function keep(
  { model, reporter }: WorkContext,
  item: string,
  ref: string,
  { entryId, parent, parts }: { entryId: Uint8Array | null; parent: string; parts: SavedParts },
): void {
  const state: ItemState = { label: labelOf(item, 1), properties: WHOLE, folder: parent, parts };
  model.addFolder(ref, { entryId, path: ref, state });
  reporter.saved(item, 'folder', state, entryId ?? undefined);
}
