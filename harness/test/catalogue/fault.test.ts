import test from 'ava';
import { returns, S_OK } from '../support/box.js';
import { changing, endingFirstLife, evidenceOf, judged, without } from '../support/judging.js';
import { requirementCases } from '../support/requirement-cases.js';

requirementCases('FAULT-1', {
  pass: {
    message:
      /^full disk: Do answered MAPI_E_CALL_FAILED, read-only disk: Do answered MAPI_E_CALL_FAILED and file size limit: Do answered MAPI_E_CALL_FAILED; nothing that was promised was lost$/,
  },
  fail: {
    by: 'says-ok-on-a-full-disk.ts',
    message: /^(?:\d+ items? not in the last saved state and )?\d+ items lost \(full disk: Do answered S_OK, /,
    expected: /^message "g2-m1 v1"|^folder|^setting|^store/,
    seen: /in the third life$/,
    because: /returned S_OK/,
    scenario: 'disk-full',
  },
  open: [
    { evidence: () => without(evidenceOf('in'), 'disk-full'), message: /^scenario disk-full was not run$/ },
    { evidence: () => unbroken('only on Linux'), message: /^no medium could be broken \(.*full disk: only on Linux/ },
    {
      evidence: () => endingFirstLife(evidenceOf('in'), 'disk-full', { ending: 'unproven', endingReason: 'no proof' }),
      message: /^disk-full: no proof$/,
    },
  ],
});

requirementCases('FAULT-2', {
  pass: {
    message:
      /^killed at 12 points inside Notify and Do: every next life opened, and of \d+ items none was damaged or half there$/,
  },
  fail: {
    by: 'corrupts-when-killed-in-do.ts',
    message: /^killed at 12 points inside Notify and Do: \d+ items lost$/,
    expected: /saved at/,
    seen: /^nothing in the fourth life$/,
    scenario: 'killed-in-shutdown',
  },
  open: [
    {
      evidence: () => without(evidenceOf('in'), 'killed-in-shutdown'),
      message: /^scenario killed-in-shutdown was not run$/,
    },
    {
      evidence: () => evidenceOf('in', { shutdown: () => returns(-1) }),
      message: /^killed-in-shutdown: DoFastShutdown of the first life promised nothing$/,
    },
    {
      evidence: () =>
        changing(evidenceOf('in'), 'killed-in-shutdown', (run) => ({
          ...run,
          lives: run.lives.map((life) => ({ ...life, facts: { ...life.facts, killPlanned: false } })),
        })),
      message: /^killed-in-shutdown: no kill came inside Notify and Do$/,
    },
  ],
});

requirementCases('FAULT-3', {
  pass: { message: /^killed at 6 points in ordinary work: every next life opened/ },
  fail: {
    by: 'leaves-a-lock.ts',
    message:
      /^killed at 1 point in ordinary work: expected that the fourth life opens what the one before has left, and reads everything back; the life could not go on: IMAPISession::OpenMsgStore failed/,
    expected: /^the fourth life opens/,
    seen: /^the life could not go on/,
    because: /^the third life was killed in step "work"$/,
    scenario: 'killed-at-work',
  },
  open: [
    { evidence: () => without(evidenceOf('in'), 'killed-at-work'), message: /^scenario killed-at-work was not run$/ },
  ],
});

requirementCases('FAULT-4', {
  pass: { message: /^with a neighbour that throws, is slow, hangs or crashes: all \d+ items found .*, in 4 runs$/ },
  fail: {
    by: 'gives-up-when-its-turn-is-late.ts',
    message: /^with a neighbour that .*: \d+ items lost.*, in 1 of 4 runs$/,
    expected: /saved at/,
    seen: /in the second life$/,
    because: /returned S_OK/,
    scenario: 'slow-neighbour',
  },
  open: [
    {
      evidence: () => without(evidenceOf('in'), 'crashing-neighbour'),
      message: /^scenario crashing-neighbour was not run$/,
    },
    {
      evidence: () =>
        changing(evidenceOf('in'), 'throwing-neighbour', (run) => ({
          ...run,
          lives: run.lives.map((life) => ({
            ...life,
            calls: life.calls.filter(({ provider }) => !provider.name.startsWith('mapi-certify ')),
          })),
        })),
      message: /^throwing-neighbour: the neighbour did not come to its turn/,
    },
  ],
});

test('FAULT-1 passes where one fault could be tried, and names the others', (t) => {
  const evidence = unbroken('there is no mount', 'disk-full', 'disk-read-only');
  const { status, message } = judged('FAULT-1', evidence);
  t.is(status, 'pass', message);
  t.regex(
    message,
    /^file size limit: Do answered MAPI_E_CALL_FAILED; .* \(not tried: full disk: there is no mount; read-only disk: there is no mount\)$/,
  );
});

test('FAULT-1 lets a provider answer S_OK that had nothing left to write', (t) => {
  const evidence = evidenceOf('in', {
    shutdown: (box) => {
      box.commit();
      return returns(S_OK);
    },
  });
  t.is(judged('FAULT-1', evidence).status, 'pass');
});

/** The evidence with media that could not be broken: those of these scenarios, or all. */
function unbroken(detail: string, ...scenarios: readonly string[]): ReturnType<typeof evidenceOf> {
  const chosen = scenarios.length === 0 ? ['disk-full', 'disk-read-only', 'file-size-limit'] : scenarios;
  return chosen.reduce(
    (evidence, scenario) =>
      changing(evidence, scenario, (run) => ({
        ...run,
        lives: run.lives.map((life) =>
          life.medium === null ? life : { ...life, medium: { ...life.medium, broken: false, detail } },
        ),
      })),
    evidenceOf('in'),
  );
}
