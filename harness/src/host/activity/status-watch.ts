import { findValue, guidFromBytes, PR_PROVIDER_UID, PR_STATUS_CODE, PR_STATUS_STRING_W } from '@mapi-kit/sdk';
import { isCompanionName } from '../../scenarios/companions.js';
import type { LifeContext } from '../life-context.js';
import { profileName } from '../set-up/set-up.js';
import { readRows } from '../store/read-rows.js';

const COLUMNS = [PR_PROVIDER_UID, PR_STATUS_CODE, PR_STATUS_STRING_W];

/**
 * Reads the rows that the providers under test have in the status tables, by which they say what they are doing.
 *
 * @returns by row, for example `session-1 1`: code and text
 */
export function readStatus({
  sessions,
  subsystem,
}: Pick<LifeContext, 'sessions' | 'subsystem'>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { index, session } of sessions) {
    const profile = profileName(index);
    const own = subsystem.profiles.listProviders(profile).filter(({ displayName }) => !isCompanionName(displayName));
    const names = new Map(own.map(({ uid, displayName }) => [uid, displayName] as const));
    for (const row of readRows(session.GetStatusTable(0), COLUMNS, 'IMAPISession::GetStatusTable')) {
      const uid = findValue(row, PR_PROVIDER_UID);
      const name = uid === undefined ? undefined : names.get(guidFromBytes(uid));
      if (name === undefined) continue;
      found.set(`the status row of ${name}`, `${findValue(row, PR_STATUS_CODE)} ${findValue(row, PR_STATUS_STRING_W)}`);
    }
  }
  return found;
}
