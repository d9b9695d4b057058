import type { Circumstance, Finding, Requirement, Source, Violation } from '../catalogue/requirement.js';
import { measuredInWords } from '../catalogue/rules/measured.js';
import { counted } from '../catalogue/rules/words.js';
import { ordinal } from '../recording/item-words.js';
import { parseScript, scriptInWords } from '../scenarios/walk-script.js';
import { repeatCommand } from './repeat-command.js';
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
const MOST_OTHERS = 3;

function sourceText(sources: readonly Source[]): string {
  const [first, ...others] = sources;
  if (first === undefined) return '';
  const more = others.length === 0 ? '' : `; also ${others.map((source) => source.id).join(', ')}`;
  return `${first.id} ${first.text} (${first.page}${more})`;
}

/** Of each further run one case, as far as they are few, and how many there are besides. */
function otherCases(violations: readonly Violation[]): (readonly [string, string])[] {
  const byRun = new Map(violations.toReversed().map((violation) => [violation.run, violation]));
  const [first, ...others] = [...byRun.values()].reverse();
  const shown = others.slice(0, MOST_OTHERS);
  const rest = violations.length - shown.length - (first === undefined ? 0 : 1);
  const lines = shown.map((violation) => ['also', `${violation.run}: ${violation.seen}`] as const);
  if (rest === 0) return lines;
  return [...lines, [shown.length === 0 ? 'also' : '', `${counted(rest, 'more case')} in the evidence`]];
}

function timelineOf(report: CertificationReport, violation: Violation, width: number, style: Style): string[] {
  const events = report.timelines[violation.run] ?? [];
  const endings = report.runs.find((run) => run.name === violation.run)?.endings ?? [];
  const start = events.find((event) => event.e === 'start');
  return renderTimeline(events, {
    provider: report.provider.name.replace(/\.[cm]?js$/u, ''),
    ending: endings[start?.life ?? 0] ?? null,
    platform: report.environment.platform,
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
  const say = (label: string, text: string): void => {
    if (text !== '') lines.push(...hang(indent + pad(label === '' ? '' : style.dim(label), LABEL), plain(text), width));
  };

  const [first] = finding.violations;
  const script = first?.script === undefined ? '' : scriptInWords(parseScript(first.script));
  const says = first === undefined || !plain(finding.message).includes(plain(first.seen));
  if (says) say('broken', finding.message);
  if (!says || !finding.message.includes(script)) say('script', script);
  if (first !== undefined) {
    say('expected', first.expected);
    say('seen', first.seen);
    say('because', first.because ?? '');
  }
  for (const [label, text] of otherCases(finding.violations)) say(label, text);
  say('measured', measuredInWords(finding.measured));
  for (const { run, life, thrown, printed } of finding.circumstances ?? []) {
    const where = `${run}, ${ordinal(life)} life: `;
    for (const text of thrown) say('threw', `${where}${text}`);
    printed.forEach((line, index) => {
      say(index === 0 ? 'printed' : '', index === 0 ? `${where}${line}` : line);
    });
  }
  if (finding.flaky) say('flaky', 'a repetition alone gave another result: it depends on luck, which is no promise');

  const requirement = options.requirements.find((entry) => entry.id === finding.id);
  say('look at', finding.lookAt ?? requirement?.lookAt ?? '');
  say('source', sourceText(requirement?.sources ?? []));
  if (first === undefined) return lines;
  const { scenario, seed } = first;
  const played = first.script === undefined ? {} : { script: first.script };
  const repeated = { id: finding.id, scenario, seed, ...played };
  const again = repeatCommand(report, repeated);
  lines.push(`${indent}${pad(style.dim('again'), LABEL)}${again}`);

  const drawn = timelineOf(report, first, width - indent.length, style);
  if (drawn.length > 0) lines.push('', ...drawn.map((line) => indent + line));
  return lines;
}

/** What the provider threw and printed, a line each. */
function linesOf({ run, life, thrown, printed }: Circumstance): readonly string[] {
  const where = `${run}, ${ordinal(life)} life: `;
  return [...thrown.map((text) => `${where}${text}`), ...printed.map((text) => `${where}printed to ${text}`)];
}

/**
 * Writes briefly what could not be judged; requirements with the same reason share their lines.
 *
 * @param findings - inconclusive findings
 * @param options - layout
 * @returns the lines
 */
export function renderInconclusive(findings: readonly Finding[], options: FindingOptions): string[] {
  const reasons = new Map<string, string[]>();
  const circumstances = new Map<string, readonly Circumstance[]>();
  for (const { id, message: whole, circumstances: around = [] } of findings) {
    // The same reason in several scenarios is one reason.
    const message = whole.replace(/^scenario \S+: (?=not run)/u, '').replace(/ \(and \d+ more like it\)$/u, '');
    if (!circumstances.has(message) && !message.startsWith('explained by ')) circumstances.set(message, around);
    const ids = reasons.get(message);
    if (ids === undefined) reasons.set(message, [id]);
    else ids.push(id);
  }
  return [...reasons].flatMap(([message, ids]) => {
    const prefix = `  ${options.style.yellow('?')} `;
    const around = (circumstances.get(message) ?? []).flatMap(linesOf);
    return [
      ...hang(prefix, `${options.style.bold(ids.join(', '))}  ${plain(message)}`, options.width),
      ...around.flatMap((line) => hang('    ', plain(line), options.width)),
    ];
  });
}
