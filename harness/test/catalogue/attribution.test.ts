import test from 'ava';
import { CATALOGUE } from '#harness/catalogue/catalogue.js';
import { judgeAll } from '#harness/catalogue/judge.js';
import type { Evidence, Finding } from '#harness/catalogue/requirement.js';
import type { Stance } from '#harness/scenarios/scenario.js';
import { RANDOM_WALKS } from '#harness/scenarios/walks.js';
import { E_FAIL, returns, S_OK } from '../support/box.js';
import { broken, evidenceOf, takingMoreWithEachItem } from '../support/judging.js';
import { recorded, UNRECORDED } from '../support/recorded.js';
import { toldEarly } from '../support/told-early.js';

const ok = returns(S_OK);

/** What must be seen again, alone, is told in the end only. */
const untilTheEnd = new Set(
  CATALOGUE.filter(({ timed, scenarios }) => timed === true || scenarios.includes(RANDOM_WALKS)).map(({ id }) => id),
);

/** The certification that was recorded left their scenarios or questions out, or had too few items for some of each kind. */
const isLeftOut = ({ message }: Finding): boolean =>
  /was not run|was run without question|: not run: |^no settings were acknowledged|^no null control was run/.test(
    message,
  );

const attributed = test.macro(async (t, id: string, evidence: Evidence) => {
  const findings = broken(evidence);
  t.deepEqual(
    findings.map((finding) => finding.id),
    [id],
  );
  t.true((findings[0]?.violations.length ?? 0) > 0, 'the finding shows a broken case');
  t.not(findings[0]?.message, '');
  const open = judgeAll(CATALOGUE, evidence).filter(
    (finding) => finding.status === 'inconclusive' && finding.explainedBy.length === 0 && !isLeftOut(finding),
  );
  t.deepEqual(
    open.map(({ id: openId, message }) => `${openId} ${message}`),
    [],
    'what stays open is explained by it',
  );
  t.deepEqual(await toldEarly(evidence), untilTheEnd.has(id) ? [] : [id], 'it is told early, and nothing else is');
});

// Certified for real, by the quick mode where that shows it: see scripts/record.js.
for (const { id, brokenBy } of CATALOGUE) {
  if (brokenBy === null || id === UNRECORDED) continue;
  test(`${brokenBy} breaks exactly ${id}`, attributed, id, recorded(brokenBy.replace('.ts', '')));
}

test('a shutdown that takes more with each item breaks exactly TIME-3', attributed, 'TIME-3', takingMoreWithEachItem());

const passes = test.macro(async (t, stance: Stance) => {
  const evidence = evidenceOf(stance);
  const findings = judgeAll(CATALOGUE, evidence);
  t.deepEqual(
    findings
      .filter(({ status }) => status !== 'pass' && status !== 'not-applicable')
      .map(({ id, message }) => `${id} ${message}`),
    [],
  );
  t.true(findings.some(({ status }) => status === 'pass'));
  t.deepEqual(await toldEarly(evidence), []);
});

test('a correct store that opts in passes everything that applies', passes, 'in');
test('a correct store that refuses passes everything that applies', passes, 'out');

test('an error of Do in every sequence is one failure, of the simplest', (t) => {
  const findings = broken(evidenceOf('in', { shutdown: () => returns(E_FAIL) }));
  t.deepEqual(
    findings.map(({ id }) => id),
    ['SEQ-1'],
  );
});

test('a store that commits nothing at all is one failure', (t) => {
  const findings = broken(evidenceOf('in', { shutdown: () => ok, turn: () => {}, logoff: () => {} }));
  t.deepEqual(
    findings.map(({ id }) => id),
    ['DUR-1'],
  );
});

test('an exception of Do is one failure, of the object contract', (t) => {
  const findings = broken(evidenceOf('in', { shutdown: () => ({ kind: 'threw', message: 'disk is full' }) }));
  t.deepEqual(
    findings.map(({ id }) => id),
    ['COM-6'],
  );
});

test('a process that ends itself in Do is one failure, of the object contract', (t) => {
  const findings = broken(evidenceOf('in', { shutdown: () => 'dies' }));
  t.deepEqual(
    findings.map(({ id }) => id),
    ['COM-6'],
  );
  t.regex(
    findings[0]?.message ?? '',
    /ended by itself with code 3 in IMAPIProviderShutdown::DoFastShutdown of box-store/,
  );
});

test('the same evidence gives the same findings', (t) => {
  const evidence = evidenceOf('in');
  t.deepEqual(judgeAll(CATALOGUE, evidence), judgeAll(CATALOGUE, evidence));
});

test('an object that ends too soon is one failure, whatever follows from it', (t) => {
  const findings = broken(
    evidenceOf('in', {
      probes: { 'query-interface-adds-one': false },
      accepts: (box) => box.queried === 0,
      logoff: () => {},
    }),
  );
  t.deepEqual(
    findings.map(({ id }) => id),
    ['COM-5'],
  );
});

test('settings that are lost with the support object are explained by it', (t) => {
  const findings = broken(
    evidenceOf('in', {
      support: { keeps: false, releases: true },
      shutdown: (box) => {
        box.commit(box.pending.filter(({ setting }) => !setting));
        return ok;
      },
      turn: () => {},
    }),
  );
  t.deepEqual(
    findings.map(({ id }) => id),
    ['COM-7'],
  );
});
