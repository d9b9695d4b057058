import test from 'ava';
import { SCENARIOS } from '#harness/scenarios/scenarios.js';
import {
  callsNobody,
  callsShutdown,
  endOf,
  inControl,
  isRealMail,
  itemsOf,
  waitMsOf,
} from '#harness/scenarios/step-facts.js';
import type { ShutdownCall, Step } from '#harness/scenarios/step-kinds.js';

const CALLS: readonly ShutdownCall[] = ['query', 'notify', 'shutdown'];
const everyStep = SCENARIOS.flatMap(({ lives }) => lives.flatMap(({ steps }) => steps));

const items = test.macro({
  exec(t, step: Step, expected: number) {
    t.is(itemsOf(step, 30, 500), expected);
  },
  title: (_, step, expected) => `of 30 items, ${JSON.stringify(step)} works on ${expected}`,
});

test(items, { do: 'work', workload: 'mixed' }, 30);
test(items, { do: 'work', workload: 'light', items: { share: 0.24 } }, 7);
test(items, { do: 'work', workload: 'light', items: { share: 0.001 } }, 1);
test(items, { do: 'work', workload: 'bulk', items: { count: 1_000 } }, 1_000);
test(items, { do: 'read-back' }, 500);
test(items, { do: 'logoff' }, 0);

test('a step that reads back has at least the configured number of items to read', (t) => {
  t.is(itemsOf({ do: 'read-back' }, 30), 30);
});

test('only what the script asks for counts as waiting', (t) => {
  t.is(waitMsOf({ do: 'watch', ms: 600, span: 'ordinary' }), 600);
  t.is(waitMsOf({ do: 'leave', gapMs: 5 }), 10);
  t.is(waitMsOf({ do: 'leave' }), 0);
  t.is(waitMsOf({ do: 'work', workload: 'mixed' }), 0);
});

test('mail like real mail is what is saved or sent with all that real mail has', (t) => {
  t.true(isRealMail({ do: 'work', workload: 'real-mail' }));
  t.true(isRealMail({ do: 'work', workload: 'sent-mail' }));
  t.false(isRealMail({ do: 'work', workload: 'submitted' }));
  t.false(isRealMail({ do: 'read-back' }));
});

test('a null control says no word of a shutdown, and ends as the scenario does where the provider agrees', (t) => {
  for (const step of everyStep) {
    const control = inControl(step);
    for (const call of CALLS)
      t.false(
        control.some((each) => callsShutdown(each, call)),
        step.do,
      );
    const end = endOf(step) === 'as-answered' ? 'kill' : endOf(step);
    t.deepEqual(
      control.map(endOf).filter((each) => each !== null),
      end === null ? [] : [end],
    );
  }
});

test('of a step whose name no step has, nobody says that it calls nobody', (t) => {
  t.true(callsNobody('linger'));
  t.false(callsNobody('work'));
  t.false(callsNobody('toString'));
});
