import test from 'ava';
import { CATALOGUE } from '#harness/catalogue/catalogue.js';
import { judgeAll } from '#harness/catalogue/judge.js';
import type { Evidence, Judgement, Requirement, Strength } from '#harness/catalogue/requirement.js';
import { evidenceOf, settings } from '../support/judging.js';

const nothing: Evidence = { settings: settings('in'), observations: [] };
const broken: Judgement = {
  status: 'fail',
  message: 'it is broken',
  violations: [{ expected: 'a', seen: 'b', because: null, run: 'r', scenario: 's', seed: 7 }],
};
const fine: Judgement = { status: 'pass', message: 'it is fine', violations: [] };

function requirement(
  id: string,
  judgement: Judgement,
  more: { readonly strength?: Strength; readonly explainedBy?: readonly string[] } & Partial<Requirement> = {},
): Requirement {
  return {
    id,
    group: 'SEQ',
    title: `title of ${id}`,
    strength: 'MUST',
    kinds: ['store'],
    stances: ['in'],
    what: '',
    why: '',
    how: '',
    sources: [],
    lookAt: '',
    scenarios: [],
    explainedBy: [],
    brokenBy: null,
    judge: () => judgement,
    ...more,
  };
}

function statuses(requirements: readonly Requirement[]): readonly string[] {
  return judgeAll(requirements, nothing).map(({ id, status, explainedBy }) => [id, status, ...explainedBy].join(' '));
}

test('a broken MUST fails, a broken SHOULD warns, a report never does', (t) => {
  t.deepEqual(
    statuses([
      requirement('A', broken),
      requirement('B', broken, { strength: 'SHOULD' }),
      requirement('C', broken, { strength: 'REPORT' }),
    ]),
    ['A fail', 'B warn', 'C pass'],
  );
});

test('a finding carries its requirement and the version of the catalogue', (t) => {
  const [finding] = judgeAll([requirement('A', broken)], nothing);
  t.like(finding, { id: 'A', group: 'SEQ', title: 'title of A', strength: 'MUST', catalogue: 2, flaky: false });
});

test('a failure that another one explains becomes inconclusive, and says by what', (t) => {
  const [first, second] = judgeAll(
    [requirement('A', broken), requirement('B', broken, { explainedBy: ['A'] })],
    nothing,
  );
  t.is(first?.status, 'fail');
  t.is(second?.status, 'inconclusive');
  t.is(second?.message, 'explained by A: it is broken');
  t.deepEqual(second?.explainedBy, ['A']);
});

test('what is only warned of explains no failure of a MUST', (t) => {
  const warned: Judgement = { ...broken, status: 'warn' };
  t.deepEqual(
    statuses([
      requirement('A', warned),
      requirement('B', broken, { explainedBy: ['A'] }),
      requirement('C', broken, { explainedBy: ['A'], strength: 'SHOULD' }),
    ]),
    ['A warn', 'B fail', 'C inconclusive A'],
  );
});

test('a failure is explained by what fails and by nothing else', (t) => {
  t.deepEqual(statuses([requirement('A', fine), requirement('B', broken, { explainedBy: ['A', 'nowhere'] })]), [
    'A pass',
    'B fail',
  ]);
});

test('of a chain of explanations the root is named', (t) => {
  t.deepEqual(
    statuses([
      requirement('C', broken, { explainedBy: ['B'] }),
      requirement('B', broken, { explainedBy: ['A'] }),
      requirement('A', broken),
    ]),
    ['C inconclusive A', 'B inconclusive A', 'A fail'],
  );
});

test('a SHOULD does not explain a MUST, but the other way round', (t) => {
  const should = requirement('A', broken, { strength: 'SHOULD' });
  t.deepEqual(statuses([should, requirement('B', broken, { explainedBy: ['A'] })]), ['A warn', 'B fail']);
  t.deepEqual(
    statuses([requirement('A', broken), requirement('B', broken, { strength: 'SHOULD', explainedBy: ['A'] })]),
    ['A fail', 'B inconclusive A'],
  );
});

test('what is open because of another failure says so, and keeps its own message', (t) => {
  const open: Judgement = { status: 'inconclusive', message: 'not run', violations: [], deferredTo: ['A'] };
  const [, finding] = judgeAll([requirement('A', broken), requirement('B', open)], nothing);
  t.is(finding?.message, 'not run');
  t.deepEqual(finding?.explainedBy, ['A']);
  t.false('deferredTo' in (finding ?? {}));
  t.deepEqual(statuses([requirement('A', fine), requirement('B', open)]), ['A pass', 'B inconclusive']);
});

test('a requirement for others does not apply, and says for whom it is', (t) => {
  const [stance, kind] = judgeAll(
    [requirement('A', broken, { stances: ['out', 'none'] }), requirement('B', broken, { kinds: ['transport'] })],
    nothing,
  );
  t.deepEqual(
    [stance?.status, stance?.message],
    ['not-applicable', 'applies to providers that refuse or without IMAPIProviderShutdown'],
  );
  t.deepEqual([kind?.status, kind?.message], ['not-applicable', 'applies to providers of kind transport']);
});

test('what does not apply explains nothing', (t) => {
  t.deepEqual(
    statuses([requirement('A', broken, { stances: ['out'] }), requirement('B', broken, { explainedBy: ['A'] })]),
    ['A not-applicable', 'B fail'],
  );
});

test('every requirement applies to a provider whose stance is unknown', (t) => {
  const unknown: Evidence = { settings: settings('unknown'), observations: [] };
  t.deepEqual(
    judgeAll([requirement('A', broken, { stances: ['out'] })], unknown).map(({ status }) => status),
    ['fail'],
  );
});

test('with no evidence at all nothing passes', (t) => {
  t.deepEqual(
    judgeAll(CATALOGUE, nothing).filter(({ status }) => status !== 'inconclusive' && status !== 'not-applicable'),
    [],
  );
});

test('a scenario that was not run says why', (t) => {
  const evidence = {
    ...evidenceOf('in'),
    observations: [],
    notRun: { 'outlook-exit': 'DoFastShutdown hung in immediate-exit' },
  };
  const finding = judgeAll(CATALOGUE, evidence).find(({ id }) => id === 'SEQ-1');
  t.is(finding?.message, 'scenario outlook-exit: DoFastShutdown hung in immediate-exit');
});

test('what is about changes does not apply where nobody can change anything', (t) => {
  const readOnly = (kind: 'store' | 'address-book', created = 0): Evidence => ({
    settings: settings('in', { kinds: [kind] }),
    observations: evidenceOf('in').observations.map((run) => ({
      ...run,
      ledger: { ...run.ledger, acknowledged: { ...run.ledger.acknowledged, created } },
      lives: run.lives.map((life) => ({
        ...life,
        traits: ['read-only'],
        calls: life.calls.map((call) => ({ ...call, provider: { ...call.provider, kind } })),
      })),
    })),
  });
  const about = requirement('A', fine, { changes: true, kinds: ['store', 'address-book'] });
  const [finding] = judgeAll([about], readOnly('address-book'));
  t.is(finding?.status, 'not-applicable');
  t.is(finding?.message, 'applies to providers whose data a client can change');
  t.is(judgeAll([about], readOnly('store'))[0]?.status, 'pass');
  // Where it is so only now and then, something was created in other runs.
  t.is(judgeAll([about], readOnly('address-book', 3))[0]?.status, 'pass');
});
