import { MAPI_E_BAD_VALUE } from '@mapi-kit/sdk';
import test from 'ava';
import type { Evidence } from '#harness/catalogue/requirement.js';
import { E_FAIL, returns } from '../../support/box.js';
import { changing, evidenceOf, judged, unproven, unread, without } from '../../support/judging.js';
import { recorded } from '../../support/recorded.js';
import { requirementCases } from '../../support/requirement-cases.js';

const BOTH = /in 2 of 2 runs \(outlook-exit and immediate-exit\)/;

function missing() {
  return [
    { evidence: () => without(evidenceOf('in'), 'outlook-exit'), message: /^scenario outlook-exit was not run$/ },
    { evidence: () => without(evidenceOf('in'), 'immediate-exit'), message: /^scenario immediate-exit was not run$/ },
    {
      evidence: () => unproven(evidenceOf('in'), 'immediate-exit'),
      message: /^kill unproven in immediate-exit, first life/,
    },
    {
      evidence: () => unread(evidenceOf('in'), 'outlook-exit'),
      message: /^outlook-exit: the read-back is not complete/,
    },
    {
      evidence: () => evidenceOf('in', { shutdown: () => returns(E_FAIL) }),
      message: /^outlook-exit: DoFastShutdown did not return S_OK, so that nothing was promised/,
    },
  ];
}

requirementCases('DUR-1', {
  pass: { message: /^\d+ created items acknowledged, all found as saved, in 7 runs$/ },
  fail: {
    by: 'forgets-last-batch',
    message: new RegExp(
      `^\\d+ items lost after DoFastShutdown had returned S_OK, ${BOTH.source}; \\d+ were acknowledged$`,
    ),
    expected: /^folder "f1 v1" \(saved at .*acknowledged S_OK\)$/,
    seen: /^nothing in the second life$/,
    because: /^DoFastShutdown, called \d+ ms after the save, returned S_OK/,
    scenario: 'outlook-exit',
  },
  open: missing(),
});

requirementCases('DUR-2', {
  pass: { message: /^\d+ changed and deleted items acknowledged, all found as saved/ },
  fail: {
    by: 'loses-deletes',
    message: new RegExp(`^\\d+ items deleted, but there again after .*${BOTH.source}`),
    expected: /^no message "m\d+ v1" in \S+ \(deleted at \d+\.\d{3} ms, acknowledged S_OK\)$/,
    seen: /^message "m\d+ v1" in \S+ in the second life$/,
    scenario: 'outlook-exit',
  },
  open: missing(),
});

requirementCases('DUR-3', {
  pass: { message: /^7 settings acknowledged, all found as saved/ },
  fail: {
    by: 'settings-in-memory',
    message: new RegExp(`^\\d+ items lost .*${BOTH.source}`),
    expected: /^setting "mapi-certify setting v1 /,
    seen: /^nothing in the second life$/,
    scenario: 'outlook-exit',
  },
  open: missing(),
});

requirementCases('DUR-4', {
  pass: { message: /^the entry ids of 120 items open what they opened before/ },
  fail: {
    by: 'changes-entry-ids',
    message: new RegExp(`^\\d+ items no longer opened by their entry id .*${BOTH.source}`),
    expected: /^message "m1 v1"/,
    seen: /its entry id no longer opens it: OpenEntry answers MAPI_E_NOT_FOUND \(0x8004010F\)/,
    scenario: 'outlook-exit',
  },
  open: missing(),
});

requirementCases('DUR-5', {
  pass: { message: /^no unsaved, duplicated or unknown items among 167 items/ },
  fail: {
    by: 'saves-unsaved-changes',
    message: new RegExp(`^\\d+ items with an unsaved change .*${BOTH.source}`),
    expected: /^no message "u1": it was never saved \(/,
    seen: /^message "u1 v1" in Inbox in the second life$/,
    scenario: 'outlook-exit',
  },
  open: missing(),
});

test('DUR-5 breaks by items that are there twice', (t) => {
  const evidence = evidenceOf('in', {
    open: (box) => {
      for (const item of box.disk.keys()) box.copies.add(item);
    },
  });
  const { status, message } = judged('DUR-5', evidence);
  t.is(status, 'fail');
  t.regex(message, /items there more than once/);
});

test('a loss in one of the two exits is left to its sequence', (t) => {
  const late = judged('DUR-1', recorded('needs-a-turn-to-commit'));
  t.is(late.status, 'inconclusive');
  t.regex(late.message, /^\d+ items lost in immediate-exit only, which SEQ-2 judges$/);
  t.deepEqual(late.deferredTo, ['SEQ-2']);
  const paused = judged(
    'DUR-1',
    evidenceOf('in', {
      turn: () => {},
      shutdown: (box) => {
        if (!box.paused) box.commit();
        return returns(0);
      },
    }),
  );
  t.regex(paused.message, /in outlook-exit only, which SEQ-1 judges$/);
});

test('a loss in one trial of each exit is enough', (t) => {
  const losing = recorded('forgets-last-batch').observations;
  const right = evidenceOf('in').observations;
  const mixed: Evidence = {
    ...evidenceOf('in'),
    observations: right.map((run) => {
      const { scenario, trial, control } = run.identity;
      const other = losing.find(({ identity }) => identity.scenario === scenario);
      return trial === 2 && !control && other !== undefined ? { ...other, identity: run.identity } : run;
    }),
  };
  const { status, message, violations } = judged('DUR-1', mixed);
  t.is(status, 'fail');
  t.regex(message, /in 2 of 7 runs/);
  t.is(violations[0]?.run, 'outlook-exit-trial-3');
  t.is(violations[0]?.seed, 9);
});

test('a repetition that runs one of the two exits alone shows the loss', (t) => {
  const { status } = judged('DUR-2', without(recorded('loses-deletes'), 'immediate-exit'));
  t.is(status, 'fail');
});

requirementCases('DUR-8', {
  pass: { stance: 'out', message: /^after a classic exit: all 63 items found as acknowledged, in 3 runs$/ },
  fail: {
    by: 'loses-on-classic-exit',
    message: /^after a classic exit: \d+ items lost, in 1 of 1 run$/,
    expected: /^message "m1 v1"/,
    seen: /^nothing in the second life$/,
    because: /Logoff returned S_OK/,
    scenario: 'classic-exit',
  },
  open: [
    { evidence: () => without(evidenceOf('in'), 'classic-exit'), message: /^scenario classic-exit was not run$/ },
    { evidence: () => without(evidenceOf('out'), 'refused-exit'), message: /^scenario refused-exit was not run$/ },
    {
      evidence: () => {
        const evidence = evidenceOf('in');
        const asked = evidence.observations.find(({ identity }) => identity.scenario === 'query-only');
        return {
          ...evidence,
          observations: evidence.observations.map((run) =>
            run.identity.scenario === 'classic-exit-option-3' ? { ...run, lives: asked?.lives ?? [] } : run,
          ),
        };
      },
      message:
        /^classic-exit-option-3: the provider's QueryFastShutdown was called under option 3, which is the subsystem's fault$/,
    },
  ],
});

test('DUR-8 passes for a provider without the interface', (t) => {
  t.is(judged('DUR-8', evidenceOf('none')).status, 'pass');
});

test('DUR-9 reports what kills without a word cost', (t) => {
  const { status, message, measured } = judged('DUR-9', evidenceOf('in'));
  t.is(status, 'pass');
  t.is(message, 'by the same kills without a word some of 126 items were lost that way');
  t.deepEqual(measured, [{ name: 'lost without a word', value: 108, unit: 'count', of: 126 }]);
});

test('DUR-9 calls a store that loses nothing write-through', (t) => {
  const evidence = evidenceOf('in', {
    accepts: (box) => {
      box.commit();
      return true;
    },
    worked: (box) => box.commit(),
  });
  const { status, message, measured } = judged('DUR-9', evidence);
  t.is(status, 'pass');
  t.is(message, 'write-through: none of 126 items was lost that way, without a word');
  t.deepEqual(measured, [{ name: 'lost without a word', value: 0, unit: 'count', of: 126 }]);
});

test('DUR-9 stays open without a control', (t) => {
  const evidence = without(evidenceOf('in'), 'outlook-exit', 'immediate-exit');
  t.deepEqual(
    [judged('DUR-9', evidence).status, judged('DUR-9', evidence).message],
    ['inconclusive', 'no null control was run'],
  );
});

requirementCases('DUR-10', {
  pass: { message: /^with many pending items: all 13,300 items found as acknowledged, in 4 runs$/ },
  fail: {
    by: 'commits-at-most-5000',
    message: /^with many pending items: \d+ items lost, in 1 of [34] runs$/,
    expected: /^folder "f\d+ v1"/,
    seen: /^nothing in the second life$/,
    scenario: 'bulk-10000',
  },
  open: [
    { evidence: () => without(evidenceOf('in'), 'bulk-10000'), message: /^scenario bulk-10000 was not run$/ },
    { evidence: () => unproven(evidenceOf('in'), 'bulk-10000'), message: /^kill unproven in bulk-10000/ },
  ],
});

test('DUR-9 says why no control was run', (t) => {
  const evidence = { ...evidenceOf('in'), observations: [], notRun: { 'outlook-exit': 'QueryFastShutdown threw' } };
  const { message, deferredTo } = judged('DUR-9', evidence);
  t.is(message, 'scenario outlook-exit: QueryFastShutdown threw');
  t.true(deferredTo?.includes('COM-6'));
});

test('where items are lost and something was written after Do, the reason says so', (t) => {
  const late = { file: 'box.log', change: 'grew by 194,199 bytes', afterNs: 221e6 };
  const evidence = changing(recorded('forgets-last-batch'), 'lingering-exit', (run) => ({
    ...run,
    lives: run.lives.map((life, index) => (index === 0 ? { ...life, written: [late] } : life)),
  }));
  const { violations } = judged('DUR-1', evidence);
  t.regex(
    violations[0]?.because ?? '',
    /^DoFastShutdown, called .*; where the process lingered \(lingering-exit\), box\.log: grew by 194,199 bytes, 221 ms after DoFastShutdown had returned, which is too late$/,
  );
  const { violations: ofSequence } = judged('SEQ-2', evidence);
  t.regex(ofSequence[0]?.because ?? '', /; where the process lingered \(lingering-exit\), box\.log: grew by /);
});

test('a loss in one of several trials of an exit is no matter of its sequence, and the reason says so', (t) => {
  const losing = recorded('forgets-last-batch').observations;
  const evidence: Evidence = {
    ...evidenceOf('in'),
    observations: evidenceOf('in').observations.map((run) => {
      const { scenario, trial, control } = run.identity;
      const other = losing.find(({ identity }) => identity.scenario === scenario);
      const isChosen = scenario === 'outlook-exit' && trial === 1 && !control;
      return isChosen && other !== undefined ? { ...other, identity: run.identity } : run;
    }),
  };
  const { status, violations } = judged('DUR-1', evidence);
  t.is(status, 'fail');
  t.regex(violations[0]?.because ?? '', /; in 2 of 3 trials of outlook-exit nothing was lost: something writes beside/);
});

test('what a later life was refused hides no loss of the one before, and leaves open what was kept', (t) => {
  const refused = {
    item: 'm7',
    method: 'IMAPIProp::CopyTo',
    hr: MAPI_E_BAD_VALUE,
    phase: 'before-query' as const,
    at: 2,
  };
  const later = (evidence: Evidence): Evidence => ({
    ...evidence,
    observations: evidence.observations.map((run) => ({
      ...run,
      lives: run.lives.map((life, index) => (index === 1 ? { ...life, refused: [refused] } : life)),
    })),
  });
  t.is(judged('DUR-1', later(recorded('forgets-last-batch'))).status, 'fail');
  const { status, message } = judged('DUR-1', later(evidenceOf('in')));
  t.is(status, 'inconclusive');
  t.regex(message, /CopyTo of "m7" before the query answered MAPI_E_BAD_VALUE/);
});
