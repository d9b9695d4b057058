import {
  FL_PREFIX,
  FOLDER_SEARCH,
  fnevTableModified,
  type IMAPIAdviseSink,
  MAPI_E_CORRUPT_DATA,
  PR_FINDER_ENTRYID,
  PR_FOLDER_TYPE,
  PR_STORE_STATE,
  PR_SUBJECT_W,
  propValue,
  RESTART_SEARCH,
  S_OK,
  SEARCH_RUNNING,
  type SRestriction,
  STOP_SEARCH,
  STORE_HAS_SEARCHES,
} from '@mapi-kit/sdk';
import { Behind, open, test } from './support/behind-store.js';
import { entryIdOf, get, logOn, ok, okay, openFolder, saveMessage, shutdownOf, subjects } from './support/client.js';

const restriction: SRestriction = {
  rt: 3,
  fuzzyLevel: FL_PREFIX,
  tag: PR_SUBJECT_W,
  prop: propValue(PR_SUBJECT_W, 'a'),
};

/** A life with a search folder over the inbox; it ends by fast shutdown. */
function firstLife(flags: number) {
  const client = open();
  const finder = openFolder(client.store, get(client.store, PR_FINDER_ENTRYID) as Uint8Array);
  const found = ok(finder.CreateFolder(FOLDER_SEARCH, 'found', null, null, 0));
  saveMessage(client.inbox, 'apple');
  okay(found.SetSearchCriteria(restriction, [entryIdOf(client.inbox)], RESTART_SEARCH));
  if (flags !== 0) okay(found.SetSearchCriteria(null, null, flags));
  const ids = { found: entryIdOf(found), inbox: entryIdOf(client.inbox) };
  const shutdown = shutdownOf(client.provider);
  okay(shutdown.NotifyProcessShutdown());
  okay(shutdown.DoFastShutdown());
  return { ...ids, section: client.section };
}

test('what a search folder searches for survives fast shutdown, and the search goes on', (t) => {
  const { found: id, inbox, section } = firstLife(0);
  const client = logOn({ storeClass: Behind, section });
  const found = openFolder(client.store, id);
  t.deepEqual(ok(found.GetSearchCriteria(0)), { restriction, containers: [inbox], searchState: SEARCH_RUNNING });
  t.deepEqual([get(found, PR_FOLDER_TYPE), get(client.store, PR_STORE_STATE)], [FOLDER_SEARCH, STORE_HAS_SEARCHES]);
  const table = ok(found.GetContentsTable(0));
  const heard: unknown[] = [];
  const sink = { AddRef: () => 2, Release: () => 1, OnNotify: () => heard.push(1) } as unknown as IMAPIAdviseSink;
  ok(table.Advise(fnevTableModified, sink));
  saveMessage(client.inbox, 'ant');
  t.true(heard.length > 0);
  t.deepEqual(subjects(found), ['apple', 'ant']);
  client.store.Release();
});

test('what a search had found when it was stopped survives fast shutdown', (t) => {
  const { found: id, section } = firstLife(STOP_SEARCH);
  const client = logOn({ storeClass: Behind, section });
  const found = openFolder(client.store, id);
  saveMessage(client.inbox, 'ant');
  t.deepEqual(subjects(found), ['apple']);
  t.is(found.SetSearchCriteria(null, null, RESTART_SEARCH), S_OK);
  t.deepEqual(subjects(found), ['apple', 'ant']);
  client.store.Release();
});

test('criteria whose bytes are damaged are MAPI_E_CORRUPT_DATA', (t) => {
  const { found: id, section } = firstLife(0);
  for (const [key, object] of Behind.disk) {
    const properties = object.properties.map((one) =>
      one.tag >>> 16 === 0x67a4 ? { ...one, value: Uint8Array.of(1, 10, 5) } : one,
    );
    Behind.disk.set(key, { ...object, properties });
  }
  const client = logOn({ storeClass: Behind, section });
  t.is(openFolder(client.store, id).GetSearchCriteria(0).hr, MAPI_E_CORRUPT_DATA);
  client.store.Release();
});
