import { CATALOGUE } from '../catalogue/catalogue.js';
import type { Requirement } from '../catalogue/requirement.js';
import { caseLines, caseOutput, runProperties } from './case-text.js';
import { jsonDocument } from './json-document.js';
import type { CertificationReport } from './report.js';
import type { ReportRenderer } from './reporter.js';
import { type CaseOutcome, type TestCase, testCases } from './test-cases.js';
import { plain } from './text.js';

const SPEC_VERSION = '0.0.0';

/** The words of the format. What nobody knows must not look as if it held. */
const STATUSES: Readonly<Record<CaseOutcome, 'passed' | 'failed' | 'skipped' | 'other'>> = {
  passed: 'passed',
  failed: 'failed',
  error: 'failed',
  warned: 'other',
  expected: 'other',
  skipped: 'skipped',
};

/** A certification as CTRF has it. */
interface CtrfTest {
  readonly name: string;
  readonly status: (typeof STATUSES)[CaseOutcome];
  readonly rawStatus: string;
  readonly duration: number;
  readonly suite: readonly string[];
  readonly message: string;
  readonly trace?: string;
  readonly flaky: boolean;
  readonly tags: readonly string[];
  readonly stdout?: readonly string[];
}

function testOf(test: TestCase, report: CertificationReport, requirements: readonly Requirement[]): CtrfTest {
  const { name, group, groupTitle, outcome, message, ms, finding } = test;
  const says = outcome === 'failed' || outcome === 'error' || outcome === 'warned' || outcome === 'expected';
  const output = caseOutput(finding, report);
  return {
    name,
    status: STATUSES[outcome],
    rawStatus: finding?.status ?? report.verdict,
    duration: Math.round(ms),
    suite: ['mapi-certify', `${group} ${groupTitle}`],
    message,
    ...(says ? { trace: caseLines(test, report, requirements).join('\n') } : {}),
    flaky: finding?.flaky ?? false,
    tags: finding === null ? [] : [finding.strength],
    ...(output.length === 0 ? {} : { stdout: output }),
  };
}

/**
 * Writes a certification as CTRF, the JSON that many test reporters read.
 *
 * @param report - the certification
 * @param requirements - the catalogue
 * @returns the document
 */
export function renderCtrf(report: CertificationReport, requirements: readonly Requirement[]): string {
  const tests = testCases(report, requirements).map((test) => testOf(test, report, requirements));
  const of = (wanted: string): number => tests.filter(({ status }) => status === wanted).length;
  const start = Date.parse(report.startedAt);
  const { platform, arch, node } = report.environment;
  return jsonDocument({
    reportFormat: 'CTRF',
    specVersion: SPEC_VERSION,
    timestamp: report.startedAt,
    generatedBy: report.tool.name,
    results: {
      tool: { name: report.tool.name, version: report.tool.version },
      summary: {
        tests: tests.length,
        passed: of('passed'),
        failed: of('failed'),
        skipped: of('skipped'),
        pending: 0,
        other: of('other'),
        flaky: tests.filter(({ flaky }) => flaky).length,
        suites: new Set(tests.map(({ suite }) => suite.at(-1))).size,
        start,
        stop: start + report.wallMs,
        duration: report.wallMs,
      },
      tests,
      environment: {
        appName: plain(report.provider.name),
        osPlatform: platform,
        testEnvironment: `node ${node} ${arch}`,
        extra: runProperties(report),
      },
    },
  });
}

/** The same, with the catalogue. */
export const renderAsCtrf: ReportRenderer = (report) => renderCtrf(report, CATALOGUE);
