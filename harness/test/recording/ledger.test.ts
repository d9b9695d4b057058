import test from 'ava';
import { type ItemState, WHOLE } from '#harness/recording/events.js';
import { LISTED_ONLY } from '#harness/recording/item-names.js';
import type { FarSideEvent } from '#harness/recording/mail.js';
import type { Difference, LedgerOutcome } from '#harness/recording/observation.js';
import type { Parts } from '#harness/recording/parts.js';
import { LifeScript, observed, state } from '../support/recordings.js';

function ledger(...lives: readonly LifeScript[]): LedgerOutcome {
  return observed(lives).ledger;
}

function saving(): LifeScript {
  return new LifeScript().step('work');
}

function reading(): LifeScript {
  return new LifeScript().step('read-back');
}

function only(t: { is(actual: unknown, expected: unknown): void }, outcome: LedgerOutcome): Difference {
  t.is(outcome.differences.length, 1);
  return outcome.differences[0] as Difference;
}

test('an item found as saved is no difference', (t) => {
  const outcome = ledger(
    saving().saved('m1', state('m1 v1')).killed(),
    reading().found('m1', state('m1 v1')).readBack(1).exited(),
  );
  t.deepEqual(outcome.differences, []);
  t.deepEqual(outcome.counts, []);
  t.is(outcome.acknowledged.created, 1);
  t.is(outcome.found.created, 1);
  t.true(outcome.readBackComplete);
});

test('what address books keep is called an entry, with a name', (t) => {
  const saved = saving().saved('e7', state('e7 v2'));
  const lost = only(t, ledger(saved.killed(), reading().readBack(0).exited()));
  t.is(lost.expected, 'entry "e7 v2" in Inbox (saved at 3.000 ms, acknowledged S_OK)');
  const changed = only(
    t,
    ledger(saving().saved('e7', state('e7 v2')).killed(), reading().found('e7', state('e7 v1')).readBack(1).exited()),
  );
  t.is(changed.seen, 'name "e7 v1" in the second life');
});

test('an acknowledged item that is not there is lost', (t) => {
  const saved = saving()
    .pass(9.481)
    .saved('m7', state('m7 v3', { folder: 'Inbox/Projects' }), { phase: 'after-notify' });
  const outcome = ledger(saved.killed(), reading().readBack(0).exited());
  const difference = only(t, outcome);
  t.is(difference.kind, 'lost');
  t.is(difference.phase, 'after-notify');
  t.is(difference.expected, 'message "m7 v3" in Inbox/Projects (saved at 12.481 ms, acknowledged S_OK)');
  t.is(difference.seen, 'nothing in the second life');
  t.is(outcome.found.created, 0);
});

test('an item that is there in an older state is changed, and the parts that differ are named', (t) => {
  const old = state('m1 v1', { body: 'b1', recipients: 'r1' });
  const saved = saving()
    .saved('m1', old)
    .saved('m1', state('m1 v2', { body: 'b2', attachments: 'a1', folder: 'Inbox/f1' }), { category: 'changed' });
  const difference = only(t, ledger(saved.killed(), reading().found('m1', old).readBack(1).exited()));
  t.is(difference.kind, 'changed');
  t.is(difference.category, 'changed');
  t.is(
    difference.seen,
    'subject "m1 v1", in folder Inbox, another content of its body, recipients where there was none, no attachments in the second life',
  );
});

test('a difference in the properties alone is named so', (t) => {
  const saved = saving().saved('m1', state('m1 v1', { body: 'b' }));
  const read = reading()
    .found('m1', state('m1 v1', { properties: 'bbbbbbbb' }))
    .readBack(1);
  t.is(only(t, ledger(saved.killed(), read.exited())).seen, 'other property values, no body in the second life');
});

test('a setting that is lost is called a setting, and its old value a value', (t) => {
  const saved = saving()
    .saved('setting-comment', state('comment 1', { properties: '1', folder: '' }), { category: 'setting' })
    .saved('setting-comment', state('comment 2', { properties: '2', folder: '' }), { category: 'setting' });
  const read = reading()
    .found('setting-comment', state('comment 1', { properties: '1', folder: '' }))
    .readBack(1);
  const difference = only(t, ledger(saved.killed(), read.exited()));
  t.is(difference.expected, 'setting "comment 2" (saved at 4.000 ms, acknowledged S_OK)');
  t.is(difference.seen, 'value "comment 1" in the second life');
});

test('a deleted item that stays away is found as acknowledged', (t) => {
  const saved = saving().saved('m1', state('m1 v1')).saved('m1', null, { category: 'changed' });
  const outcome = ledger(saved.killed(), reading().readBack(0).exited());
  t.deepEqual(outcome.differences, []);
  t.is(outcome.acknowledged.changed, 1);
  t.is(outcome.found.changed, 1);
});

test('a deleted item that is there again is undeleted', (t) => {
  const saved = saving().saved('m1', state('m1 v1')).saved('m1', null, { category: 'changed' });
  const difference = only(t, ledger(saved.killed(), reading().found('m1', state('m1 v1')).readBack(1).exited()));
  t.is(difference.kind, 'undeleted');
  t.is(difference.expected, 'no message "m1 v1" in Inbox (deleted at 4.000 ms, acknowledged S_OK)');
});

test('a deleted item whose entry id still opens it is undeleted', (t) => {
  const saved = saving().saved('m1', state('m1 v1'), { entryId: 'aa' }).saved('m1', null, { category: 'changed' });
  const read = reading().write({ e: 'opened', item: 'm1', session: 0, entryId: 'aa', hr: 0, opens: 'm1' }).readBack(0);
  const difference = only(t, ledger(saved.killed(), read.exited()));
  t.is(difference.kind, 'undeleted');
  t.is(difference.seen, 'the entry id of the deleted message still opens it in the second life');
});

test('what a table lists and no entry id opens is lost, or there again', (t) => {
  const row = state('m1', { properties: LISTED_ONLY });
  const lost = only(
    t,
    ledger(saving().saved('m1', state('m1 v1')).killed(), reading().found('m1', row).readBack(1).exited()),
  );
  t.is(lost.kind, 'lost');
  t.is(lost.seen, 'nothing but a row of the contents table of Inbox in the second life');
  const deleted = saving().saved('m1', state('m1 v1')).saved('m1', null).killed();
  const again = only(t, ledger(deleted, reading().found('m1', row).readBack(1).exited()));
  t.is(again.kind, 'undeleted');
  t.is(again.seen, 'a row of the contents table of Inbox, whose entry id opens nothing in the second life');
});

test('an entry id that opens nothing is broken, when the item is there', (t) => {
  const saved = saving().saved('m1', state('m1 v1'), { entryId: 'aa' });
  const read = reading()
    .found('m1', state('m1 v1'))
    .write({ e: 'opened', item: 'm1', session: 0, entryId: 'aa', hr: 0x8004010f | 0, opens: null })
    .readBack(1);
  const outcome = ledger(saved.killed(), read.exited());
  const difference = only(t, outcome);
  t.is(difference.kind, 'entry-id-broken');
  t.regex(difference.seen, /no longer opens it: OpenEntry answers MAPI_E_NOT_FOUND \(0x8004010F\)/);
  t.is(outcome.found.created, 0);
});

test('an entry id whose object refuses QueryInterface is broken, and the provider is quoted', (t) => {
  const saved = saving().saved('m1', state('m1 v1'), { entryId: 'aa' });
  const refused = { method: 'QueryInterface(IID_IMessage)', hr: 0x80070057 };
  const read = reading()
    .found('m1', state('m1 v1'))
    .write({ e: 'opened', item: 'm1', session: 0, entryId: 'aa', hr: 0, opens: null, refused })
    .readBack(1);
  const difference = only(t, ledger(saved.killed(), read.exited()));
  t.regex(
    difference.seen,
    /no longer opens it: QueryInterface\(IID_IMessage\) of the object that it opens answers MAPI_E_INVALID_PARAMETER/,
  );
});

const REFUSED = { e: 'refused', session: 0, phase: 'before-query', hr: 0x80004005 | 0 } as const;

test('a save that was refused promises neither the change nor its absence', (t) => {
  const saved = (): LifeScript =>
    saving()
      .saved('m1', state('m1 v1'))
      .write({ ...REFUSED, item: 'm1', method: 'IMessage::SaveChanges' })
      .write({ ...REFUSED, item: 'm2', method: 'IMessage::SaveChanges' });
  for (const found of [['m1 v1'], ['m1 v2'], ['m1 v1', 'm2 v1'], ['m1 v2', 'm2 v1']]) {
    const read = reading();
    for (const name of found) read.found(name.slice(0, 2), state(name));
    t.deepEqual(ledger(saved().killed(), read.readBack(found.length).exited()).differences, [], found.join());
  }
});

test('what not every store allows, and this one has done by half, is nothing that nobody saved', (t) => {
  const half = saving().write({ ...REFUSED, item: 'setting-store-properties', method: 'SetProps', mayBe: true });
  const read = reading().found('setting-store-properties', state('half')).readBack(1);
  const { ledger, lives } = observed([half.killed(), read.exited()]);
  t.deepEqual(ledger.differences, []);
  t.deepEqual(lives[0]?.refused, []);
});

test('what was saved before a refused save is lost when it is not there', (t) => {
  const saved = saving()
    .saved('m1', state('m1 v1'))
    .write({ ...REFUSED, item: 'm1', method: 'IMessage::SaveChanges' });
  t.is(only(t, ledger(saved.killed(), reading().readBack(0).exited())).kind, 'lost');
});

test('a deletion that was refused may have been done, and a save after a refused one counts', (t) => {
  const deleted = saving()
    .saved('m1', state('m1 v1'))
    .write({ ...REFUSED, item: 'm1', method: 'IMAPIFolder::DeleteMessages' });
  t.deepEqual(ledger(deleted.killed(), reading().readBack(0).exited()).differences, []);
  const again = saving()
    .saved('m1', state('m1 v1'))
    .write({ ...REFUSED, item: 'm1', method: 'IMessage::SaveChanges' })
    .saved('m1', state('m1 v3'), { category: 'changed' });
  const read = reading().found('m1', state('m1 v2')).readBack(1);
  t.is(only(t, ledger(again.killed(), read.exited())).kind, 'changed');
});

test('an entry id that opens another item is broken', (t) => {
  const saved = saving().saved('m1', state('m1 v1'), { entryId: 'aa' });
  const read = reading()
    .found('m1', state('m1 v1'))
    .write({ e: 'opened', item: 'm1', session: 0, entryId: 'aa', hr: 0, opens: 'm2' })
    .readBack(1);
  t.regex(only(t, ledger(saved.killed(), read.exited())).seen, /it opens "m2"/);
});

test('a lost item is lost, and not also without an entry id', (t) => {
  const saved = saving().saved('m1', state('m1 v1'), { entryId: 'aa' });
  const read = reading().write({ e: 'opened', item: 'm1', session: 0, entryId: 'aa', hr: -1, opens: null }).readBack(0);
  t.is(only(t, ledger(saved.killed(), read.exited())).kind, 'lost');
});

test('an item found twice is duplicated', (t) => {
  const read = reading().found('m1', state('m1 v1')).found('m1', state('m1 v1')).readBack(2);
  const difference = only(t, ledger(saving().saved('m1', state('m1 v1')).killed(), read.exited()));
  t.is(difference.kind, 'duplicated');
  t.is(difference.seen, '2 of them in the second life');
});

test('an unsaved change that is there has appeared', (t) => {
  const saved = saving()
    .saved('u1', state('u1 v1'), { category: 'unsaved' })
    .write({ e: 'unsaved', item: 'u1', session: 0, state: state('u1 v1'), what: 'another subject' });
  const difference = only(t, ledger(saved.killed(), reading().found('u1', state('u1 v2')).readBack(1).exited()));
  t.is(difference.kind, 'unsaved-appeared');
  t.regex(difference.expected, /without the unsaved change \(another subject\)/);
});

test('an item with an unsaved change that shows an older saved state is changed', (t) => {
  const saved = saving()
    .saved('u1', state('u1 v1'))
    .saved('u1', state('u1 v2'))
    .write({ e: 'unsaved', item: 'u1', session: 0, state: state('u1 v2'), what: 'another subject' });
  t.is(only(t, ledger(saved.killed(), reading().found('u1', state('u1 v1')).readBack(1).exited())).kind, 'changed');
});

test('an item with an unsaved change that has lost something, and shows nothing else, is changed', (t) => {
  const whole = (parts: Parts): ItemState => state('u1 v1', { properties: WHOLE, parts });
  const parts = { '0037001f': 's5:11111111', a: '2', 'aff/e/0037001f': 's3:22222222', 'aff/e/r': '2' };
  const kindOf = (found: Parts): string => {
    const saved = saving()
      .saved('u1', whole(parts), { category: 'unsaved' })
      .write({ e: 'unsaved', item: 'u1', session: 0, state: whole(parts), what: 'another text' });
    return only(t, ledger(saved.killed(), reading().found('u1', whole(found)).readBack(1).exited())).kind;
  };
  t.is(kindOf({ '0037001f': 's5:11111111', a: '1' }), 'changed');
  t.is(kindOf({ ...parts, 'aff/e/r': '0' }), 'changed');
  t.is(kindOf({ ...parts, 'aff/e/r': '3' }), 'unsaved-appeared');
  t.is(kindOf({ '0037001f': 's6:33333333', a: '1' }), 'unsaved-appeared');
});

test('an item that was never saved and is there has appeared', (t) => {
  const saved = saving().write({ e: 'unsaved', item: 'u1', session: 0, state: null, what: 'a new message' });
  const outcome = ledger(saved.killed(), reading().found('u1', state('u1 v1')).readBack(1).exited());
  const difference = only(t, outcome);
  t.is(difference.kind, 'unsaved-appeared');
  t.is(difference.category, 'unsaved');
  t.is(difference.expected, 'no message "u1": it was never saved (a new message)');
  t.is(outcome.acknowledged.unsaved, 0);
});

test('an item that was never saved and is not there is as it must be', (t) => {
  const saved = saving().write({ e: 'unsaved', item: 'u1', session: 0, state: null, what: 'a new message' });
  t.deepEqual(ledger(saved.killed(), reading().readBack(0).exited()).differences, []);
});

test('an item that nobody saved is unknown', (t) => {
  const difference = only(t, ledger(saving().killed(), reading().found('x', state('x v1')).readBack(1).exited()));
  t.is(difference.kind, 'unknown');
  t.is(difference.expected, 'nothing called "x": nobody saved it');
});

test('items saved after Do are ignored, there or not', (t) => {
  const saved = saving()
    .saved('after-m1', state('after-m1 v1'), { phase: 'after-shutdown' })
    .saved('after-m2', state('after-m2 v1'), { phase: 'after-shutdown' });
  const outcome = ledger(saved.killed(), reading().found('after-m1', state('after-m1 v1')).readBack(1).exited());
  t.deepEqual(outcome.differences, []);
  t.is(outcome.acknowledged.created, 0);
});

test('items of two sessions are kept apart', (t) => {
  const saved = saving().saved('m1', state('m1 v1')).saved('m1', state('m1 v1'), { session: 1 });
  const read = reading().found('m1', state('m1 v1')).readBack(1).readBack(0, 1);
  const difference = only(t, ledger(saved.killed(), read.exited()));
  t.is(difference.session, 1);
  t.is(difference.kind, 'lost');
});

test('a read-back that lacks a session is not complete', (t) => {
  const saved = saving().saved('m1', state('m1 v1')).saved('m1', state('m1 v1'), { session: 1 });
  const outcome = ledger(saved.killed(), reading().found('m1', state('m1 v1')).readBack(1).exited());
  t.false(outcome.readBackComplete);
  t.is(outcome.found.created, 1);
});

test('a read-back that was cut short says nothing, also not to the next one', (t) => {
  const outcome = ledger(
    saving().saved('m1', state('m1 v1')).killed(),
    reading().found('m1', state('m1 v1')).ended({ exitCode: 1 }),
    reading().found('m1', state('m1 v1')).readBack(1).exited(),
  );
  t.deepEqual(outcome.differences, []);
  t.true(outcome.readBackComplete);
  t.false(
    ledger(saving().saved('m1', state('m1 v1')).killed(), reading().found('m1', state('m1 v1')).ended({ exitCode: 1 }))
      .readBackComplete,
  );
});

test('each read-back is compared with what was acknowledged until then', (t) => {
  const second = reading().found('m1', state('m1 v1')).readBack(1).saved('m1', state('m1 v2'), { category: 'changed' });
  const third = reading().found('m1', state('m1 v1')).readBack(1);
  const difference = only(t, ledger(saving().saved('m1', state('m1 v1')).killed(), second.killed(), third.exited()));
  t.is(difference.kind, 'changed');
  t.is(difference.savedInLife, 1);
  t.is(difference.seenInLife, 2);
  t.regex(difference.expected, /saved at \d\.000 ms of the second life/);
  t.regex(difference.seen, /in the third life$/);
});

test('a difference that stays is counted once', (t) => {
  const outcome = ledger(
    saving().saved('m1', state('m1 v1')).killed(),
    reading().readBack(0).killed(),
    reading().readBack(0).exited(),
  );
  t.deepEqual(outcome.counts, [{ kind: 'lost', category: 'created', count: 1 }]);
  t.is(only(t, outcome).seenInLife, 1);
});

test('a difference that an earlier life showed counts even when the last one is right', (t) => {
  const outcome = ledger(
    saving().saved('m1', state('m1 v1')).killed(),
    reading().readBack(0).killed(),
    reading().found('m1', state('m1 v1')).readBack(1).exited(),
  );
  t.is(outcome.counts.length, 1);
  t.is(outcome.found.created, 1);
});

test('a folder that is not there is lost by what made it, or by what a later life has changed', (t) => {
  const folder = { category: 'folder' } as const;
  const made = saving().saved('f1', state('f1 v1'), folder);
  const changed = (life: LifeScript): LifeScript => life.saved('f1', state('f1 v2'), folder);
  const inOneLife = ledger(changed(made).killed(), reading().readBack(0).exited());
  t.like(only(t, inOneLife), { kind: 'lost', category: 'folder' });
  const inAnother = ledger(
    saving().saved('f1', state('f1 v1'), folder).killed(),
    changed(saving()).killed(),
    reading().readBack(0).exited(),
  );
  t.like(only(t, inAnother), { kind: 'lost', category: 'changed' });
});

test('of many differences five of a kind are kept, and all are counted', (t) => {
  const saved = saving();
  for (let i = 0; i < 40; i += 1) saved.saved(`m${i}`, state(`m${i} v1`));
  const outcome = ledger(saved.killed(), reading().readBack(0).exited());
  t.is(outcome.differences.length, 5);
  t.deepEqual(outcome.counts, [{ kind: 'lost', category: 'created', count: 40 }]);
});

test('nothing counts as found that nobody looked for: a message in a run without a read-back', (t) => {
  const life = new LifeScript().step('work').saved('o1', state('o1 v1', { folder: '' }), { category: 'outbound' });
  const farSide: FarSideEvent[] = [{ e: 'delivered', life: 0, item: 'o1', state: state('o1 v1', { folder: '' }) }];
  const numbers = (lives: readonly LifeScript[]): readonly number[] => {
    const { acknowledged, found } = observed(lives, { scenario: 'outlook-exit', farSide }).ledger;
    return [acknowledged.outbound, found.outbound];
  };
  t.deepEqual(numbers([life.killed()]), [1, 0]);
  t.deepEqual(numbers([life, new LifeScript().step('read-back').readBack(0).exited()]), [1, 1]);
});
