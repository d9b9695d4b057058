import { findValue, type IMAPISession, MAPI_MODIFY, type MAPIUID } from '@mapi-kit/sdk';
import type { ItemState } from '../../recording/events.js';
import { labelOf, SETTING_MARK } from '../../recording/item-names.js';
import type { Random } from '../workload/random.js';
import { unicodeText } from '../workload/values.js';
import { stateOfSetting } from './content.js';
import { readProperties } from './read-properties.js';
import { unwrap } from './refusal.js';
import { HARNESS_SETTING } from './tags.js';
import { setProps } from './write-message.js';

/**
 * Saves a value of the harness's in the section that a provider has in the profile.
 *
 * @param life - 0-based
 * @param version - of the value, in this life
 * @returns the state of the setting
 * @throws Refusal
 */
export function saveSetting(
  session: IMAPISession,
  sectionUid: MAPIUID,
  life: number,
  version: number,
  random: Random,
): ItemState {
  const value = `${SETTING_MARK}${labelOf('setting', version)} life ${life + 1} ${unicodeText(random)}`;
  writeSetting(session, sectionUid, value);
  return stateOfSetting(value, '');
}

/** Saves a given value. */
export function writeSetting(session: IMAPISession, sectionUid: MAPIUID, value: string): void {
  const section = unwrap(session.OpenProfileSection(sectionUid, null, MAPI_MODIFY), 'IMAPISession::OpenProfileSection');
  setProps(section, [{ tag: HARNESS_SETTING, value }], 'IProfSect::SetProps');
  section.Release();
}

/**
 * Reads the value that an earlier life has saved.
 *
 * @returns undefined when there is none of the harness's
 * @throws Refusal
 */
export function readSetting(session: IMAPISession, sectionUid: MAPIUID): ItemState | undefined {
  const section = unwrap(session.OpenProfileSection(sectionUid, null, 0), 'IMAPISession::OpenProfileSection');
  const value = findValue(readProperties(section, [HARNESS_SETTING]), HARNESS_SETTING);
  section.Release();
  return value?.startsWith(SETTING_MARK) === true ? stateOfSetting(value, '') : undefined;
}
