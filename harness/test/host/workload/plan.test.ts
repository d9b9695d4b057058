import { isMultiValued, isPropertyValue, PROP_TYPE } from '@mapi-kit/sdk';
import test from 'ava';
import { TYPED_TAGS } from '#harness/host/store/tags.js';
import { type Action, INBOX } from '#harness/host/workload/actions.js';
import { planLight, planMixed } from '#harness/host/workload/plan.js';
import type { PlanContext } from '#harness/host/workload/plan-context.js';
import { Random } from '#harness/host/workload/random.js';

const abilities = { multiValued: true, attachments: true, embedded: true };

function context(changes: Partial<PlanContext> = {}, seed = 7): PlanContext {
  return {
    random: new Random(seed, 0, 0, 1),
    life: 0,
    counters: { message: 0, folder: 0, unsaved: 0 },
    settingVersion: 0,
    folders: [],
    earlier: [],
    abilities,
    large: true,
    ...changes,
  };
}

function creations(actions: readonly Action[]): Extract<Action, { readonly act: 'create' }>[] {
  return actions.filter((action) => action.act === 'create');
}

function acts(actions: readonly Action[]): Set<Action['act']> {
  return new Set(actions.map(({ act }) => act));
}

test('the same seed gives the same plan, another seed another one', (t) => {
  t.deepEqual(planMixed(context(), 40), planMixed(context(), 40));
  t.notDeepEqual(planMixed(context({}, 8), 40), planMixed(context(), 40));
  t.deepEqual(planLight(context(), 10), planLight(context(), 10));
});

test('forty mixed items do each kind of change, setting and unsaved change at least once', (t) => {
  const done = acts(planMixed(context(), 40));
  const all: Action['act'][] = [
    'create-folder',
    'change-folder',
    'delete-folder',
    'create',
    'update',
    'move',
    'copy',
    'delete',
    'set-read',
    'leave-unsaved',
    'leave-modified',
    'leave-attachment',
    'set-comment',
    'set-display-name',
    'set-receive-folder',
    'set-profile-section',
  ];
  t.deepEqual(
    all.filter((act) => !done.has(act)),
    [],
  );
});

test('created messages have a property of every type, a large body, an empty one, and an associated one among them', (t) => {
  const created = creations(planMixed(context(), 40)).filter(({ category }) => category === 'created');
  const tags = new Set(created.flatMap(({ content }) => content.properties.map(({ tag }) => tag)));
  t.deepEqual(
    TYPED_TAGS.filter((tag) => !tags.has(tag)),
    [],
  );
  t.is(created.filter(({ content }) => (content.body?.length ?? 0) >= 100_000).length, 1);
  t.true(created.some(({ content }) => content.body === ''));
  t.true(created.some(({ content }) => content.associated));
  t.true(created.some(({ content }) => content.attachments.some(({ embedded }) => embedded !== undefined)));
  t.true(created.some(({ content }) => content.recipients.length >= 3));
});

test('every value fits its property type', (t) => {
  const values = creations(planMixed(context(), 40)).flatMap(({ content }) => [
    ...content.properties,
    ...content.recipients.flat(),
    ...content.attachments.flatMap(({ properties }) => properties),
  ]);
  t.deepEqual(
    values.filter(({ tag, value }) => !isPropertyValue(PROP_TYPE(tag), value)),
    [],
  );
});

test('no item is made twice, over two steps of a life and two lives', (t) => {
  const counters = { message: 0, folder: 0, unsaved: 0 };
  const plans = [
    planMixed(context({ counters }), 40),
    planMixed(context({ counters, large: false }), 40),
    planMixed(context({ life: 1 }), 40),
  ];
  const made = plans.flat().flatMap((action) => {
    if (action.act === 'copy') return [action.copy];
    return action.act === 'create' || action.act === 'create-folder' || action.act === 'leave-unsaved'
      ? [action.item]
      : [];
  });
  t.is(new Set(made).size, made.length);
});

test('a later life rewrites, moves and deletes messages of earlier ones, with the next version', (t) => {
  const earlier = Array.from({ length: 9 }, (_, index) => ({ item: `m${index + 1}`, version: 3 }));
  const actions = planMixed(context({ life: 1, earlier }), 40);
  const touched = actions.filter((action) => 'item' in action && /^m\d+$/.test(action.item));
  t.deepEqual(acts(touched), new Set(['rewrite', 'move', 'delete']));
  const rewritten = touched.find((action) => action.act === 'rewrite');
  const subject = rewritten?.content.properties[0]?.value;
  t.regex(String(subject), /^m1 v4 /);
});

test('a store without multi-valued properties and attachments is given none', (t) => {
  const poor = { multiValued: false, attachments: false, embedded: false };
  const actions = planMixed(context({ abilities: poor }), 40);
  const contents = creations(actions).map(({ content }) => content);
  t.true(contents.every(({ attachments }) => attachments.length === 0));
  t.false(contents.some(({ properties }) => properties.some(({ tag }) => isMultiValued(tag))));
  t.false(acts(actions).has('leave-attachment'));
});

test('a light plan creates and changes, and leaves settings alone', (t) => {
  const actions = planLight(context(), 10);
  t.true(creations(actions).length >= 7);
  t.false([...acts(actions)].some((act) => act.startsWith('set-') && act !== 'set-read'));
});

test('the smallest plans still save something', (t) => {
  for (const count of [1, 2, 3]) {
    t.true(
      planMixed(context(), count).some(({ act }) => act === 'set-comment'),
      'a setting',
    );
    t.true(creations(planMixed(context(), count)).length >= 1);
    t.true(creations(planLight(context(), count)).length >= 1);
  }
});

test('where there are many messages, each folder in which one has to be found again has few of them', (t) => {
  const actions = planMixed(context(), 3_000);
  const given = new Map<string, number>();
  for (const action of actions) {
    if (action.act !== 'move' && action.act !== 'copy') continue;
    given.set(action.to, (given.get(action.to) ?? 0) + 1);
  }
  const created = new Map<string, number>();
  for (const action of actions) {
    if (action.act === 'create') created.set(action.folder, (created.get(action.folder) ?? 0) + 1);
    if (action.act === 'create-folder') created.set(action.parent, (created.get(action.parent) ?? 0) + 1);
  }
  t.true([...given.values()].reduce((sum, count) => sum + count, 0) > 300);
  t.deepEqual(
    [...given].filter(([folder, count]) => count + (created.get(folder) ?? 0) > 60),
    [],
  );
});

test('few messages are moved and copied into folders that have others, the inbox among them', (t) => {
  const actions = planMixed(context(), 100);
  const filled = new Set(actions.flatMap((action) => (action.act === 'create' ? [action.folder] : [])));
  const destinations = actions.flatMap((action) => (action.act === 'move' || action.act === 'copy' ? [action.to] : []));
  t.true(destinations.includes(INBOX));
  t.true(destinations.every((folder) => filled.has(folder)));
});
