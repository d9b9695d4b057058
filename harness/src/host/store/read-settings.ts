import { type ENTRYID, findValue, PR_COMMENT_W, PR_DISPLAY_NAME_W } from '@mapi-kit/sdk';
import type { ItemState } from '../../recording/events.js';
import {
  DEFAULT_CLASS,
  FILED_CLASS,
  isStoreItem,
  RECEIVE_CLASS,
  SETTING_MARK,
  SETTINGS,
} from '../../recording/item-names.js';
import { companionName } from '../../scenarios/companions.js';
import { stateOfSetting } from './content.js';
import { pathOf } from './folders.js';
import {
  FOLDER_SETTINGS,
  filedFolder,
  readFolderProperties,
  readInboxProperties,
  readStoreProperties,
} from './kept-at-once.js';
import { readSetting } from './profile-setting.js';
import { readProperties } from './read-properties.js';
import type { StoreClient } from './store-client.js';

/** What the profile calls the second one of two stores of a provider, which may have it for its own name. */
const NAME_OF_SECOND = companionName('second-store');

/** A setting of the harness's that a store or its profile section has. */
export interface FoundSetting {
  readonly item: string;
  readonly state: ItemState;
}

/**
 * Reads the settings that the workload saves; values that are not the harness's are left out.
 *
 * @param client - the session and its store
 * @param base - the folder with which paths begin
 * @throws Refusal
 */
export function readSettings({ store, session, sectionUid }: StoreClient, base: ENTRYID | null): FoundSetting[] {
  const values = readProperties(store, [PR_COMMENT_W, PR_DISPLAY_NAME_W]);
  const saved = readSetting(session, sectionUid);
  const texts = [
    { item: SETTINGS.comment, value: findValue(values, PR_COMMENT_W) },
    { item: SETTINGS.displayName, value: findValue(values, PR_DISPLAY_NAME_W) },
  ];
  const found: FoundSetting[] = texts.flatMap(({ item, value }) =>
    value?.startsWith(SETTING_MARK) === true && value !== NAME_OF_SECOND
      ? [{ item, state: stateOfSetting(value, '') }]
      : [],
  );
  if (saved !== undefined) found.push({ item: SETTINGS.profileSection, state: saved });
  const own = readStoreProperties(store);
  if (own !== undefined) found.push({ item: SETTINGS.storeProperties, state: own });
  const inbox = readInboxProperties(store);
  if (inbox !== undefined) found.push({ item: SETTINGS.inboxProperties, state: inbox });
  for (const [ref, item] of FOLDER_SETTINGS) {
    const state = readFolderProperties(store, ref, item);
    if (state !== undefined) found.push({ item, state });
  }
  const { value: byDefault } = store.GetReceiveFolder('', 0);
  const path = byDefault === null ? '' : pathOf(store, byDefault.entryId, base);
  // One of the store's own is none of the harness's settings.
  if (isStoreItem(path.slice(path.lastIndexOf('/') + 1))) {
    found.push({ item: SETTINGS.defaultFolder, state: stateOfSetting(DEFAULT_CLASS, path) });
  }
  const filed = filedFolder(store);
  if (filed !== null) {
    found.push({ item: SETTINGS.filedClass, state: stateOfSetting(FILED_CLASS, pathOf(store, filed, base)) });
  }
  const { value: receive } = store.GetReceiveFolder(RECEIVE_CLASS, 0);
  if (receive?.explicitClass.toUpperCase() === RECEIVE_CLASS.toUpperCase()) {
    const state = stateOfSetting(RECEIVE_CLASS, pathOf(store, receive.entryId, base));
    found.push({ item: SETTINGS.receiveFolder, state });
  }
  return found;
}
