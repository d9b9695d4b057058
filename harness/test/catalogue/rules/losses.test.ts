import test from 'ava';
import { lossViolations } from '#harness/catalogue/rules/losses.js';
import type { Difference, Observation } from '#harness/recording/observation.js';
import { evidenceOf } from '../../support/judging.js';

const lost: Difference = {
  kind: 'lost',
  item: 'm1',
  category: 'created',
  session: 0,
  phase: 'before-query',
  savedInLife: 0,
  savedAt: 1,
  seenInLife: 1,
  expected: 'message "m1 v1"',
  seen: 'nothing in the second life',
};

const sessionIs = test.macro({
  exec(t, session: number, seen: string) {
    const run = evidenceOf('in').observations.find(({ identity }) => identity.scenario === 'two-sessions');
    const { ledger } = run as Observation;
    const losing = { ...(run as Observation), ledger: { ...ledger, differences: [{ ...lost, session }] } };
    t.deepEqual(
      lossViolations(losing).map((violation) => violation.seen),
      [seen],
    );
  },
  title: (_, session: number) => `of two sessions and two stores in each, place ${session} is told`,
});

test(sessionIs, 1, 'nothing in the second life, in session 2 of 2');
test(sessionIs, 2, 'nothing in the second life, in session 1 of 2, in its second store');
test(sessionIs, 3, 'nothing in the second life, in session 2 of 2, in its second store');
