import { GROUPS } from '../catalogue/catalogue.js';
import type { Finding, FindingStatus } from '../catalogue/requirement.js';
import { measuredInWords } from '../catalogue/rules/measured.js';
import type { Style } from './style.js';
import { columns, hang, pad, plain, together } from './text.js';

const STATUS_WORDS: readonly (readonly [FindingStatus, string])[] = [
  ['pass', 'passed'],
  ['fail', 'failed'],
  ['warn', 'warned'],
  ['inconclusive', 'inconclusive'],
  ['not-applicable', 'not applicable'],
];

const COUNTS_AT = 34;
const FIGURES_AT = 9;

function paint(status: FindingStatus, text: string, style: Style): string {
  if (status === 'fail') return style.red(text);
  if (status === 'warn' || status === 'inconclusive') return style.yellow(text);
  return status === 'pass' ? style.green(text) : style.dim(text);
}

/**
 * Writes how many requirements of each group passed and did not, and the figures worth knowing beside them.
 *
 * @param findings - all findings of a certification
 * @param width - the columns of a line
 * @param style - the emphasis
 * @returns one line a group that has findings, and more where figures need them
 */
export function renderGroupTable(findings: readonly Finding[], width: number, style: Style): string[] {
  const groups = GROUPS.filter(({ id }) => findings.some((finding) => finding.group === id));
  return groups.flatMap(({ id, title }) => {
    const own = findings.filter((finding) => finding.group === id);
    const counts = STATUS_WORDS.flatMap(([status, word]) => {
      const number = own.filter((finding) => finding.status === status).length;
      return number === 0 ? [] : [paint(status, `${String(number).padStart(2)} ${word}`, style)];
    });
    const start = pad(`  ${pad(style.bold(id), 5)}  ${title}`, COUNTS_AT);
    const line = start + counts.join('  ');
    const lines =
      columns(line) <= width ? [line] : hang(`${start} `, counts.map(together).join('   ').trimStart(), width);
    // What a kill without a word costs stands below the table, in a sentence.
    const passed = own.filter(({ status, strength }) => status === 'pass' && strength !== 'REPORT');
    const figures = passed
      .filter(({ measured }) => measured.length > 0)
      .map(({ id: requirement, measured }) => [`${requirement}  `, plain(measuredInWords(measured))] as const);
    const below = figures.flatMap(([requirement, words]) => {
      return hang(' '.repeat(FIGURES_AT) + style.dim(requirement), style.dim(words), width);
    });
    return [...lines, ...below];
  });
}
