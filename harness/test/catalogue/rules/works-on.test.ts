import { MAPI_E_NO_SUPPORT, MAPI_E_NOT_ENOUGH_DISK } from '@mapi-kit/sdk';
import test from 'ava';
import { requireWorksOn } from '#harness/catalogue/rules/works-on.js';
import type { Observation } from '#harness/recording/observation.js';
import { evidenceOf } from '../../support/judging.js';

type Refused = Observation['lives'][number]['refused'][number];

const method = 'IMessage::CreateAttach';
const after: Refused = { item: 'm7', method, hr: MAPI_E_NO_SUPPORT, phase: 'after-query', at: 2 };

function refusing(...refused: readonly Refused[]): Observation {
  const [run] = evidenceOf('in').observations as [Observation];
  return { ...run, lives: run.lives.map((life, index) => (index === 0 ? { ...life, refused } : life)) };
}

test('what is refused after the query and was not before is no work', (t) => {
  t.is(requireWorksOn(refusing(after), 'it works on').violations.length, 1);
});

test('what is refused always says nothing about the query', (t) => {
  const always: Refused = { ...after, item: 'm1', phase: 'before-query', at: 1 };
  t.deepEqual(requireWorksOn(refusing(always, after), 'it works on').violations, []);
  t.deepEqual(requireWorksOn(refusing(after), 'it works on', [refusing(always)]).violations, []);
  t.is(requireWorksOn(refusing({ ...always, hr: 0x80040115 | 0 }, after), 'it works on').violations.length, 1);
});

test('a limit that shows before the query may show after it, and no other way', (t) => {
  const full: Refused = { ...after, hr: MAPI_E_NOT_ENOUGH_DISK };
  const before: Refused = { ...full, item: 'm1', method: 'IMessage::SaveChanges', phase: 'before-query', at: 1 };
  t.is(requireWorksOn(refusing(full), 'it works on').violations.length, 1);
  t.deepEqual(requireWorksOn(refusing(before, full), 'it works on').violations, []);
});
