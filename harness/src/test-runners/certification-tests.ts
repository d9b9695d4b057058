import { CATALOGUE } from '../catalogue/catalogue.js';
import type { Finding } from '../catalogue/requirement.js';
import { exitCodeOf } from '../report/exit-code.js';
import { expectationErrors, expectationInWords, expectationOf } from '../report/expectations.js';
import { renderFinding } from '../report/finding-text.js';
import type { CertificationReport } from '../report/report.js';
import { createStyle } from '../report/style.js';
import { certify } from '../run/certify.js';
import type { CertifyOptions } from '../run/input/certify-options.js';
import { readOptions } from '../run/input/options.js';
import { select } from '../run/input/selection.js';
import { SCENARIOS } from '../scenarios/scenarios.js';

/** What a test needs of AVA's `t`. */
export interface TestContext {
  /** Passes an assertion. */
  pass(message?: string): unknown;
  /** Fails an assertion. */
  fail(message?: string): unknown;
  /** Prints lines beside the test's title. */
  log(...values: readonly string[]): void;
  /** Sets the time that the test may take, in milliseconds. */
  timeout(ms: number, message?: string): void;
}

/**
 * AVA's `test`, or any function that registers a test in the same way; {@link nodeTest} and {@link vitest} make one of the
 * others.
 *
 * A runner without `t.timeout` gets the time that the test may take when it is registered, in milliseconds.
 */
export type TestRegistrar = (
  title: string,
  implementation: (t: TestContext) => Promise<void>,
  timeoutMs: number,
) => void;

/** What is to be certified by an author's own tests. */
export interface CertificationTestOptions extends CertifyOptions {
  /** How long the whole certification may take, in milliseconds. Five minutes unless given. */
  readonly timeout?: number | undefined;
}

const DEFAULT_TIMEOUT_MS = 300_000;
const LINE_WIDTH = 100;
/** Of a requirement without a finding, which the quick mode had only broken. */
const NOT_QUICK = 'not judged: a quick run does not try it to the end';

/**
 * Registers the certification of a provider as tests: one for each requirement, and one for the verdict.
 *
 * All of them judge one certification, which the first that runs starts. Nothing is written to a folder unless `out` is given,
 * so that several test files may certify at once. With `quick`, tests of requirements that the quick mode does not try to their
 * end pass, and say that they were not judged.
 *
 * @param test - AVA's `test`; for `node:test` what {@link nodeTest} makes of it, for Vitest {@link vitest}
 * @param options - the provider, and what to try; a wrong selection of requirements is told here already
 * @throws ConfigurationError when an option is wrong
 * @example
 * ```ts
 * import { certificationTests } from '@mapi-kit/harness';
 * import test from 'ava';
 *
 * certificationTests(test, { provider: './dist/box-store.js' });
 * ```
 */
export function certificationTests(test: TestRegistrar, options: CertificationTestOptions): void {
  const { timeout = DEFAULT_TIMEOUT_MS, ...rest } = options;
  const settings: CertifyOptions = { out: null, ...rest };
  const { requirements } = select(readOptions(settings), CATALOGUE, SCENARIOS);
  let started: Promise<CertificationReport> | undefined;
  const certification = (): Promise<CertificationReport> => {
    started ??= certify(settings);
    return started;
  };
  const register = (title: string, implementation: (t: TestContext) => Promise<void>): void => {
    const inTime = async (t: TestContext): Promise<void> => {
      t.timeout(timeout, 'the certification takes too long');
      await implementation(t);
    };
    test(title, inTime, timeout);
  };
  for (const { id, title } of requirements) {
    register(`${id} ${title}`, async (t) => {
      const report = await certification();
      const finding = report.findings.find((each) => each.id === id);
      if (finding !== undefined) {
        tell(t, finding, report);
      } else if (report.settings.quick) {
        t.log(NOT_QUICK);
        t.pass(NOT_QUICK);
      } else {
        t.fail(`${id} was not judged`);
      }
    });
  }
  register(options.quick === true ? 'the provider passes the quick mode' : 'the provider is certified', async (t) => {
    const report = await certification();
    const { verdict, summary } = report;
    if (exitCodeOf(report) === 0) t.pass(summary);
    else t.fail([`${verdict}: ${summary}`, ...expectationErrors(report).map(({ message }) => message)].join('\n'));
  });
}

function tell(t: TestContext, finding: Finding, report: CertificationReport): void {
  const { status, strength, message } = finding;
  const broken = status === 'fail' || (status === 'warn' && report.settings.strict);
  const expectation = expectationOf(finding, report);
  if (expectation !== undefined) {
    t.log(`expected ${expectationInWords(expectation)}`, written(finding, report));
    t.pass(message);
  } else if (broken) {
    t.fail(written(finding, report));
  } else if (status === 'inconclusive' && strength === 'MUST') {
    t.fail(`inconclusive: ${message}`);
  } else {
    if (status === 'warn') t.log(written(finding, report));
    else if (status !== 'pass') t.log(`${status}: ${message}`);
    t.pass(message);
  }
}

function written(finding: Finding, report: CertificationReport): string {
  return renderFinding(finding, report, {
    width: LINE_WIDTH,
    style: createStyle(false),
    requirements: CATALOGUE,
  }).join('\n');
}
