import test from 'ava';
import { CATALOGUE } from '#harness/catalogue/catalogue.js';
import { judgeAll } from '#harness/catalogue/judge.js';
import type { Evidence, Finding } from '#harness/catalogue/requirement.js';
import { measuredInWords } from '#harness/catalogue/rules/measured.js';
import type { Observation, ObservedCall, ObservedLife } from '#harness/recording/observation.js';
import { changing, evidenceOf } from '../support/judging.js';

// Two certifications with one seed differ in how fast the machine was, and in where timed kills came.

const KILLED = { 'killed-in-shutdown': 12, 'killed-at-work': 6 } as const;

/** The evidence where the first of the timed kills of a chain came too late: its life has come to its own end. */
function tooLate(evidence: Evidence, scenario: keyof typeof KILLED): Evidence {
  return changing(evidence, scenario, (run) => {
    // The second life is the one that is measured: it does what the killed ones do.
    const whole = run.lives[1];
    const late = run.lives.findIndex(({ facts }) => facts.killPlanned);
    if (whole === undefined || late === -1) throw new Error(`no kill is planned in ${scenario}`);
    const lives = run.lives.map((life, index): ObservedLife => {
      return index === late ? { ...whole, facts: { ...whole.facts, killPlanned: true } } : life;
    });
    // What was saved in it is there now, and more of it.
    const more = (counts: Observation['ledger']['found']): Observation['ledger']['found'] => {
      return { ...counts, created: counts.created + 5 };
    };
    const { acknowledged, found } = run.ledger;
    return { ...run, lives, ledger: { ...run.ledger, acknowledged: more(acknowledged), found: more(found) } };
  });
}

/** The evidence on a machine on which each call takes three times as long. */
function slower(evidence: Evidence): Evidence {
  const slow = (call: ObservedCall): ObservedCall => {
    return call.returnedAt === null
      ? call
      : { ...call, returnedAt: call.calledAt + 3 * (call.returnedAt - call.calledAt) };
  };
  const observations = evidence.observations.map((run) => ({
    ...run,
    lives: run.lives.map((life) => ({ ...life, calls: life.calls.map(slow) })),
  }));
  return { ...evidence, observations };
}

/** What must be the same. */
function said(findings: readonly Finding[]): readonly unknown[] {
  return findings.map(({ id, status, message, violations, explainedBy, flaky }) => {
    return { id, status, message, violations, explainedBy, flaky };
  });
}

/** The requirements whose figures differ. */
function differing(one: readonly Finding[], other: readonly Finding[]): readonly string[] {
  return one
    .filter(({ measured }, index) => measuredInWords(measured) !== measuredInWords(other[index]?.measured ?? []))
    .map(({ id }) => id);
}

const evidence = evidenceOf('in');
const usual = judgeAll(CATALOGUE, evidence);

for (const [scenario, id] of [
  ['killed-in-shutdown', 'FAULT-2'],
  ['killed-at-work', 'FAULT-3'],
] as const) {
  test(`a timed kill of ${scenario} that came too late changes no message, and is told among the figures`, (t) => {
    const other = judgeAll(CATALOGUE, tooLate(evidence, scenario));
    t.deepEqual(said(other), said(usual));
    const kills = KILLED[scenario];
    const figure = (findings: readonly Finding[]): unknown => findings.find((each) => each.id === id)?.measured[0];
    const name = id === 'FAULT-2' ? 'kills inside Notify and Do' : 'kills in ordinary work';
    t.deepEqual(figure(usual), { name, value: kills, unit: 'count', of: kills });
    t.deepEqual(figure(other), { name, value: kills - 1, unit: 'count', of: kills });
    t.true(differing(usual, other).includes('COM-6'), 'one life more has called to the end');
  });
}

test('a slower machine changes no message, and is told among the figures', (t) => {
  const other = judgeAll(CATALOGUE, slower(evidence));
  t.deepEqual(said(other), said(usual));
  t.deepEqual(differing(usual, other), ['ANS-4', 'TIME-1', 'TIME-3']);
});

test('what passes says nothing of times but the limits that were set', (t) => {
  const limits = ['250 ms', '500 ms', '5,000 ms'];
  const times = usual
    .filter(({ status }) => status === 'pass')
    .flatMap(({ message }) => message.match(/[\d.,]+ (?:ms|s)\b/gu) ?? []);
  t.deepEqual([...new Set(times)].sort(), limits.sort());
});
