import {
  DEL_FOLDERS,
  DEL_MESSAGES,
  findValue,
  PR_COMMENT_W,
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  type PropTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import { joinPath } from '../../recording/item-names.js';
import { stateOfFolder } from '../store/content.js';
import { unwrap } from '../store/refusal.js';
import { HARNESS_FOLDER_TEXT } from '../store/tags.js';
import type { Action, FolderHas } from './actions.js';
import { setFolderProps } from './folder-properties.js';
import { newFolder } from './new-folder.js';
import { NotThere } from './not-there.js';
import type { WorkContext } from './work-context.js';

type ActionOf<Name extends Action['act']> = Extract<Action, { readonly act: Name }>;

/** Makes a folder: permanent at once, as is each change of its properties. */
export function createFolder(context: WorkContext, { item, parent, content }: ActionOf<'create-folder'>): void {
  const { model, reporter } = context;
  const folder = newFolder(model, parent, content.name, content.comment);
  const kept = setFolderProps(reporter, folder, [{ tag: HARNESS_FOLDER_TEXT, value: content.text }]);
  const shown = unwrap(folder.GetProps([PR_ENTRYID, PR_COMMENT_W], 0), 'IMAPIFolder::GetProps(PR_ENTRYID)');
  folder.Release();
  const entryId = findValue(shown, PR_ENTRYID);
  // A store whose folders have no comments cannot say so.
  const has: FolderHas = {
    name: content.name,
    ...(findValue(shown, PR_COMMENT_W) === undefined ? {} : { comment: content.comment }),
    ...(kept.length === 0 ? {} : { text: content.text }),
  };
  if (entryId === undefined) throw new Error('a new folder has no entry id');
  const parentPath = model.folder(parent).path;
  const path = joinPath(parentPath, item);
  model.addFolder(path, { entryId, path, has });
  reporter.saved(item, 'folder', stateOfFolder(content.name, folderProperties(has), parentPath), entryId);
}

/** Renames a folder and changes its comment and text. */
export function changeFolder({ model, reporter }: WorkContext, { item, content }: ActionOf<'change-folder'>): void {
  const { ref, known } = model.folderOfItem(item);
  const kept = setFolderProps(reporter, model.open(ref), folderProperties(content));
  const keeps = (tag: PropTag): boolean => kept.some((value) => value.tag === tag);
  const has: FolderHas = {
    ...(known.has ?? content),
    ...(keeps(PR_DISPLAY_NAME_W) ? { name: content.name } : {}),
    ...(keeps(PR_COMMENT_W) ? { comment: content.comment } : {}),
    ...(keeps(HARNESS_FOLDER_TEXT) ? { text: content.text } : {}),
  };
  model.addFolder(ref, { ...known, has });
  const parentPath = known.path.split('/').slice(0, -1).join('/');
  const state = stateOfFolder(has.name, folderProperties(has), parentPath);
  reporter.saved(item, 'folder', state, known.entryId ?? undefined);
}

/** Deletes a folder with the messages in it. */
export function deleteFolder({ model, reporter }: WorkContext, item: string): void {
  const { ref, known } = model.folderOfItem(item);
  if (known.entryId === null) throw new Error('the base folder is not to be deleted');
  const parent = ref.split('/').slice(0, -1).join('/');
  const flags = DEL_FOLDERS | DEL_MESSAGES;
  const messages = model.messagesIn(ref);
  model.closeFolder(ref);
  const hr = model.open(parent).DeleteFolder(known.entryId, 0, null, flags);
  if (!reporter.does('deleting folders', hr)) throw new NotThere('the store deletes no folders');
  model.dropFolder(ref);
  for (const message of messages) {
    model.dropMessage(message.item);
    reporter.saved(message.item, message.category, null, message.entryId);
  }
  reporter.saved(item, 'folder', null, known.entryId);
}

/**
 * The properties of a folder that belong to its state.
 *
 * @param content - the name, and where there are any, comment and text
 */
export function folderProperties({ name, comment, text }: FolderHas): SPropValue[] {
  const properties: SPropValue[] = [{ tag: PR_DISPLAY_NAME_W, value: name }];
  if (comment !== undefined) properties.push({ tag: PR_COMMENT_W, value: comment });
  if (text !== undefined) properties.push({ tag: HARNESS_FOLDER_TEXT, value: text });
  return properties;
}
