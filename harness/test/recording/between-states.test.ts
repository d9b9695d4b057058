import test from 'ava';
import { betweenStates } from '#harness/recording/between-states.js';
import { type ItemState, WHOLE } from '#harness/recording/events.js';
import { ABSENT, type Parts } from '#harness/recording/parts.js';
import { LifeScript, observed, state } from '../support/recordings.js';

const folder = (parts: Parts, label: string = 'f1 v1'): ItemState => state(label, { properties: WHOLE, parts });

test('a folder that was being made has some of its parts', (t) => {
  const made = folder({ name: 'n', comment: 'c', class: 'k' });
  t.deepEqual(betweenStates(folder({ name: 'n' }), [null, made])?.parts, { name: 'n' });
  t.deepEqual(betweenStates(folder({ name: 'n', computed: '7' }), [null, made])?.parts, { name: 'n' });
  t.is(betweenStates(folder({ name: 'x' }), [null, made]), undefined, 'a value that it never had');
  t.is(betweenStates(folder({ name: 'n' }, 'f2 v1'), [null, made]), undefined, 'another one');
  t.is(betweenStates(state('f1 v1'), [null, state('f1 v1')]), undefined, 'nothing is known of its parts');
});

test('a folder that was being changed has each part as it was before or after', (t) => {
  const states = [folder({ name: 'n', comment: 'c', class: 'k' }), folder({ name: 'n', comment: 'd', class: ABSENT })];
  t.truthy(betweenStates(folder({ name: 'n', comment: 'd', class: 'k' }), states));
  t.truthy(betweenStates(folder({ name: 'n', comment: 'c' }), states));
  t.is(betweenStates(folder({ comment: 'd' }), states), undefined, 'its name was never away');
});

/**
 * What is different of a folder, or a message, that has lost a part in a life that was killed with a promise or without one.
 */
function differences(item: string, category: 'folder' | 'created', scenario: string): readonly string[] {
  const saved = folder({ name: 'n', comment: 'c' }, `${item} v1`);
  const lives = [
    new LifeScript().step('work').saved(item, saved, { category }).killed(),
    new LifeScript()
      .step('read-back')
      .found(item, folder({ name: 'n' }, `${item} v1`))
      .readBack(1)
      .exited(),
  ];
  return observed(lives, { scenario }).ledger.differences.map(({ kind }) => kind);
}

test('only where nothing was promised may a folder be between its states, and a message, which is saved as a whole, never', (t) => {
  t.deepEqual(differences('f1', 'folder', 'killed-at-work'), []);
  t.deepEqual(differences('f1', 'folder', 'immediate-exit'), ['changed']);
  t.deepEqual(differences('m1', 'created', 'killed-at-work'), ['changed']);
});
