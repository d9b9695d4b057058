import test from 'ava';
import { HEALING_MEDIA } from '#harness/catalogue/rules/healing-media.js';
import { MEDIA } from '#harness/catalogue/rules/media.js';
import type { ItemCategory } from '#harness/recording/events.js';
import type { ObservedLife } from '#harness/recording/observation.js';
import type { LifeFacts } from '#harness/recording/recording.js';
import { type Box, E_FAIL, returns, S_OK } from '../../support/box.js';
import { changing, endingFirstLife, evidenceOf, judged, without } from '../../support/judging.js';
import { requirementCases } from '../../support/requirement-cases.js';

requirementCases('FAULT-1', {
  pass: {
    message:
      /^full disk: Do answered MAPI_E_CALL_FAILED, read-only disk: Do answered MAPI_E_CALL_FAILED and file size limit: Do answered MAPI_E_CALL_FAILED; nothing that was promised was lost$/,
  },
  fail: {
    by: 'says-ok-on-a-full-disk',
    message: /^(?:\d+ items? not in the last saved state and )?\d+ items lost \(full disk: Do answered S_OK /,
    expected: /^message "m\d+ v2"|^folder|^setting|^store/,
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
      /^with 12 kills planned inside Notify and Do: every next life opened, and nothing was damaged or half there$/,
  },
  fail: {
    by: 'corrupts-when-killed-in-do',
    message: /^with 12 kills planned inside Notify and Do: \d+ items lost$/,
    expected: /saved at/,
    seen: /^nothing in the \S+ life$/,
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
  pass: { message: /^with 6 kills planned in ordinary work: every next life opened/ },
  fail: {
    by: 'leaves-a-lock',
    message:
      /^with 6 kills planned in ordinary work: expected that the \S+ life opens what the one before has left, and reads everything back; the life could not go on: IMAPISession::OpenMsgStore failed/,
    expected: /^the \S+ life opens/,
    seen: /^the life could not go on/,
    because: /^the \S+ life was killed in step "[a-z]+"$/,
    scenario: 'killed-at-work',
  },
  open: [
    { evidence: () => without(evidenceOf('in'), 'killed-at-work'), message: /^scenario killed-at-work was not run$/ },
  ],
});

requirementCases('FAULT-4', {
  pass: { message: /^with a neighbour that throws, is slow, hangs or crashes: all \d+ items found .*, in 4 runs$/ },
  fail: {
    by: 'gives-up-when-its-turn-is-late',
    message: /^with a neighbour that .*: \d+ items lost.*, in 1 of 1 run$/,
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

requirementCases('FAULT-5', {
  pass: { message: /^a second process on the same data worked: nothing of \d+ items was lost or damaged$/ },
  fail: {
    by: 'second-instance-destroys',
    message: /^with a second process on the same data: \d+ items lost$/,
    expected: /^folder "g3-f1 v1" .*saved at/,
    seen: /^nothing in the fourth life$/,
    because: /returned S_OK/,
    scenario: 'second-instance',
  },
  open: [
    { evidence: () => without(evidenceOf('in'), 'second-instance'), message: /^scenario second-instance was not run$/ },
    {
      evidence: () =>
        changingLife(2, { facts: { pid: null }, endingReason: 'the process could not be started: no more processes' }),
      message: /^second-instance: the process could not be started: no more processes$/,
    },
    {
      evidence: () => changingLife(1, { ending: 'unproven', endingReason: 'no proof' }),
      message: /^second-instance: no proof$/,
    },
    {
      evidence: () => evidenceOf('in', { shutdown: () => returns(-1) }),
      message: /^second-instance: DoFastShutdown of the first life promised nothing$/,
    },
  ],
});

requirementCases('FAULT-6', {
  pass: {
    message:
      /^full disk for a while: Do answered S_OK, full disk for a while: Do answered MAPI_E_CALL_FAILED and then S_OK, .*; nothing that was promised was lost$/,
  },
  fail: {
    by: 'believes-its-log-after-a-full-disk',
    message:
      /^(?:\d+ items? not in the last saved state and )?\d+ items lost after the medium was whole again \(full disk/,
    expected: /saved at/,
    seen: /in the third life$/,
    because: /returned S_OK.*; for a while there was a full disk, and then none: /,
    scenario: 'disk-full-for-a-while',
  },
  open: [
    {
      evidence: () => without(evidenceOf('in'), 'disk-full-for-a-while'),
      message: /^scenario disk-full-for-a-while was not run$/,
    },
    {
      evidence: () => unbroken('only on Linux', ...HEALING_MEDIA),
      message: /^no medium could be broken and mended \(full disk for a while: only on Linux/,
    },
    {
      evidence: () => unmended('the limit cannot be taken back'),
      message: /^no medium could be broken and mended \(.*the limit cannot be taken back/,
    },
    {
      evidence: () =>
        endingFirstLife(evidenceOf('in'), 'disk-full-for-a-while', { ending: 'unproven', endingReason: 'no proof' }),
      message: /^disk-full-for-a-while, first life: no proof$/,
    },
  ],
});

/** The evidence of a provider of which so much was acknowledged, and that has so many bytes, where no medium breaks. */
function keeping(
  acknowledged: Partial<Record<ItemCategory, number>>,
  dataBytes: number,
): ReturnType<typeof evidenceOf> {
  const evidence = unbroken('no write was refused', ...HEALING_MEDIA);
  const none = (all: Readonly<Record<ItemCategory, number>>): Record<ItemCategory, number> =>
    Object.fromEntries(Object.keys(all).map((category) => [category, 0])) as Record<ItemCategory, number>;
  return {
    ...evidence,
    observations: evidence.observations.map((run) => ({
      ...run,
      ledger: { ...run.ledger, acknowledged: { ...none(run.ledger.acknowledged), ...acknowledged } },
      lives: run.lives.map((life) => ({ ...life, facts: { ...life.facts, dataBytes } })),
    })),
  };
}

test('FAULT-6 does not apply to what only fetches mail and writes nothing, and stays open for all others', (t) => {
  const fetching = judged('FAULT-6', keeping({ inbound: 7, setting: 1 }, 0));
  t.is(fetching.status, 'not-applicable');
  t.is(fetching.message, 'takes nothing over that it has to keep, and writes nothing that a medium could refuse');
  t.is(judged('FAULT-6', keeping({ inbound: 7 }, 1)).status, 'inconclusive', 'it writes');
  t.is(judged('FAULT-6', keeping({ outbound: 7 }, 0)).status, 'inconclusive', 'it keeps what it sends elsewhere');
  t.is(judged('FAULT-6', keeping({ created: 7 }, 0)).status, 'inconclusive', 'it keeps items elsewhere');
});

test('FAULT-6 lets a provider that can no longer keep its promise make none', (t) => {
  const broken = new WeakSet<Box>();
  const evidence = evidenceOf('in', {
    shutdown: (box) => {
      if (box.full) broken.add(box);
      if (broken.has(box)) return returns(E_FAIL);
      box.commit();
      return returns(S_OK);
    },
  });
  const { status, message } = judged('FAULT-6', evidence);
  t.is(status, 'pass', message);
  t.regex(message, /Do answered MAPI_E_CALL_FAILED and then MAPI_E_CALL_FAILED/);
});

test('FAULT-6 breaks when the process dies of the medium', (t) => {
  const ended = { ending: 'died', endingReason: 'the process was ended by SIGBUS in step "work"' } as const;
  const { status, message } = judged('FAULT-6', endingFirstLife(evidenceOf('in'), 'disk-full-for-a-while', ended));
  t.is(status, 'fail', message);
  t.regex(message, /^expected that the first life goes on until the client ends it; the process was ended by SIGBUS/);
});

requirementCases('FAULT-7', {
  pass: {
    message:
      /^two further processes on the same data, which left in order worked: nothing of \d+ items was lost or damaged$/,
  },
  fail: {
    by: 'removes-the-log-when-it-leaves',
    message: /^with two further processes on the same data, which left in order: \d+ items lost$/,
    expected: /saved at/,
    seen: /^nothing in the fifth life$/,
    because: /returned S_OK/,
    scenario: 'other-instances-leave',
  },
  open: [
    {
      evidence: () => without(evidenceOf('in'), 'other-instances-leave'),
      message: /^scenario other-instances-leave was not run$/,
    },
    {
      evidence: () =>
        changingLife(
          3,
          { facts: { pid: null }, endingReason: 'the process could not be started: no more processes' },
          'other-instances-leave',
        ),
      message: /^other-instances-leave: the process could not be started: no more processes$/,
    },
  ],
});

test('FAULT-7 breaks when the third process dies of the others', (t) => {
  const ended = { ending: 'died', endingReason: 'the process was ended by SIGBUS in step "work"' } as const;
  const { status, message } = judged('FAULT-7', changingLife(3, ended, 'other-instances-leave'));
  t.is(status, 'fail', message);
  t.regex(message, /expected that the third process works, or is refused with an HRESULT; /);
});

test('FAULT-5 lets a provider refuse the second process', (t) => {
  const { status, message } = judged('FAULT-5', changingLife(2, REFUSED));
  t.is(status, 'pass', message);
  t.regex(message, /^a second process on the same data was refused with MAPI_E_BUSY \(0x8004010B\): /);
});

for (const [life, which] of [
  [1, 'first'],
  [2, 'second'],
] as const) {
  test(`FAULT-5 breaks when the ${which} process dies of the other`, (t) => {
    const ended = { ending: 'died', endingReason: 'the process was ended by SIGBUS in step "work"' } as const;
    const { status, message, violations } = judged('FAULT-5', changingLife(life, ended));
    t.is(status, 'fail', message);
    t.is(
      message,
      `with a second process on the same data: expected that the ${which} process works, or is refused with an HRESULT; the process was ended by SIGBUS in step "work"`,
    );
    t.is(violations[0]?.because, 'two processes worked on the same data at the same time');
  });
}

test('FAULT-5 says nothing of a profile with a transport', (t) => {
  const evidence = evidenceOf('in');
  const settings = { ...evidence.settings, kinds: ['store', 'transport'] as const };
  const { status, message } = judged('FAULT-5', { ...evidence, settings });
  t.is(status, 'not-applicable', message);
  t.regex(message, /^a profile with a transport is with one process only/);
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

test('FAULT-1 counts no fault as tried by which no write was refused', (t) => {
  const store = evidenceOf('in', {
    shutdown: (box) => {
      box.commit();
      return returns(S_OK);
    },
  });
  const some = judged('FAULT-1', unrefused(store, 'file-size-limit'));
  t.is(some.status, 'pass', some.message);
  t.regex(some.message, /^full disk: .* \(not tried: file size limit: no write was refused\)$/);
  const none = judged('FAULT-1', unrefused(store, ...MEDIA));
  t.is(none.status, 'inconclusive', none.message);
  t.is(
    none.message,
    'no medium could be broken (full disk: no write was refused; read-only disk: no write was refused; file size limit: no write was refused)',
  );
});

test('FAULT-1 counts a fault as tried that Do itself has told of', (t) => {
  const { status, message } = judged('FAULT-1', unrefused(evidenceOf('in'), ...MEDIA));
  t.is(status, 'pass', message);
  t.notRegex(message, /not tried/);
});

test('FAULT-1 breaks when something is lost that was promised, whether or not a write was refused', (t) => {
  const evidence = evidenceOf('in', { shutdown: () => returns(S_OK) });
  t.is(judged('FAULT-1', unrefused(evidence, ...MEDIA)).status, 'fail');
});

/** The evidence with media to which the harness could write although they were broken. */
function unrefused(given: ReturnType<typeof evidenceOf>, ...scenarios: readonly string[]): typeof given {
  return scenarios.reduce(
    (evidence, scenario) =>
      changing(evidence, scenario, (run) => ({
        ...run,
        lives: run.lives.map((life) => ({
          ...life,
          refused: [],
          medium: life.medium === null ? null : { ...life.medium, refusal: null },
        })),
      })),
    given,
  );
}

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

/** The evidence with media that stayed broken. */
function unmended(detail: string): ReturnType<typeof evidenceOf> {
  return HEALING_MEDIA.reduce(
    (evidence, scenario) =>
      changing(evidence, scenario, (run) => ({
        ...run,
        lives: run.lives.map((life) =>
          life.medium === null ? life : { ...life, medium: { ...life.medium, healing: { healed: false, detail } } },
        ),
      })),
    evidenceOf('in'),
  );
}

const REFUSED = {
  ending: 'died',
  facts: { exitCode: 3, signal: null },
  endingReason: 'the life could not go on: IMAPISession::OpenMsgStore failed: MAPI_E_BUSY (0x8004010B)',
  problems: [{ what: 'IMAPISession::OpenMsgStore failed', hr: 0x8004_010b | 0 }],
} as const;

/** The evidence with one life of the scenario with two processes changed. */
function changingLife(
  index: number,
  { facts = {}, ...change }: Partial<Omit<ObservedLife, 'facts'>> & { readonly facts?: Partial<LifeFacts> },
  scenario: string = 'second-instance',
): ReturnType<typeof evidenceOf> {
  return changing(evidenceOf('in'), scenario, (run) => ({
    ...run,
    lives: run.lives.map((life, at) =>
      at === index ? { ...life, ...change, facts: { ...life.facts, ...facts } } : life,
    ),
  }));
}
