import { type IMAPIFolder, MAPI_E_COMPUTED, PR_DISPLAY_NAME_W, S_OK, type SPropValue } from '@mapi-kit/sdk';
import type { StoredObject } from '@mapi-kit/sdk/store';
import test, { type ExecutionContext } from 'ava';
import { itemName } from '#harness/recording/item-names.js';
import { Lives } from '../support/lives.js';

/** The folders and messages of what is done again in the second life. */
const folder = (index: number): string => itemName('f', 0, 1_301 + index);
const message = (index: number): string => itemName('m', 0, 1_301 + index);

const nameOf = (object: StoredObject | undefined): string =>
  String(object?.properties.find(({ tag }) => tag === PR_DISPLAY_NAME_W)?.value ?? '');

/** Two lives that are all there, and the objects as they were between them. */
function twoLives(t: ExecutionContext): {
  lives: Lives;
  between: ReadonlyMap<string, StoredObject>;
} {
  const lives = new Lives(t);
  lives.live(t, 'real');
  lives.live(t, 'real');
  t.deepEqual(lives.differences(), {});
  return { lives, between: lives.before[1] ?? new Map() };
}

/** The folder that had this name between the lives. */
function folderOf(between: ReadonlyMap<string, StoredObject>, item: string): StoredObject {
  const found = [...between.values()].find(
    (object) => object.kind === 'folder' && nameOf(object).startsWith(`${item} `),
  );
  if (found === undefined) throw new Error(`there was no folder ${item}`);
  return found;
}

test('folders that exchange their names are exchanged: who keeps the names has the messages in the wrong ones', (t) => {
  const { lives, between } = twoLives(t);
  const swapped = [folderOf(between, folder(1)), folderOf(between, folder(2))];
  const [one, other] = swapped.map(({ id }) => nameOf(lives.objects.get(id)));
  t.deepEqual([one, other], swapped.map(nameOf).toReversed());
  for (const object of swapped) lives.objects.set(object.id, object);
  t.deepEqual(Object.keys(lives.differences()).sort(), [message(1), message(2)]);
});

const isCalled = (item: string, values: readonly SPropValue[]): boolean =>
  values.some(({ tag, value }) => tag === PR_DISPLAY_NAME_W && String(value).startsWith(`${item} `));

/** A store in which one folder does not get the name of the other one. */
const refusing =
  (taker: string, giver: string) =>
  (object: object): void => {
    if (!('CreateFolder' in object)) return;
    const folder = object as IMAPIFolder;
    const set = folder.SetProps.bind(folder);
    folder.SetProps = (values) => {
      const own = folder.GetProps([PR_DISPLAY_NAME_W], 0).value ?? [];
      if (!isCalled(taker, own) || !isCalled(giver, values)) return set(values);
      return { hr: S_OK, value: [{ index: 0, tag: PR_DISPLAY_NAME_W, scode: MAPI_E_COMPUTED }] };
    };
  };

for (const [taker, giver] of [
  [`${folder(1)} v2`, folder(2)],
  [folder(2), folder(1)],
] as const) {
  test(`where a folder called ${taker} does not get the name of ${giver}, each is found by the name that it has`, (t) => {
    const lives = new Lives(t, refusing(taker, giver));
    lives.live(t, 'real');
    lives.live(t, 'real');
    t.deepEqual(lives.differences(), {});
    t.deepEqual(lives.saved(folder(1)).length, 2);
  });
}

test('what was moved out of a folder that was deleted then is still there, and is missed', (t) => {
  const { lives, between } = twoLives(t);
  const left = folderOf(between, folder(4));
  const within = folderOf(between, folder(5));
  t.false(lives.objects.has(left.id));
  t.is(within.parent, left.id);
  t.true(lives.objects.has(within.id));
  const out = [...between.values()].filter(({ id, parent }) => parent === left.id && lives.objects.has(id));
  t.is(out.length, 2);
  for (const { id } of out) lives.objects.delete(id);
  t.deepEqual(Object.keys(lives.differences()).sort(), [folder(5), message(3), message(5)]);
});

test('of many that are moved in one call each one is missed where it was', (t) => {
  const { lives, between } = twoLives(t);
  const many = folderOf(between, folder(7));
  const moved = [...between.values()].filter(({ id, parent }) => parent === many.id && lives.objects.has(id));
  t.is(moved.length, 30);
  for (const object of moved) lives.objects.set(object.id, object);
  t.is(Object.keys(lives.differences()).length, 30);
});

test('a folder that is moved and moved back is where it was', (t) => {
  const { lives, between } = twoLives(t);
  const twice = folderOf(between, folder(0));
  t.is(lives.objects.get(twice.id)?.parent, twice.parent);
  const named = nameOf(lives.objects.get(twice.id));
  t.true(named.startsWith(`${folder(0)} v3`), named);
});
