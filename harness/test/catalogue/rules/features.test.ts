import { MAPI_E_NO_ACCESS, MAPI_E_NO_SUPPORT, MAPI_E_TOO_COMPLEX, S_OK } from '@mapi-kit/sdk';
import test from 'ava';
import { leftOut, withRefusedFeatures } from '#harness/catalogue/rules/features.js';
import { precheckRun } from '#harness/catalogue/rules/runs.js';
import { requireWorksOn } from '#harness/catalogue/rules/works-on.js';
import type { Observation, ObservedLife } from '#harness/recording/observation.js';
import { evidenceOf } from '../../support/judging.js';

type Answer = ObservedLife['features'][number];

const moves = (hr: number, phase: Answer['phase'] = 'before-query'): Answer => ({
  feature: 'moving messages',
  session: 0,
  phase,
  hr,
  at: 1,
});
const refuses = moves(MAPI_E_NO_SUPPORT);

/** A run whose lives have answered this, one after the other. */
function answering(...lives: readonly (readonly Answer[])[]): Observation {
  const [run] = evidenceOf('in').observations as [Observation];
  return { ...run, lives: run.lives.map((life, index) => ({ ...life, features: lives[index] ?? [] })) };
}

/** What a judge hears of the first of these runs. */
function precheck(...runs: readonly [Observation, ...Observation[]]): ReturnType<typeof precheckRun> {
  return precheckRun(withRefusedFeatures(runs)[0] as Observation);
}

test('what a provider does in no run is no part of what it is', (t) => {
  const runs = [answering([refuses], [refuses]), answering([], [refuses])] as const;
  const { violations, gaps } = precheck(...runs);
  t.deepEqual([violations, gaps], [[], []]);
  t.deepEqual(leftOut(runs), ['moving messages']);
});

test('what a life does and the next one refuses is lost with it', (t) => {
  const { violations } = precheck(answering([moves(S_OK)], [refuses]));
  t.deepEqual(
    violations.map(({ seen }) => seen),
    [
      'IMAPIFolder::CopyMessages (MESSAGE_MOVE) before the query answered MAPI_E_NO_SUPPORT (0x80040102), which an earlier life was not refused',
    ],
  );
});

test('what another session of the earlier life was refused is not compared with this one', (t) => {
  const { violations, gaps } = precheck(answering([{ ...moves(S_OK), session: 1 }], [refuses]));
  t.deepEqual(violations, []);
  t.is(gaps.length, 1);
});

test('what is done now and then leaves open what the rest would be', (t) => {
  for (const runs of [
    [answering([refuses]), answering([moves(S_OK)])],
    [answering([moves(S_OK), refuses], [refuses])],
  ] as const) {
    const { violations, gaps } = precheck(...(runs as readonly [Observation]));
    t.deepEqual(violations, []);
    t.is(gaps.length, 1);
    t.deepEqual(leftOut(runs), []);
  }
});

test('what is refused after the query alone is no work any more', (t) => {
  const [run] = withRefusedFeatures([answering([moves(S_OK), moves(MAPI_E_NO_ACCESS, 'after-query')])]);
  t.is(requireWorksOn(run as Observation, 'it works on').violations.length, 1);
});

test('what was beyond the limits of a provider is left out', (t) => {
  const refused = [
    { item: 'm1', method: 'IMessage::SaveChanges', hr: MAPI_E_TOO_COMPLEX, phase: 'before-query', at: 1 },
  ] as const;
  const run = answering();
  const [first, ...others] = run.lives as [ObservedLife, ...ObservedLife[]];
  const limited = { ...run, lives: [{ ...first, refused, savesAcknowledged: 2 }, ...others] };
  t.deepEqual(leftOut([limited]), ['what is beyond its limits']);
  t.deepEqual(leftOut([{ ...run, lives: [{ ...first, refused, savesAcknowledged: 1 }, ...others] }]), []);
});
