import { PR_MESSAGE_CLASS_W, PROP_ID, propValue } from '@mapi-kit/sdk';
import type { StoredObject } from '@mapi-kit/sdk/store';
import test from 'ava';
import { HIDDEN } from '#harness/recording/item-names.js';
import { sameState } from '#harness/recording/item-words.js';
import { Lives } from '../support/lives.js';

/** On an entry of the outgoing queue, which this store shows to nobody. */
const QUEUED_ID = 0x67a2;
const isEntry = ({ properties }: StoredObject): boolean => properties.some(({ tag }) => PROP_ID(tag) === QUEUED_ID);

const describe = (object: StoredObject | undefined): string => `${object?.kind} ${object?.id} in ${object?.parent}`;

const hidden = (more: Partial<StoredObject> = {}): StoredObject => ({
  id: 'stray',
  parent: 'sent-items',
  kind: 'message',
  associated: true,
  version: 1,
  properties: [],
  ...more,
});

test('whatever a life has made, changed, moved or deleted is missed when a store forgets it', (t) => {
  const lives = new Lives(t);
  for (let life = 0; life < 3; life += 1) lives.live(t, 'whole');
  t.deepEqual(lives.differences(), {});
  const whole = new Map(lives.objects);
  const before = lives.before.at(-1) ?? new Map<string, StoredObject>();
  const touched = [...new Set([...whole.keys(), ...before.keys()])].filter(
    (id) => whole.get(id) !== before.get(id) && ![whole.get(id), before.get(id)].some((one) => one && isEntry(one)),
  );
  t.true(touched.length > 20, String(touched.length));
  for (const id of touched) {
    const [now, then] = [whole.get(id), before.get(id)];
    if (then === undefined) lives.objects.delete(id);
    else lives.objects.set(id, then);
    t.not(Object.keys(lives.differences()).length, 0, describe(now ?? then));
    if (now === undefined) lives.objects.delete(id);
    else lives.objects.set(id, now);
  }
});

test('a hidden message that nobody saved is seen in the folders of the store, also when another life has come between', (t) => {
  const lives = new Lives(t);
  lives.live(t, 'whole');
  t.deepEqual(lives.differences(), {});
  lives.objects.set('stray', hidden());
  const seen = { [HIDDEN]: 'hidden messages that nobody saved in Sent Items: 0 saved, 1 found' };
  t.deepEqual(lives.differences(), seen);
  lives.live(t, 'whole');
  t.deepEqual(lives.differences(), seen);
});

test('hidden messages of the store itself are its own affair', (t) => {
  const lives = new Lives(t);
  // There before the first life, and gone later.
  lives.objects.set('stray', hidden());
  lives.live(t, 'whole');
  t.deepEqual(lives.differences(), {});
  lives.objects.delete('stray');
  t.deepEqual(lives.differences(), {});
  lives.objects.set('view', hidden({ id: 'view', properties: [propValue(PR_MESSAGE_CLASS_W, 'IPM.Our.View')] }));
  t.deepEqual(lives.differences(), {});
});

test('a deleted message that is there again is known for what it was: a life that was killed may have left it', (t) => {
  const lives = new Lives(t);
  lives.live(t, 'whole');
  lives.live(t, 'whole');
  const deleted = 'm2000003';
  const [made, gone] = lives.saved(deleted);
  if (made === undefined || made === null) return t.fail('it was never saved');
  t.is(gone, null);
  t.is(lives.found(deleted), undefined);
  for (const [id, object] of lives.before[1] ?? []) if (!lives.objects.has(id)) lives.objects.set(id, object);
  const found = lives.found(deleted);
  return found === undefined ? t.fail('it is not found') : t.true(sameState(found, made));
});
