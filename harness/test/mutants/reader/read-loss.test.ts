import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { writeModule } from '../judging/module-of.js';
import { KINDS, type Mutant, type MutantKind } from '../mutant/mutant.js';
import { differencesOf, type Loss, readLoss } from './read-loss.js';

async function lossOf(t: ExecutionContext, mutant: Mutant): Promise<Loss> {
  t.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-module-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return await readLoss(writeModule(mutant, folder, 'mutant'), mutant);
}

const losesNothing = test.macro({
  title: (_, kind: MutantKind) => `the reader finds nothing lost by the ${kind} that is right`,
  async exec(t, kind: MutantKind) {
    t.deepEqual(await lossOf(t, { kind, operator: 'several-records' }), { count: 0, first: [] });
  },
});

for (const kind of KINDS) test.serial(losesNothing, kind);

test.serial('the reader finds one property that a store loses', async (t) => {
  const target = { part: 'property', of: 'folder', id: 0x36e5 } as const;
  const { count, first } = await lossOf(t, { kind: 'store', operator: 'drop', target, when: {} });
  t.true(count > 0);
  t.regex(first[0] ?? '', /36e5001f: .* saved, absent found/);
});

test.serial('the reader finds what is lost in one sequence of calls only', async (t) => {
  const target = { part: 'object', object: 'entry', change: 'new', pick: 'all' } as const;
  const mutant = { kind: 'address-book', operator: 'drop', target, when: { sequence: 'do-alone' } } as const;
  t.true((await lossOf(t, mutant)).count > 0);
});

test.serial('the reader finds mail that a transport sends to one recipient less', async (t) => {
  const mutant = {
    kind: 'transport',
    operator: 'drop',
    target: { part: 'mail', field: 'recipients' },
    when: {},
  } as const;
  t.true((await lossOf(t, mutant)).count > 0);
});

test('dumps differ where a value is another one, absent, or new', (t) => {
  const saved = { a: '1', b: '2', c: '3' };
  t.deepEqual(differencesOf(saved, { a: '1', b: '4', d: '5' }), [
    'b: 2 saved, 4 found',
    'c: 3 saved, absent found',
    'd: absent saved, 5 found',
  ]);
});

test('a property that appears is a difference where any object has had one of its tag', (t) => {
  const saved = { 'a/0037001f': '1', 'b/1000001f': '2' };
  const found = { 'a/0037001f': '1', 'b/0037001f': '1', 'b/1000001f': '2', 'b/7a03001f': '""' };
  t.deepEqual(differencesOf(saved, found), ['b/0037001f: absent saved, 1 found']);
});
