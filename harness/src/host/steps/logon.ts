import {
  type ENTRYID,
  FAILED,
  findValue,
  guidFromBytes,
  type IMAPISession,
  MAPI_BEST_ACCESS,
  MAPI_EXTENDED,
  MAPI_NEW_SESSION,
  MAPI_UNICODE,
  type MAPIUID,
  MDB_NO_DIALOG,
  MDB_WRITE,
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  PR_PROVIDER_UID,
} from '@mapi-kit/sdk';
import { type Life, Problem } from '../life.js';
import { isCompanion, profileName } from '../set-up.js';
import type { ClientSession } from '../store/client-session.js';
import { readRows } from '../store/read-rows.js';

const OPEN_FLAGS = MDB_NO_DIALOG | MDB_WRITE | MAPI_BEST_ACCESS;

/**
 * MAPIInitialize, then for each session MAPILogonEx and OpenMsgStore of the provider under test and its companions.
 *
 * @throws Problem when one of them fails
 */
export function logon(life: Life): void {
  const { subsystem, plan } = life;
  const initialized = subsystem.MAPIInitialize(null);
  if (FAILED(initialized)) throw new Problem('MAPIInitialize failed', initialized);
  plan.dataDirectories.forEach((_, index) => {
    const flags = MAPI_EXTENDED | MAPI_NEW_SESSION | MAPI_UNICODE;
    const { hr, value: session } = subsystem.MAPILogonEx(0, profileName(index), null, flags);
    if (session === null) throw new Problem(`MAPILogonEx failed for ${profileName(index)}`, hr);
    life.sessions.push(openStores(life, session, index));
  });
}

function openStores({ plan, companions }: Life, session: IMAPISession, index: number): ClientSession {
  let client: ClientSession | undefined;
  for (const { name, entryId, uid } of listStores(session)) {
    const { hr, value: store } = session.OpenMsgStore(0, entryId, null, OPEN_FLAGS);
    if (store === null || FAILED(hr)) throw new Problem(`IMAPISession::OpenMsgStore failed for ${name}`, hr);
    if (isCompanion(plan, name)) companions.push({ session: index, store });
    else client = { index, session, store, sectionUid: uid };
  }
  if (client === undefined) throw new Problem(`the profile lists no store called ${plan.providerName}`);
  return client;
}

interface ListedStore {
  readonly name: string;
  readonly entryId: ENTRYID;
  readonly uid: MAPIUID;
}

function listStores(session: IMAPISession): ListedStore[] {
  const columns = [PR_DISPLAY_NAME_W, PR_ENTRYID, PR_PROVIDER_UID];
  return readRows(session.GetMsgStoresTable(0), columns, 'IMAPISession::GetMsgStoresTable').flatMap((row) => {
    const name = findValue(row, PR_DISPLAY_NAME_W);
    const entryId = findValue(row, PR_ENTRYID);
    const uid = findValue(row, PR_PROVIDER_UID);
    if (name === undefined || entryId === undefined || uid === undefined) return [];
    return [{ name, entryId, uid: guidFromBytes(uid) }];
  });
}
