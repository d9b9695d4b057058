import type { Requirement } from '../catalogue/requirement.js';
import { findingParts } from './finding-parts.js';
import type { CertificationReport } from './report.js';
import { type TestCase, testCases } from './test-cases.js';

/** GitHub shows ten of each kind for a step. */
const MOST = 10;
/** And of each so much. */
const MOST_CHARACTERS = 3_000;
const SHOWN: ReadonlySet<string> = new Set(['expected', 'seen', 'because', 'look at', 'again']);

/** A value within a workflow command, as GitHub's toolkit escapes it. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function annotation(test: TestCase, report: CertificationReport, requirements: readonly Requirement[]): string {
  const { name, outcome, message, finding } = test;
  const parts = finding === null ? [] : findingParts(finding, report, requirements);
  const lines = parts.filter(({ label }) => SHOWN.has(label)).map(({ label, text }) => `${label}: ${text}`);
  const text = [message, ...lines].join('\n').slice(0, MOST_CHARACTERS);
  const command = outcome === 'warned' ? 'warning' : outcome === 'expected' ? 'notice' : 'error';
  return `::${command} title=${property(name)}::${data(text)}`;
}

/**
 * The workflow commands with which GitHub Actions shows what is broken beside the run.
 *
 * @param report - the certification
 * @param requirements - the catalogue
 * @returns a line each; none when nothing is red or yellow
 */
export function renderAnnotations(report: CertificationReport, requirements: readonly Requirement[]): string[] {
  const cases = testCases(report, requirements);
  const red = cases.filter(({ outcome }) => outcome === 'failed' || outcome === 'error');
  const yellow = cases.filter(({ outcome }) => outcome === 'warned');
  const known = cases.filter(({ outcome }) => outcome === 'expected');
  return [...red.slice(0, MOST), ...yellow.slice(0, MOST), ...known.slice(0, MOST)].map((test) =>
    annotation(test, report, requirements),
  );
}
