import { CATALOGUE } from '../catalogue/catalogue.js';
import type { Requirement } from '../catalogue/requirement.js';
import { caseLines, caseOutput } from './case-text.js';
import { jsonString } from './json-document.js';
import { mailSentencesOf } from './mail-text.js';
import type { CertificationReport } from './report.js';
import type { ReportRenderer } from './reporter.js';
import { type TestCase, testCases } from './test-cases.js';
import { plain } from './text.js';
import { totalsSentences } from './totals.js';
import { verdictText } from './verdict-text.js';

/** In descriptions `#` begins a directive. */
function description(text: string): string {
  return text.replaceAll(/[\\#]/gu, String.raw`\$&`);
}

/** A SHOULD that is broken fails no run: TAP's word for that is TODO. */
function line({ name, outcome, message, finding }: TestCase, number: number): string {
  const start = `${number} - ${description(name)}`;
  switch (outcome) {
    case 'passed':
      return `ok ${start}`;
    case 'skipped':
      return `ok ${start} # SKIP ${finding?.status === 'not-applicable' ? 'not applicable: ' : ''}${description(message)}`;
    case 'expected':
      return `not ok ${start} # TODO ${description(message)}`;
    case 'warned':
      return `not ok ${start} # TODO a SHOULD`;
    default:
      return `not ok ${start}`;
  }
}

/** The block below a test point: JSON strings are strings of YAML. */
function diagnostics(test: TestCase, report: CertificationReport, requirements: readonly Requirement[]): string[] {
  const { outcome, message, ms, finding } = test;
  const lines = ['  ---', `  duration_ms: ${ms.toFixed(3)}`, `  message: ${jsonString(message)}`];
  if (outcome !== 'passed' && outcome !== 'skipped') {
    lines.push(
      `  severity: ${outcome === 'warned' || outcome === 'expected' ? 'todo' : outcome === 'error' ? 'error' : 'fail'}`,
    );
    if (finding?.flaky === true) lines.push('  flaky: true');
    const [, ...detail] = [...caseLines(test, report, requirements), ...caseOutput(finding, report)];
    lines.push('  detail:', ...detail.map((text) => `    - ${jsonString(text)}`));
  }
  return [...lines, '  ...'];
}

/**
 * Writes a certification in the Test Anything Protocol, version 14: a requirement is a test point.
 *
 * @param report - the certification
 * @param requirements - the catalogue
 * @returns the document
 */
export function renderTap(report: CertificationReport, requirements: readonly Requirement[]): string {
  const cases = testCases(report, requirements);
  const { word, reason } = verdictText(report, requirements.length);
  const comments = [
    `${report.tool.name} ${report.tool.version} · ${plain(report.provider.name)} · seed ${report.settings.seed}`,
  ];
  const lines = [
    'TAP version 14',
    `1..${cases.length}`,
    ...comments.map((text) => `# ${text}`),
    ...cases.flatMap((test, index) => [line(test, index + 1), ...diagnostics(test, report, requirements)]),
    ...[...totalsSentences(report), ...mailSentencesOf(report)].map((text) => `# ${text}`),
    `# ${word}: ${plain(reason)}`,
    ...(report.completion === 'interrupted'
      ? [`Bail out! ${report.stoppedBy === 'time-limit' ? 'the time limit is over' : 'the run was interrupted'}`]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same, with the catalogue. */
export const renderAsTap: ReportRenderer = (report) => renderTap(report, CATALOGUE);
