import test from 'ava';
import { changing, evidenceOf, judged, unproven, unread, without } from '../support/judging.js';
import { evidenceOfBroken, requirementCases } from '../support/requirement-cases.js';

const scenario = 'lingering-exit';

requirementCases('QUIET-2', {
  pass: { message: /nothing was written and no connection opened, and the content was the same$/ },
  fail: {
    by: 'writes-after-do.ts',
    message:
      /^after DoFastShutdown nothing is written to the data directory; seen box\.idx: 12 bytes appended, 40 ms after DoFastShutdown had returned$/,
    expected: /^after DoFastShutdown nothing is written/,
    seen: /^box\.idx: 12 bytes appended, 40 ms/,
    scenario,
  },
  open: [
    { evidence: () => without(evidenceOf('in'), scenario), message: /^scenario lingering-exit was not run$/ },
    { evidence: () => unproven(evidenceOf('in'), scenario), message: /^kill unproven in lingering-exit/ },
    { evidence: () => unread(evidenceOf('in'), scenario), message: /^lingering-exit: the read-back is not complete$/ },
  ],
});

test('QUIET-2 breaks by a connection', (t) => {
  const evidence = changing(evidenceOf('in'), scenario, (run) => ({
    ...run,
    lives: run.lives.map((life) => ({ ...life, connected: [{ to: '127.0.0.1:25', afterNs: 5e6 }] })),
  }));
  const { status, violations } = judged('QUIET-2', evidence);
  t.is(status, 'fail');
  t.is(violations[0]?.expected, 'after DoFastShutdown no connection is opened');
  t.is(violations[0]?.seen, '127.0.0.1:25, 5.0 ms after DoFastShutdown had returned');
});

test('QUIET-2 breaks when lingering itself costs something', (t) => {
  const evidence = evidenceOf('in', {
    turn: (box) => {
      if (box.done > 0) box.disk.clear();
      else box.commit();
    },
  });
  const { status, message, violations } = judged('QUIET-2', evidence);
  t.is(status, 'fail');
  t.regex(message, /items lost/);
  t.regex(violations[0]?.because ?? '', /killed at once lost nothing of the kind/);
});

test('QUIET-2 leaves to others what an immediate kill loses too', (t) => {
  const { status, violations } = judged('QUIET-2', evidenceOfBroken('forgets-last-batch.ts'));
  t.is(status, 'pass');
  t.deepEqual(violations, []);
});
