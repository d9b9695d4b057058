import type { Finding, Requirement } from '../catalogue/requirement.js';
import { measuredInWords } from '../catalogue/rules/measured.js';
import { findingParts } from './finding-parts.js';
import { timelineOf } from './finding-text.js';
import { mailSentencesOf } from './mail-text.js';
import type { CertificationReport } from './report.js';
import { createStyle } from './style.js';
import type { TestCase } from './test-cases.js';
import { plain } from './text.js';
import { totalsSentences } from './totals.js';

const LABEL = 10;
/** Viewers of CI servers don't break lines. */
const WIDTH = 110;

/**
 * What a red or yellow test says of itself, a line each: expected, seen, because, where to look, source, how to repeat it.
 *
 * @param test - the test
 * @param report - the certification that it is part of
 * @param requirements - the catalogue
 */
export function caseLines(
  { finding, message }: TestCase,
  report: CertificationReport,
  requirements: readonly Requirement[],
): readonly string[] {
  if (finding === null) return [message, ...totalsSentences(report), ...mailSentencesOf(report)];
  const parts = findingParts(finding, report, requirements).map(({ label, text }) => label.padEnd(LABEL) + text);
  return [message, ...parts];
}

/**
 * What a test has to show besides: figures, and who called whom in the life that shows what is broken.
 *
 * @param finding - that the test is of
 * @param report - the certification that it is part of
 */
export function caseOutput(finding: Finding | null, report: CertificationReport): readonly string[] {
  if (finding === null) return [];
  const [first] = finding.violations;
  const drawn = first === undefined ? [] : timelineOf(report, first, WIDTH, createStyle(false));
  return [measuredInWords(finding.measured), ...drawn].filter((line) => line !== '');
}

/**
 * What was certified, and how: what every format has a place for, in plain words.
 *
 * @param report - the certification
 * @returns names and values
 */
export function runProperties(report: CertificationReport): Readonly<Record<string, string>> {
  const { provider, settings, environment, evidence } = report;
  const properties = {
    verdict: report.verdict,
    completion: report.completion,
    summary: report.summary,
    provider: provider.name,
    file: provider.file,
    sha256: provider.sha256,
    kinds: provider.kinds.join(','),
    stance: provider.stance,
    catalogue: String(report.catalogue),
    seed: String(settings.seed),
    option: String(settings.option),
    client: settings.client,
    node: environment.node,
    platform: `${environment.platform}-${environment.arch}`,
    startedAt: report.startedAt,
    ...(evidence === null ? {} : { evidence }),
  };
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, plain(value)]));
}
