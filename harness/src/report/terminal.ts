import { CATALOGUE } from '../catalogue/catalogue.js';
import type { Requirement } from '../catalogue/requirement.js';
import type { ProviderKind } from '../scenarios/scenario.js';
import { expectationErrors } from './expectations.js';
import { renderFinding, renderInconclusive } from './finding-text.js';
import { renderGroupTable } from './group-table.js';
import { mailSentencesOf } from './mail-text.js';
import { duration } from './numbers.js';
import type { CertificationReport } from './report.js';
import type { ReportLayout, ReportRenderer } from './reporter.js';
import { createStyle, type Style } from './style.js';
import { columns, hang, pad, plain, together, wrap } from './text.js';
import { totalsSentences } from './totals.js';
import { type VerdictText, verdictText } from './verdict-text.js';

/** How a result is laid out; commands may be longer than a line. */
export interface TerminalOptions extends ReportLayout {
  /** The catalogue, for sources and advice. */
  readonly requirements: readonly Requirement[];
}

const KIND_NAMES: Readonly<Record<ProviderKind, string>> = {
  store: 'message store',
  transport: 'transport',
  'address-book': 'address book',
};

/**
 * The first lines: what was certified, with which settings.
 *
 * @param report - the certification
 * @param width - the columns of a line
 * @param style - the emphasis
 * @returns the lines
 */
export function renderHeader(report: CertificationReport, width: number, style: Style): string[] {
  const { provider, settings, tool } = report;
  const kinds = provider.kinds.map((kind) => KIND_NAMES[kind]).join(', ');
  const parts = [
    style.bold(together(`${tool.name} ${tool.version}`)),
    `catalogue ${report.catalogue}`,
    kinds === '' ? plain(provider.name) : `${plain(provider.name)} (${kinds})`,
    settings.reg === null ? `option ${settings.option}` : `option ${settings.option} (${plain(settings.reg)})`,
    `client ${settings.client}`,
    `seed ${settings.seed}`,
  ];
  const [first = '', ...rest] = wrap(parts.map(together).join('\u00a0· '), width - 2);
  return [first, ...rest.map((line) => `  ${line}`)];
}

function paintVerdict(word: VerdictText['word'], style: Style): string {
  if (word === 'CERTIFIED' || word.startsWith('PASSED')) return style.bold(style.green(word));
  return style.bold(word === 'NOT CERTIFIED' ? style.red(word) : style.yellow(word));
}

/**
 * The last lines: the verdict, how long it took, and where the evidence is.
 *
 * @param report - the certification
 * @param catalogueSize - how many requirements there are
 * @param width - the columns of a line
 * @param style - the emphasis
 * @returns one line, or more when they don't fit on one
 */
function renderClosing(report: CertificationReport, catalogueSize: number, width: number, style: Style): string[] {
  const { word, reason } = verdictText(report, catalogueSize);
  const lines = hang(`${paintVerdict(word, style)}  `, plain(reason), width);
  const folder = report.evidence?.replace(/[/\\]?$/u, '/');
  const right = style.dim(duration(report.wallMs) + (folder === undefined ? '' : ` · evidence in ${folder}`));
  const [only = '', ...more] = lines;
  if (more.length === 0 && columns(only) + 2 + columns(right) <= width) {
    return [pad(only, width - columns(right)) + right];
  }
  return [...lines, ' '.repeat(Math.max(2, width - columns(right))) + right];
}

/**
 * Writes a whole result for a terminal, or for a pipe.
 *
 * @param report - the certification
 * @param options - layout and catalogue
 * @returns the lines, without line breaks
 */
export function renderTerminal(report: CertificationReport, options: TerminalOptions): string[] {
  const style = createStyle(options.colour);
  const { width, requirements } = options;
  const withStatus = (status: string) => report.findings.filter((finding) => finding.status === status);
  const findingOptions = { ...options, style };
  const sections = [
    renderHeader(report, width, style),
    renderGroupTable(report.findings, width, style),
    [...totalsSentences(report), ...mailSentencesOf(report)].flatMap((sentence) => hang('  ', sentence, width)),
    // Of an interrupted run most is not known, and the last line says so.
    report.completion === 'interrupted' ? [] : renderInconclusive(withStatus('inconclusive'), findingOptions),
    ...withStatus('warn').map((finding) => renderFinding(finding, report, findingOptions)),
    ...withStatus('fail').map((finding) => renderFinding(finding, report, findingOptions)),
    expectationErrors(report).flatMap(({ message }) => hang(`  ${style.red('✗')} `, message, width)),
    renderClosing(report, requirements.length, width, style),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
    .map((line) => line.trimEnd());
}

/** The same as one text, with the sources and advice of the catalogue. */
export const renderForTerminal: ReportRenderer = (report, layout) =>
  `${renderTerminal(report, { ...layout, requirements: CATALOGUE }).join('\n')}\n`;
