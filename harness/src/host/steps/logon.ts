import {
  FAILED,
  findValue,
  guidFromBytes,
  type IAddrBook,
  type IMAPISession,
  type IMsgStore,
  MAPI_BEST_ACCESS,
  MAPI_EXTENDED,
  MAPI_NEW_SESSION,
  MAPI_UNICODE,
  type MAPIUID,
  MDB_NO_DIALOG,
  MDB_WRITE,
  PR_ENTRYID,
  PR_PROVIDER_UID,
  PR_RECORD_KEY,
} from '@mapi-kit/sdk';
import type { ProfileProvider } from '@mapi-kit/sdk/subsystem';
import { companionName, isCompanionName } from '../../scenarios/companions.js';
import type { BookContainer } from '../book/book-client.js';
import { openBooks } from '../book/open-books.js';
import type { LifeContext } from '../life-context.js';
import { startRounds } from '../mail/rounds.js';
import { Problem } from '../problem.js';
import { profileName } from '../set-up/set-up.js';
import { readProperties } from '../store/read-properties.js';
import { readRows } from '../store/read-rows.js';
import type { StoreClient } from '../store/store-client.js';
import { BookSubject } from '../subjects/book-subject.js';
import { MailSubject } from '../subjects/mail-subject.js';
import { StoreSubject } from '../subjects/store-subject.js';
import type { Subject } from '../subjects/subject.js';

const SECOND = companionName('second-store');
const OPEN_FLAGS = MDB_NO_DIALOG | MDB_WRITE | MAPI_BEST_ACCESS;

/**
 * MAPIInitialize, then for each session MAPILogonEx, OpenMsgStore of every store and OpenAddressBook, where there are
 * any; where there is a transport the spooler begins to work.
 *
 * @throws Problem when one of them fails
 */
export function logon(life: LifeContext): void {
  const { subsystem, plan } = life;
  const initialized = subsystem.MAPIInitialize(null);
  if (FAILED(initialized)) throw new Problem('MAPIInitialize failed', initialized);
  plan.dataDirectories.forEach((_, index) => {
    const flags = MAPI_EXTENDED | MAPI_NEW_SESSION | MAPI_UNICODE;
    const { hr, value: session } = subsystem.MAPILogonEx(0, profileName(index), null, flags);
    if (session === null) throw new Problem(`MAPILogonEx failed for ${profileName(index)}`, hr);
    openSession(life, session, index);
  });
}

function openSession(life: LifeContext, session: IMAPISession, index: number): void {
  const { plan, journal, subsystem } = life;
  const listed = subsystem.profiles.listProviders(profileName(index));
  const stores = openStores(session, listed);
  const under = listed.filter(({ displayName }) => !isCompanionName(displayName));
  /** The first provider of each kind has the place of its session; the others go behind all sessions. */
  const place = (ordinal: number): number => index + ordinal * plan.dataDirectories.length;
  const subjects: Subject[] = [];
  const worksWith = new Set<IMsgStore>();
  under.filter(isKind('store')).forEach(({ uid }, ordinal) => {
    const store = stores.get(uid);
    if (store === undefined) throw new Problem('the message store table lists no store of the provider');
    const queued = () => subsystem.spooler.queued();
    const hasTransport = listed.some(isKind('transport'));
    const client = { index: place(ordinal), session, store, queued, hasTransport, sectionUid: uid };
    const second = secondOf(store, listed, stores);
    const clients = [client, ...(second === undefined ? [] : [{ ...client, ...second, index: place(1) }])];
    for (const each of clients) {
      worksWith.add(each.store);
      subjects.push(new StoreSubject(plan, journal, each));
    }
  });
  under.filter(isKind('address-book')).forEach(({ uid }, ordinal) => {
    const book = openAddressBook(session);
    const client = { index: place(ordinal), session, book, containers: containersOf(book, ordinal), sectionUid: uid };
    subjects.push(new BookSubject(plan, journal, client));
  });
  const [postbox] = stores.values();
  under.filter(isKind('transport')).forEach(({ uid }, ordinal) => {
    if (postbox === undefined) throw new Problem('there is no store that mail could be sent from');
    const client = { index: place(ordinal), session, spooler: subsystem.spooler, store: postbox, sectionUid: uid };
    subjects.push(new MailSubject(plan, journal, client));
  });
  if (under.some(isKind('transport'))) startRounds(subsystem.spooler);
  const companionStores = listed
    .filter(({ displayName }) => isCompanionName(displayName))
    .flatMap(({ uid }) => stores.get(uid) ?? [])
    .filter((store) => !worksWith.has(store));
  life.sessions.push({ index, session, subjects, companionStores });
}

function isKind(kind: ProfileProvider['kind']): (provider: ProfileProvider) => boolean {
  return (provider) => provider.kind === kind;
}

/** Opens every store of the profile, in its order. */
function openStores(session: IMAPISession, listed: readonly ProfileProvider[]): Map<MAPIUID, IMsgStore> {
  const stores = new Map<MAPIUID, IMsgStore>();
  if (!listed.some(isKind('store'))) return stores;
  const rows = readRows(session.GetMsgStoresTable(0), [PR_ENTRYID, PR_PROVIDER_UID], 'IMAPISession::GetMsgStoresTable');
  for (const row of rows) {
    const entryId = findValue(row, PR_ENTRYID);
    const uid = findValue(row, PR_PROVIDER_UID);
    if (entryId === undefined || uid === undefined) continue;
    const guid = guidFromBytes(uid);
    const opened = session.OpenMsgStore(0, entryId, null, OPEN_FLAGS);
    if (opened.value !== null && !FAILED(opened.hr)) stores.set(guid, opened.value);
    // A provider need not have two stores in one profile.
    else if (!isSecond(listed, guid)) throw new Problem('IMAPISession::OpenMsgStore failed', opened.hr);
  }
  return stores;
}

function isSecond(listed: readonly ProfileProvider[], store: MAPIUID): boolean {
  return listed.some(({ uid, displayName }) => uid === store && displayName === SECOND);
}

/** The other one of two stores of a user, unless the provider gives the same one again. */
function secondOf(
  first: IMsgStore,
  listed: readonly ProfileProvider[],
  stores: ReadonlyMap<MAPIUID, IMsgStore>,
): Pick<StoreClient, 'store' | 'sectionUid' | 'isSecond'> | undefined {
  const uid = listed.find(({ displayName }) => displayName === SECOND)?.uid;
  const store = uid === undefined ? undefined : stores.get(uid);
  if (uid === undefined || store === undefined || isSameKey(first, store)) return undefined;
  return { store, sectionUid: uid, isSecond: true };
}

function isSameKey(...pair: readonly [IMsgStore, IMsgStore]): boolean {
  const [one, other] = pair.map((store) => findValue(readProperties(store, [PR_RECORD_KEY]), PR_RECORD_KEY));
  if (one === undefined || other === undefined) return false;
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

function openAddressBook(session: IMAPISession): IAddrBook {
  const { hr, value } = session.OpenAddressBook(0, null, 0);
  if (value === null || FAILED(hr)) throw new Problem('IMAPISession::OpenAddressBook failed', hr);
  return value;
}

/** The containers of the address book of this number; none of a companion's. */
function containersOf(book: IAddrBook, ordinal: number): readonly BookContainer[] {
  const all = openBooks(book);
  const own = all.filter((containers) => !containers.some(({ name }) => isCompanionName(name)));
  for (const containers of all) {
    if (containers !== own[ordinal]) for (const { container } of containers) container.Release();
  }
  return own[ordinal] ?? [];
}
