import { CATALOGUE, GROUPS } from '../catalogue/catalogue.js';
import type { Finding, FindingStatus, Requirement } from '../catalogue/requirement.js';
import { expectationErrors } from './expectations.js';
import { findingParts } from './finding-parts.js';
import { timelineOf } from './finding-text.js';
import { groupInconclusive } from './inconclusive.js';
import { mailSentencesOf } from './mail-text.js';
import { markdownBlock, markdownCode, markdownText } from './markdown-text.js';
import { duration } from './numbers.js';
import type { CertificationReport } from './report.js';
import type { ReportRenderer } from './reporter.js';
import { createStyle } from './style.js';
import { clip } from './text.js';
import { totalsSentences } from './totals.js';
import { verdictText } from './verdict-text.js';

/** So many characters of findings are told as a whole; of the rest a line each. GitHub takes 1 MiB for a summary. */
const MOST_WHOLE = 200_000;
const LABEL = 10;
const WIDTH = 110;

const ICONS: Readonly<Record<string, string>> = {
  CERTIFIED: '✅',
  PASSED: '✅',
  'PASSED (quick)': '✅',
  'PASSED (shard)': '✅',
  'NOT CERTIFIED': '❌',
  INCONCLUSIVE: '❔',
  INTERRUPTED: '❔',
};

const STATUSES: readonly (readonly [FindingStatus, string])[] = [
  ['pass', 'passed'],
  ['fail', 'failed'],
  ['warn', 'warned'],
  ['inconclusive', 'inconclusive'],
  ['not-applicable', 'not applicable'],
];

/** Of each group how many requirements came to what; columns in which nothing stands are left out. */
function table(findings: readonly Finding[]): string[] {
  const columns = STATUSES.filter(([status]) => findings.some((finding) => finding.status === status));
  const rows = GROUPS.flatMap(({ id, title }) => {
    const own = findings.filter(({ group }) => group === id);
    if (own.length === 0) return [];
    const numbers = columns.map(([status]) => own.filter((finding) => finding.status === status).length || '');
    return [`| **${id}** | ${title} | ${numbers.join(' | ')} |`];
  });
  if (rows.length === 0) return [];
  return [
    `| | | ${columns.map(([, word]) => word).join(' | ')} |`,
    `|:--|:--|${'--:|'.repeat(columns.length)}`,
    ...rows,
  ];
}

function heading({ id, title, strength, status, flaky }: Finding): string {
  const mark = status === 'fail' ? '❌' : status === 'warn' ? '⚠️' : '❔';
  return `${mark} **${id}** ${markdownText(title)} · ${strength}${flaky ? ' · flaky' : ''}`;
}

/** Folded, but for the first one. */
function whole(finding: Finding, report: CertificationReport, all: readonly Requirement[], isFirst: boolean): string[] {
  const parts = findingParts(finding, report, all);
  const again = parts.find(({ isCommand }) => isCommand === true);
  const lines = parts
    .filter(({ isCommand }) => isCommand !== true)
    .map(({ label, text }) => (label.padEnd(LABEL) + text).trimEnd());
  const [first] = finding.violations;
  const drawn = first === undefined ? [] : timelineOf(report, first, WIDTH, createStyle(false));
  return [
    heading(finding),
    '',
    `<details${isFirst ? ' open' : ''}><summary>What was expected and seen</summary>`,
    '',
    ...markdownBlock([...lines, ...(drawn.length === 0 ? [] : ['', ...drawn])]),
    '',
    ...(again === undefined ? [] : ['Again:', '', ...markdownBlock([again.text], 'sh'), '']),
    '</details>',
    '',
  ];
}

function brokenLines(
  broken: readonly Finding[],
  report: CertificationReport,
  requirements: readonly Requirement[],
): string[] {
  const lines: string[] = [];
  let left = MOST_WHOLE;
  for (const [index, finding] of broken.entries()) {
    const own = whole(finding, report, requirements, index === 0);
    left -= own.join('\n').length;
    lines.push(...(left > 0 ? own : [`- ${heading(finding)}`]));
  }
  return [...lines, ''];
}

/**
 * Writes a certification in Markdown, as GitHub shows it: for the summary of a job, or a comment.
 *
 * @param report - the certification
 * @param requirements - the catalogue
 * @returns the document
 */
export function renderMarkdown(report: CertificationReport, requirements: readonly Requirement[]): string {
  const { provider, settings, findings } = report;
  const { word, reason } = verdictText(report, requirements.length);
  const rank = (status: FindingStatus): Finding[] => findings.filter((finding) => finding.status === status);
  const broken = [...rank('fail'), ...rank('warn')];
  const open = report.completion === 'interrupted' ? [] : rank('inconclusive');
  const facts = [
    markdownCode(provider.name),
    provider.kinds.join(', '),
    `catalogue ${report.catalogue}`,
    `option ${settings.option}`,
    `client ${settings.client}`,
    `seed ${settings.seed}`,
    duration(report.wallMs),
  ].filter((fact) => fact !== '');
  const lines = [
    `## ${ICONS[word]} ${word}`,
    '',
    markdownText(reason),
    '',
    facts.join(' · '),
    '',
    ...table(findings),
    '',
    ...totalsSentences(report).flatMap((sentence) => [sentence, '']),
    ...mailSentencesOf(report).flatMap((sentence) => [markdownText(sentence), '']),
    ...expectationErrors(report).map(({ message }) => `- ❌ ${markdownText(message)}`),
    '',
    ...brokenLines(broken, report, requirements),
    ...groupInconclusive(open).flatMap(({ ids, message, around }) => [
      `- ❔ **${ids.join(', ')}** ${markdownText(clip(message))}`,
      ...around.map((line) => `  - ${markdownCode(clip(line))}`),
    ]),
    ...(open.length > 0 ? [''] : []),
    ...(report.evidence === null ? [] : [`Evidence in ${markdownCode(report.evidence)}`]),
  ];
  return `${lines
    .join('\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trimEnd()}\n`;
}

/** The same, with the catalogue. */
export const renderAsMarkdown: ReportRenderer = (report) => renderMarkdown(report, CATALOGUE);
