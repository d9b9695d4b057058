import { E_FAIL, MAPI_E_NO_SUPPORT, MAPI_E_NOT_ENOUGH_DISK } from '@mapi-kit/sdk';
import test from 'ava';
import { precheckRun } from '#harness/catalogue/rules/runs.js';
import type { Observation } from '#harness/recording/observation.js';
import { evidenceOf } from '../../support/judging.js';

type Refused = Observation['lives'][number]['refused'][number];

const cannot: Refused = {
  item: 'm7',
  method: 'IMessage::DeleteProps',
  hr: MAPI_E_NO_SUPPORT,
  phase: 'before-query',
  at: 2,
};
const fails: Refused = { ...cannot, hr: E_FAIL };

/** A run in which this is refused by life. */
function refusing(...byLife: readonly (readonly Refused[])[]): Observation {
  const [run] = evidenceOf('in').observations as [Observation];
  return { ...run, lives: run.lives.map((life, index) => ({ ...life, refused: byLife[index] ?? [] })) };
}

test('a later life that refuses what a first one has not tried, because it cannot, leaves open whether it works', (t) => {
  const { gaps, violations } = precheckRun(refusing([], [cannot]));
  t.deepEqual(violations, []);
  t.regex(
    gaps.join(),
    /refused ordinary work \(IMessage::DeleteProps of "m7" before the query answered MAPI_E_NO_SUPPORT/,
  );
});

test('a later life that fails in its work does not work on the data of the one before, whatever else it cannot', (t) => {
  for (const refused of [[fails], [cannot, fails]]) {
    const { violations } = precheckRun(refusing([], refused));
    t.deepEqual(
      violations.map(({ expected }) => expected),
      ['the second life works on the data of the one before'],
    );
    t.regex(violations[0]?.seen ?? '', /answered E_FAIL|MAPI_E_CALL_FAILED/);
  }
});

test('what the first life was refused already is no fault of a later one', (t) => {
  const { gaps, violations } = precheckRun(refusing([fails], [fails]));
  t.deepEqual(violations, []);
  t.is(gaps.length, 1);
});

test('of what is beyond the limits of a provider nothing was promised, in the first life and in later ones', (t) => {
  const full: Refused = { ...fails, method: 'IMessage::SaveChanges', hr: MAPI_E_NOT_ENOUGH_DISK };
  for (const run of [refusing([full]), refusing([], [full])]) {
    const { gaps, violations } = precheckRun({
      ...run,
      lives: run.lives.map((life) => ({ ...life, savesAcknowledged: 2 })),
    });
    t.deepEqual([gaps, violations], [[], []]);
  }
});

test('a provider that refuses as much as it takes has shown nothing', (t) => {
  const full: Refused = { ...fails, method: 'IMessage::SaveChanges', hr: MAPI_E_NOT_ENOUGH_DISK };
  const run = refusing([full, full]);
  const { gaps } = precheckRun({ ...run, lives: run.lives.map((life) => ({ ...life, savesAcknowledged: 2 })) });
  t.regex(gaps.join(), /refused ordinary work .* answered MAPI_E_NOT_ENOUGH_DISK/);
});
