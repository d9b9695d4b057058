import { MAPI_E_NOT_FOUND, S_OK } from '@mapi-kit/sdk';
import type { StoredObject } from '@mapi-kit/sdk/store';
import test from 'ava';
import { goneItems } from '#harness/host/earlier-lives.js';
import { entryIdFromText } from '#harness/host/store/entry-id-text.js';
import { Lives } from '../support/lives.js';

const isDeleted = (lives: Lives, earlier: Map<string, StoredObject>): StoredObject | undefined =>
  [...earlier.values()].find(
    ({ id, kind, parent }) => kind === 'message' && parent === 'inbox' && !lives.objects.has(id),
  );

test('a row of a message that nobody can open is found, as what it is', (t) => {
  const lives = new Lives(t);
  lives.live(t, 'whole');
  lives.live(t, 'whole');
  const [, earlier = new Map<string, StoredObject>()] = lives.before;
  const deleted = isDeleted(lives, earlier);
  if (deleted === undefined) {
    t.fail('the second life deletes messages of the first');
    return;
  }
  lives.objects.set(deleted.id, deleted);
  const { store } = lives.client;
  const open = store.OpenEntry.bind(store);
  store.OpenEntry = (entryId, ...more) =>
    entryId !== null && Buffer.from(entryId).includes(deleted.id)
      ? { hr: MAPI_E_NOT_FOUND, value: null }
      : open(entryId, ...more);
  t.deepEqual(Object.values(lives.differences()), ['nobody saved it']);
  const [item = ''] = Object.keys(lives.differences());
  t.is(lives.found(item)?.properties, 'listed only');
});

test('of a deleted message it is journalled that its entry id opened nothing any more', (t) => {
  const lives = new Lives(t);
  lives.live(t, 'whole');
  lives.live(t, 'whole');
  const gone = [...goneItems(lives.journals, 0).values()];
  t.true(gone.length > 2, String(gone.length));
  for (const entryId of gone) t.not(lives.client.store.OpenEntry(entryIdFromText(entryId), null, 0).hr, S_OK);
});
