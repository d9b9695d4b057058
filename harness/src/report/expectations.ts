import type { Finding } from '../catalogue/requirement.js';
import type { CertificationReport, ExpectedFailure } from './report.js';
import { plain } from './text.js';

/**
 * What became of a failure that was expected. `no-longer-fails` and `expired` are errors: the list is to say what is so.
 * `not-judged`: nobody knows, for example since the run did not try it.
 */
export type ExpectationState = 'fails' | 'no-longer-fails' | 'expired' | 'not-judged';

/** An expected failure, and what became of it. */
export interface Expectation extends ExpectedFailure {
  readonly state: ExpectationState;
}

/**
 * What became of each failure that was expected.
 *
 * @param report - the certification
 * @returns in the order of the list
 */
export function expectationsOf(report: CertificationReport): readonly Expectation[] {
  return report.expectedFailures.map((expected) => ({ ...expected, state: stateOf(expected, report) }));
}

/**
 * Whether an expected failure is none any longer: it holds until the end of its day, in the time zone that reports tell times
 * in.
 *
 * @param expected - the entry
 * @param startedAt - when the certification began, as in `2027-01-31T08:00:00.000Z`
 */
export function isExpired({ expires }: Pick<ExpectedFailure, 'expires'>, startedAt: string): boolean {
  return expires < startedAt.slice(0, 10);
}

function stateOf({ id, expires }: ExpectedFailure, report: CertificationReport): ExpectationState {
  if (isExpired({ expires }, report.startedAt)) return 'expired';
  const status = report.findings.find((finding) => finding.id === id)?.status;
  if (status === 'fail' || status === 'warn') return 'fails';
  const isKnown = status === 'pass' || status === 'not-applicable';
  return isKnown && report.completion === 'complete' ? 'no-longer-fails' : 'not-judged';
}

/**
 * The entry by which a failure is expected.
 *
 * @param finding - of the certification
 * @param report - the certification
 * @returns undefined: it is not broken, or nobody expects it
 */
export function expectationOf({ id }: Finding, report: CertificationReport): Expectation | undefined {
  return expectationsOf(report).find((expectation) => expectation.id === id && expectation.state === 'fails');
}

/**
 * An expected failure, in words.
 *
 * @param expectation - the entry
 * @returns for example `until 2027-01-31: the queue is rewritten (store team)`, safe to print
 */
export function expectationInWords({ reason, owner, expires }: ExpectedFailure): string {
  return plain(`until ${expires}: ${reason} (${owner})`);
}

/** An entry that says what is not so, and what to do about it. */
export interface ExpectationError {
  readonly id: string;
  readonly message: string;
}

/**
 * What is wrong with the list of expected failures, as the certification shows.
 *
 * @param report - the certification
 * @returns one for each entry that expired or no longer fails
 */
export function expectationErrors(report: CertificationReport): readonly ExpectationError[] {
  const file = plain(report.settings.expectedFailures ?? '');
  return expectationsOf(report).flatMap((expectation) => {
    const { id, state, expires } = expectation;
    const who = expectationInWords(expectation);
    if (state === 'no-longer-fails') {
      return [{ id, message: `${id} no longer fails, and ${file} expects it to, ${who}; take the entry out` }];
    }
    if (state !== 'expired') return [];
    const message = `${id} was expected to fail ${who}, and ${expires} is over; mend it, or renew the entry in ${file}`;
    return [{ id, message }];
  });
}

/**
 * Whether every failure of a certification was expected. It certifies nothing; a job may go on.
 *
 * @param report - the certification
 * @returns false where nothing failed, too
 */
export function isAsExpected(report: CertificationReport): boolean {
  const { strict } = report.settings;
  const failed = report.findings.filter(
    ({ status, strength }) => strength !== 'REPORT' && (status === 'fail' || (strict && status === 'warn')),
  );
  return failed.length > 0 && failed.every((finding) => expectationOf(finding, report) !== undefined);
}
