import { type ENTRYID, findValue, PR_COMMENT_W, PR_DISPLAY_NAME_W } from '@mapi-kit/sdk';
import type { ItemState } from '../../recording/events.js';
import type { ClientSession } from './client-session.js';
import { stateOfSetting } from './content.js';
import { pathOf } from './folders.js';
import { RECEIVE_CLASS, SETTING_MARK, SETTINGS } from './item-names.js';
import { readProperties } from './read-properties.js';
import { take } from './refusal.js';
import { HARNESS_SETTING } from './tags.js';

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
export function readSettings({ store, session, sectionUid }: ClientSession, base: ENTRYID | null): FoundSetting[] {
  const values = readProperties(store, [PR_COMMENT_W, PR_DISPLAY_NAME_W]);
  const section = take(session.OpenProfileSection(sectionUid, null, 0), 'IMAPISession::OpenProfileSection');
  const saved = findValue(readProperties(section, [HARNESS_SETTING]), HARNESS_SETTING);
  section.Release();
  const texts = [
    { item: SETTINGS.comment, value: findValue(values, PR_COMMENT_W) },
    { item: SETTINGS.displayName, value: findValue(values, PR_DISPLAY_NAME_W) },
    { item: SETTINGS.profileSection, value: saved },
  ];
  const found: FoundSetting[] = texts.flatMap(({ item, value }) =>
    value?.startsWith(SETTING_MARK) === true ? [{ item, state: stateOfSetting(value, '') }] : [],
  );
  const { value: receive } = store.GetReceiveFolder(RECEIVE_CLASS, 0);
  if (receive?.explicitClass.toUpperCase() === RECEIVE_CLASS.toUpperCase()) {
    const state = stateOfSetting(RECEIVE_CLASS, pathOf(store, receive.entryId, base));
    found.push({ item: SETTINGS.receiveFolder, state });
  }
  return found;
}
