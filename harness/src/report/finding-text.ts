import type { Finding, Requirement, Violation } from '../catalogue/requirement.js';
import { findingParts } from './finding-parts.js';
import { groupInconclusive } from './inconclusive.js';
import type { CertificationReport } from './report.js';
import type { Style } from './style.js';
import { hang, pad, plain, spread } from './text.js';
import { renderTimeline } from './timeline.js';

/** What findings are written with. */
export interface FindingOptions {
  readonly width: number;
  readonly style: Style;
  /** The catalogue, for sources and advice. */
  readonly requirements: readonly Requirement[];
}

const LABEL = 10;

/**
 * Draws the life that shows a case, as far as its calls are known.
 *
 * @param report - the certification that it is part of
 * @param violation - the case
 * @param width - the columns of a line
 * @param style - the emphasis
 * @returns the lines; none when there is nothing to draw
 */
export function timelineOf(report: CertificationReport, violation: Violation, width: number, style: Style): string[] {
  const events = report.timelines[violation.run] ?? [];
  const endings = report.runs.find((run) => run.name === violation.run)?.endings ?? [];
  const start = events.find((event) => event.e === 'start');
  return renderTimeline(events, {
    provider: report.provider.name.replace(/\.[cm]?js$/u, ''),
    ending: endings[start?.life ?? 0] ?? null,
    // Through Wine the process is on another one than its parent.
    platform: start?.platform ?? report.environment.platform,
    width,
    style,
  });
}

/**
 * Writes one finding that an author has to act on: what was expected and seen, why, where to look, how to repeat it.
 *
 * @param finding - a failure or a warning
 * @param report - the certification that it is part of
 * @param options - layout and catalogue
 * @returns the lines, without an empty one around them
 */
export function renderFinding(finding: Finding, report: CertificationReport, options: FindingOptions): string[] {
  const { style, width } = options;
  const failed = finding.status === 'fail';
  const paint = failed ? style.red : style.yellow;
  const prefix = `  ${paint(failed ? '✗' : '!')} ${pad(style.bold(finding.id), 5)}  `;
  const lines = spread(style.bold(finding.title), paint(finding.strength), width, prefix);
  const indent = ' '.repeat(Math.max(5, finding.id.length) + 6);
  for (const { label, text, isCommand } of findingParts(finding, report, options.requirements)) {
    const start = indent + pad(label === '' ? '' : style.dim(label), LABEL);
    // A command is one line, however long, so that it can be copied.
    lines.push(...(isCommand === true ? [start + text] : hang(start, text, width)));
  }
  const [first] = finding.violations;
  if (first === undefined) return lines;
  const drawn = timelineOf(report, first, width - indent.length, style);
  if (drawn.length > 0) lines.push('', ...drawn.map((line) => indent + line));
  return lines;
}

/**
 * Writes briefly what could not be judged; requirements with the same reason share their lines.
 *
 * @param findings - inconclusive findings
 * @param options - layout
 * @returns the lines
 */
export function renderInconclusive(findings: readonly Finding[], options: FindingOptions): string[] {
  return groupInconclusive(findings).flatMap(({ ids, message, around }) => {
    const prefix = `  ${options.style.yellow('?')} `;
    return [
      ...hang(prefix, `${options.style.bold(ids.join(', '))}  ${plain(message)}`, options.width),
      ...around.flatMap((line) => hang('    ', plain(line), options.width)),
    ];
  });
}
