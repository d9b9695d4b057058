import test from 'ava';
import type { Evidence, FindingStatus } from '#harness/catalogue/requirement.js';
import type { Stance } from '#harness/scenarios/scenario.js';
import { evidenceOf, judged } from './judging.js';
import { recorded } from './recorded.js';

/** What the judge of one requirement must say in the three cases. */
export interface RequirementCases {
  readonly pass: { readonly stance?: Stance; readonly evidence?: () => Evidence; readonly message: RegExp };
  readonly fail: {
    /** The name of the broken provider, of which there is a recording, or the evidence itself. */
    readonly by: string | (() => Evidence);
    readonly status?: FindingStatus;
    readonly message: RegExp;
    readonly expected: RegExp;
    readonly seen: RegExp;
    readonly because?: RegExp | null;
    readonly scenario: string | RegExp;
  };
  readonly open: readonly { readonly evidence: () => Evidence; readonly message: RegExp }[];
}

/** Registers the tests of one requirement: it passes, it breaks, and it stays open when something is missing. */
export function requirementCases(id: string, { pass, fail, open }: RequirementCases): void {
  test(`${id} passes`, (t) => {
    const judgement = judged(id, pass.evidence?.() ?? evidenceOf(pass.stance ?? 'in'));
    t.is(judgement.status, 'pass', judgement.message);
    t.regex(judgement.message, pass.message);
    t.deepEqual(judgement.violations, []);
  });

  test(`${id} breaks, and says what was expected and seen`, (t) => {
    const judgement = judged(id, typeof fail.by === 'string' ? recorded(fail.by) : fail.by());
    t.is(judgement.status, fail.status ?? 'fail', judgement.message);
    t.regex(judgement.message, fail.message);
    const [first] = judgement.violations;
    t.regex(first?.expected ?? '', fail.expected);
    t.regex(first?.seen ?? '', fail.seen);
    if (fail.because === null) t.is(first?.because, null);
    else if (fail.because !== undefined) t.regex(first?.because ?? '', fail.because);
    if (typeof fail.scenario === 'string') t.is(first?.scenario, fail.scenario);
    else t.regex(first?.scenario ?? '', fail.scenario);
    t.true(Number.isInteger(first?.seed));
    t.not(first?.run, '');
  });

  for (const [index, { evidence, message }] of open.entries()) {
    test(`${id} stays open when something is missing (${index + 1})`, (t) => {
      const judgement = judged(id, evidence());
      t.is(judgement.status, 'inconclusive', judgement.message);
      t.regex(judgement.message, message);
      t.deepEqual(judgement.violations, []);
    });
  }
}
