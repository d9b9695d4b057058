import {
  FOLDER_GENERIC,
  findValue,
  type IMAPIFolder,
  isCode,
  MAPI_E_COLLISION,
  MAPI_E_NOT_FOUND,
  MAPI_UNICODE,
  OPEN_IF_EXISTS,
  PR_COMMENT_W,
  PR_CONTAINER_CLASS_W,
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  type PropTag,
  PT_BINARY,
  PT_LONG,
  PT_SYSTIME,
  PT_UNICODE,
  propTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import { type ItemState, WHOLE } from '../../recording/events.js';
import { itemName, joinPath, labelOf } from '../../recording/item-names.js';
import { partOf, propertyKey } from '../../recording/parts.js';
import { NOT_DONE, Refusal, refusalOf, unwrap } from '../store/refusal.js';
import { HARNESS_FOLDER_TEXT } from '../store/tags.js';
import { BASE, type FolderRef } from '../workload/actions.js';
import type { KnownFolder } from '../workload/client-model.js';
import { deleteFolder } from '../workload/folder-actions.js';
import { writeFolderProps } from '../workload/folder-properties.js';
import { newFolder } from '../workload/new-folder.js';
import { NotThere } from '../workload/not-there.js';
import type { Random } from '../workload/random.js';
import { unicodeText } from '../workload/values.js';
import type { WorkContext } from '../workload/work-context.js';
import { moveTree } from './folder-trees.js';
import { deleteNamed, deleteTags } from './property-changes.js';
import { APPOINTMENT, COMMON, EACH_SORT, KEYWORDS, type PropertyName, RECURRENCE } from './property-sets.js';
import { realProperty, realValue } from './real-values.js';
import { type SavedParts, writeNamed } from './write-whole.js';

/** How deep real folders go. */
const DEPTH = 5;
/** Properties of folders besides name, comment and class. */
const FOLDER_PROPERTIES: readonly PropTag[] = [
  propTag(0x36d9, PT_BINARY),
  propTag(0x36da, PT_BINARY),
  propTag(0x36e5, PT_UNICODE),
  propTag(0x36d1, PT_LONG),
  propTag(0x670b, PT_SYSTIME),
  HARNESS_FOLDER_TEXT,
];
/** Named properties of folders. */
const FOLDER_NAMES: readonly PropertyName[] = [...KEYWORDS, ...COMMON, ...APPOINTMENT, ...RECURRENCE, ...EACH_SORT];
const CLASSES: readonly string[] = ['IPF.Note', 'IPF.Appointment', 'IPF.Contact', 'IPF.Task', 'IPF.Note.Ωmega'];

/** What a client does to a folder; each in the life that made it, and in the next. */
const CHANGES = ['rename', 'move', 'properties', 'delete', 'recase', 'recreate'] as const;

/** The names of the folders for the changes: behind those of the chain, two for each. */
const changedFolder = (change: number, life: number): string => itemName('f', 0, DEPTH + 2 * change + life + 1);

/** A folder of the chain, counted from the deepest; undefined before it is made. */
export function deepestFolder({ model }: WorkContext, fromEnd: number = 0): FolderRef | undefined {
  const names = Array.from({ length: DEPTH - fromEnd }, (_, index) => itemName('f', 0, index + 1));
  const path = names.join('/');
  return model.ownFolders.includes(path) ? path : undefined;
}

/** Makes a chain of folders, one in the other, and those that are going to be changed. */
export function makeRealFolders(context: WorkContext, random: Random): void {
  const made = (parent: FolderRef | undefined): FolderRef | undefined => {
    const item = itemName('f', 0, ++context.model.counters.folder);
    let path: FolderRef | undefined;
    // Not every store makes folders, or lets anybody go so deep.
    attempt(context, 0, item, () => {
      if (parent !== undefined) path = makeFolder(context, random, parent, item);
    });
    return path;
  };
  let deepest: FolderRef | undefined = BASE;
  for (let depth = 0; depth < DEPTH; depth += 1) deepest = made(deepest);
  for (let i = 0; i < 2 * CHANGES.length; i += 1) made(BASE);
}

/** Renames, moves, changes and deletes a folder each. */
export function changeRealFolders(context: WorkContext, random: Random, life: number): void {
  CHANGES.forEach((change, index) => {
    const item = changedFolder(index, life);
    attempt(context, life, item, () => {
      if (change === 'rename') rename(context, random, item);
      else if (change === 'move') moveTree(context, item, itemName('f', 0, 1));
      else if (change === 'properties') changeProperties(context, random, item);
      else if (change === 'recase') recase(context, item);
      else if (change === 'recreate') recreate(context, random, item);
      else deleteFolder(context, item);
    });
  });
}

/** Gives the properties of a folder of an earlier life new values and moves it, if there is one that has everything. */
export function changeEarlierFolder(context: WorkContext, random: Random, life: number): void {
  const { model } = context;
  const atTop = model.ownFolders.filter((each) => !each.includes('/'));
  // One that has not been moved yet.
  const item = atTop.filter((each) => model.folder(each).state?.properties === WHOLE).at(-1);
  if (item === undefined) return;
  const to = atTop.find((each) => each !== item);
  attempt(context, life, item, () => {
    changeProperties(context, random, item);
    if (to !== undefined) moveTree(context, item, to);
  });
}

/**
 * A client that would make a folder if there was none is given one of an earlier life, which stays as it is: nothing of it is
 * written.
 */
export function openEarlierFolder({ model }: WorkContext): void {
  const ref = model.ownFolders.find((each) => !each.includes('/') && model.folder(each).state?.properties === WHOLE);
  if (ref === undefined) return;
  const values = model.open(ref).GetProps([PR_DISPLAY_NAME_W, PR_COMMENT_W], 0).value ?? [];
  const [name, comment] = [findValue(values, PR_DISPLAY_NAME_W), findValue(values, PR_COMMENT_W)];
  if (name === undefined) return;
  const flags = MAPI_UNICODE | OPEN_IF_EXISTS;
  // A store need not do that.
  model
    .open(BASE)
    .CreateFolder(FOLDER_GENERIC, name, comment ?? null, null, flags)
    .value?.Release();
}

/** What is lost of an earlier life the read-back shows; what else is refused is reported. */
function attempt({ reporter }: WorkContext, life: number, item: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    const isLost = life > 0 && error instanceof Refusal && error.hr === MAPI_E_NOT_FOUND;
    if (!isLost && !(error instanceof NotThere)) reporter.refused(item, refusalOf(error));
  }
}

/**
 * Makes a folder with everything that real folders have.
 *
 * @param item - how it is called; the next number of the first life unless given
 * @returns its path
 * @throws NotThere when the store makes none
 * @throws Refusal
 */
export function makeFolder(
  { model, reporter }: WorkContext,
  random: Random,
  parent: FolderRef,
  item: string = itemName('f', 0, ++model.counters.folder),
): FolderRef {
  const name = nameOf(random, item, 1);
  const comment = unicodeText(random);
  const folder = newFolder(model, parent, String(name.value), comment);
  const parts: SavedParts = {};
  const values = [
    name,
    { tag: PR_COMMENT_W, value: comment },
    { tag: PR_CONTAINER_CLASS_W, value: random.pick(CLASSES) },
    ...FOLDER_PROPERTIES.map((tag) => realProperty(tag, random)),
  ];
  writeFolderProps(reporter, folder, values, parts);
  const named = FOLDER_NAMES.map(({ name: key, type }) => ({ name: key, type, value: realValue(type, random) }));
  asFarAsKept(() => writeNamed(folder, named, parts, ''));
  const entryId = findValue(unwrap(folder.GetProps([PR_ENTRYID], 0), 'IMAPIFolder::GetProps(PR_ENTRYID)'), PR_ENTRYID);
  folder.Release();
  if (entryId === undefined) throw new Error('a new folder has no entry id');
  const parentPath = model.folder(parent).path;
  const path = joinPath(parentPath, item);
  const state = { label: labelOf(item, 1), properties: WHOLE, folder: parentPath, parts };
  model.addFolder(path, { entryId, path, state });
  reporter.saved(item, 'folder', state, entryId);
  return path;
}

/** Sets properties of a folder, which is permanent at once. */
function setFolder(context: WorkContext, item: string, version: number, change: (parts: SavedParts) => void): void {
  const { model, reporter } = context;
  const { ref, known } = model.folderOfItem(item);
  const before = stateOf(known);
  const parts: SavedParts = { ...before.parts };
  change(parts);
  const state = { ...before, label: labelOf(item, version), parts };
  model.addFolder(ref, { ...known, state });
  reporter.saved(item, 'folder', state, known.entryId ?? undefined);
}

function rename(context: WorkContext, random: Random, item: string): void {
  const { reporter } = context;
  const folder = context.model.open(context.model.folderOfItem(item).ref);
  setFolder(context, item, 2, (parts) => {
    const name = nameOf(random, item, 2);
    writeFolderProps(reporter, folder, [name], parts);
    requireName(parts, name);
  });
}

/** Another name, which only differs in upper and lower case: that of the item stays. */
function recase(context: WorkContext, item: string): void {
  const folder = context.model.open(context.model.folderOfItem(item).ref);
  const { length } = labelOf(item, 1);
  const before = nameOfOpened(folder);
  const value = before.slice(0, length) + before.slice(length).replace(/[a-z]+/g, (word) => word.toUpperCase());
  try {
    setFolder(context, item, 1, (parts) => {
      const name = { tag: PR_DISPLAY_NAME_W, value };
      writeFolderProps(context.reporter, folder, [name], parts);
      requireName(parts, name);
    });
  } catch (error) {
    // For some stores both are one name, which a folder has already.
    if (!isCode(refusalOf(error).hr, MAPI_E_COLLISION)) throw error;
  }
}

/** A folder is deleted, and another one is made that has its name. */
function recreate(context: WorkContext, random: Random, item: string): void {
  const { model, reporter } = context;
  const { ref } = model.folderOfItem(item);
  const name = nameOfOpened(model.open(ref));
  deleteFolder(context, item);
  const folder = newFolder(model, BASE, name);
  const parts: SavedParts = {};
  writeFolderProps(
    reporter,
    folder,
    [{ tag: PR_DISPLAY_NAME_W, value: name }, realProperty(HARNESS_FOLDER_TEXT, random)],
    parts,
  );
  const entryId = findValue(unwrap(folder.GetProps([PR_ENTRYID], 0), 'IMAPIFolder::GetProps(PR_ENTRYID)'), PR_ENTRYID);
  folder.Release();
  const state = { label: labelOf(item, 1), properties: WHOLE, folder: model.folder(BASE).path, parts };
  model.addFolder(ref, { entryId: entryId ?? null, path: ref, state });
  reporter.saved(item, 'folder', state, entryId);
}

function nameOfOpened(folder: IMAPIFolder): string {
  const values = unwrap(folder.GetProps([PR_DISPLAY_NAME_W], 0), 'IMAPIFolder::GetProps(PR_DISPLAY_NAME)');
  return findValue(values, PR_DISPLAY_NAME_W) ?? '';
}

/** New values, and one property that goes. */
function changeProperties(context: WorkContext, random: Random, item: string): void {
  const { reporter } = context;
  const folder = context.model.open(context.model.folderOfItem(item).ref);
  const [gone, ...others] = FOLDER_PROPERTIES as readonly [PropTag, ...PropTag[]];
  setFolder(context, item, 1, (parts) => {
    writeFolderProps(
      reporter,
      folder,
      [
        ...others.map((tag) => realProperty(tag, random)),
        { tag: PR_CONTAINER_CLASS_W, value: `IPF.Note.${random.word()}` },
        { tag: PR_COMMENT_W, value: unicodeText(random) },
      ],
      parts,
    );
    deleteNamed({ object: folder, parts, reporter }, KEYWORDS);
    deleteTags({ object: folder, parts, reporter }, [gone]);
  });
}

/** A store may take no properties of folders at all. */
function asFarAsKept(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!isCode(refusalOf(error).hr, ...NOT_DONE)) throw error;
  }
}

/** @throws NotThere when the store has not taken another name, and says so */
export function requireName(parts: SavedParts, { tag, value }: SPropValue): void {
  if (parts[propertyKey('', tag)] !== partOf(value)) throw new NotThere('the store renames no folders');
}

function stateOf({ state }: KnownFolder): ItemState {
  if (state === undefined) throw new NotThere('nothing is known of what the folder had');
  return state;
}

function nameOf(random: Random, item: string, version: number): SPropValue {
  return { tag: PR_DISPLAY_NAME_W, value: `${labelOf(item, version)} ${unicodeText(random)}` };
}
