import type { Finding, Requirement, Source, Violation } from '../catalogue/requirement.js';
import { measuredInWords } from '../catalogue/rules/measured.js';
import { counted } from '../catalogue/rules/words.js';
import { ordinal } from '../recording/item-words.js';
import { parseScript, scriptInWords } from '../scenarios/walk-script.js';
import { expectationInWords, expectationOf } from './expectations.js';
import { PAGES } from './explanation.js';
import { againOf } from './finding-details.js';
import type { CertificationReport } from './report.js';
import { clip, plain } from './text.js';

/** One labelled text of a finding. */
export interface FindingPart {
  /** Empty: it goes on with the part before. */
  readonly label: string;
  /** One line, safe to print. */
  readonly text: string;
  /** It is a command, to be copied as it is. */
  readonly isCommand?: true;
  /** It is what the provider threw or printed. */
  readonly isOutput?: true;
  /** The page of Microsoft's documentation that it quotes. */
  readonly url?: string;
}

const MOST_OTHERS = 3;

/**
 * What there is to say of a finding that somebody has to act on, in the order in which every report says it.
 *
 * @param finding - a failure, a warning, or what could not be judged
 * @param report - the certification that it is part of
 * @param requirements - the catalogue, for sources and advice
 * @returns the parts; the command that repeats it is the last one
 */
export function findingParts(
  finding: Finding,
  report: CertificationReport,
  requirements: readonly Requirement[],
): readonly FindingPart[] {
  const parts: FindingPart[] = [];
  const say = (label: string, text: string, more: Omit<FindingPart, 'label' | 'text'> = {}): void => {
    const line = plain(more.isCommand === true ? text : clip(text));
    if (line !== '') parts.push({ label, text: line, ...more });
  };
  const expectation = expectationOf(finding, report);
  if (expectation !== undefined) say('known', `expected ${expectationInWords(expectation)}`);
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
    for (const text of thrown) say('threw', `${where}${text}`, { isOutput: true });
    for (const [index, line] of printed.entries()) {
      say(index === 0 ? 'printed' : '', index === 0 ? `${where}${line}` : line, { isOutput: true });
    }
  }
  if (finding.flaky) say('flaky', 'a repetition alone gave another result: it depends on luck, which is no promise');

  const requirement = requirements.find(({ id }) => id === finding.id);
  say('look at', finding.lookAt ?? requirement?.lookAt ?? '');
  const [source] = requirement?.sources ?? [];
  const url = source === undefined || source.page === '' ? {} : { url: PAGES + source.page };
  say('source', sourceText(requirement?.sources ?? []), url);
  if (first !== undefined) say('again', againOf(finding.id, first, report), { isCommand: true });
  return parts;
}

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
