import { PR_IMPORTANCE, PR_SUBJECT_W, propValue } from '@mapi-kit/sdk';
import type { StoreChange, StoredObject } from '@mapi-kit/sdk/store';
import test from 'ava';
import { changeBatch, type StoreFacts } from './change-batch.js';
import type { LosingMutant, Operator, Target } from './mutant.js';

const message = (id: string, subject: string, more: Partial<StoredObject> = {}): StoredObject => ({
  id,
  parent: 'inbox',
  kind: 'message',
  version: 1,
  properties: [propValue(PR_SUBJECT_W, subject), propValue(PR_IMPORTANCE, 17)],
  recipients: undefined,
  attachments: undefined,
  ...more,
});
const put = (object: StoredObject): StoreChange => ({ put: object });
const facts = (...before: readonly StoredObject[]): StoreFacts => ({
  before: (id) => before.find((object) => object.id === id),
  isInPlace: () => true,
});
const mutant = (operator: Operator, target: Target): LosingMutant => ({ kind: 'store', operator, target, when: {} });
const subjects: Target = { part: 'property', of: 'message', id: 0x37 };

test('a dropped property is not written, and all others are', (t) => {
  const { now } = changeBatch([put(message('a1', 'one'))], mutant('drop', subjects), facts());
  t.deepEqual(now, [put(message('a1', 'one', { properties: [propValue(PR_IMPORTANCE, 17)] }))]);
});

test('a stale property has the value that was committed before, and a new object has none', (t) => {
  const batch = [put(message('a1', 'new')), put(message('a2', 'other'))];
  const { now } = changeBatch(batch, mutant('stale', subjects), facts(message('a1', 'old')));
  const written = now.map((change) => ('put' in change ? change.put.properties : []));
  t.deepEqual(written, [
    [propValue(PR_IMPORTANCE, 17), propValue(PR_SUBJECT_W, 'old')],
    [propValue(PR_IMPORTANCE, 17)],
  ]);
});

test('what is delayed is written after the shutdown, as it should have been', (t) => {
  const batch = [put(message('a1', 'one')), put(message('f1', 'no message', { kind: 'folder' }))];
  const { now, later } = changeBatch(batch, mutant('delay', subjects), facts());
  t.deepEqual(later, batch.slice(0, 1));
  t.deepEqual(now[1], batch[1]);
  t.notDeepEqual(now[0], batch[0]);
});

test('of the objects that are meant the picked one is lost', (t) => {
  const batch = [
    put(message('a1', 'one')),
    put(message('a2', 'two')),
    { remove: 'a3', parent: 'inbox', kind: 'message' } as const,
  ];
  const known = facts(message('a1', 'one', { parent: 'outbox' }), message('a3', 'three'));
  const lost = (change: 'new' | 'moved' | 'removed'): readonly StoreChange[] =>
    changeBatch(batch, mutant('drop', { part: 'object', object: 'message', change, pick: 'first' }), known).now;
  t.deepEqual(lost('new'), [batch[0], batch[2]] as StoreChange[]);
  t.deepEqual(lost('moved'), batch.slice(1));
  t.deepEqual(lost('removed'), batch.slice(0, 2));
});

test('recipients beyond the tenth are cut off', (t) => {
  const recipients = Array.from({ length: 12 }, (_, index) => [propValue(PR_IMPORTANCE, index)]);
  const target: Target = { part: 'list', of: 'message', list: 'recipients', pick: 'beyond-ten' };
  const { now } = changeBatch([put(message('a1', 'one', { recipients }))], mutant('truncate', target), facts());
  t.deepEqual(now, [put(message('a1', 'one', { recipients: recipients.slice(0, 10) }))]);
});

test('what is embedded in an embedded message is changed only where that is meant', (t) => {
  const inner = { properties: [propValue(PR_SUBJECT_W, 'inner')] };
  const outer = {
    properties: [propValue(PR_SUBJECT_W, 'outer')],
    attachments: [{ num: 0, properties: [], embedded: inner }],
  };
  const batch = [put(message('a1', 'one', { attachments: [{ num: 0, properties: [], embedded: outer }] }))];
  const { now } = changeBatch(batch, mutant('drop', { part: 'embedded', depth: 2 }), facts());
  const [change] = now;
  const kept = change !== undefined && 'put' in change ? change.put.attachments?.[0]?.embedded : undefined;
  t.deepEqual(kept?.properties, outer.properties);
  t.is(kept?.attachments?.[0]?.embedded, undefined);
});
