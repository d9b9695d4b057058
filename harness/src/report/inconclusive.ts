import type { Finding } from '../catalogue/requirement.js';
import { counted } from '../catalogue/rules/words.js';
import { ordinal } from '../recording/item-words.js';

/** Requirements that could not be judged for one reason. */
export interface InconclusiveGroup {
  readonly ids: readonly string[];
  readonly message: string;
  /** What the provider threw and printed meanwhile, a line each: what it did in many lives is said once. */
  readonly around: readonly string[];
}

/** What a life ended for that got nowhere. Whatever was to be tried in it, this is the reason that it was not. */
const NOTHING_TRIED = /the life could not go on: .*$/u;

/** The findings of one reason. */
interface Open {
  readonly reason: string;
  readonly findings: Finding[];
}

/**
 * What could not be judged, by its reason: the same reason in several scenarios is one.
 *
 * @param findings - the inconclusive ones
 * @returns the groups, in the order of their first requirement
 */
export function groupInconclusive(findings: readonly Finding[]): readonly InconclusiveGroup[] {
  const groups: Open[] = [];
  for (const finding of findings) {
    const reason = reasonOf(finding);
    const group = groups.find((each) => isOneReason(each.reason, reason));
    if (group === undefined) groups.push({ reason, findings: [finding] });
    else group.findings.push(finding);
  }
  const lives = livesByText(findings.filter(isShown));
  const told = new Set<string>();
  return groups.map(({ reason, findings: members }) => {
    const [only, ...others] = members;
    const message = only !== undefined && others.length === 0 ? only.message.replace(MORE, '') : reason;
    const texts = members
      .filter(isShown)
      .flatMap(linesOf)
      .map(({ text }) => text)
      .filter((text) => !told.has(text));
    for (const text of texts) told.add(text);
    const around = [...new Set(texts)].map((text) => {
      const where = livesInWords(lives.get(text) ?? new Set());
      return message.includes(text) ? `in ${where}` : `${where}: ${text}`;
    });
    return { ids: members.map(({ id }) => id), message: message.replace(NOT_RUN, ''), around };
  });
}

const MORE = / \(and \d+ more like it\)$/u;
const NOT_RUN = /^scenario \S+: (?=not run)/u;

function reasonOf({ message }: Finding): string {
  const whole = message.replace(NOT_RUN, '').replace(MORE, '');
  return message.startsWith('explained by ') ? whole : (NOTHING_TRIED.exec(whole)?.[0] ?? whole);
}

/** One of two may say more of what a life could not go on for. */
function isOneReason(one: string, other: string): boolean {
  if (one === other) return true;
  return NOTHING_TRIED.test(one) && NOTHING_TRIED.test(other) && (one.startsWith(other) || other.startsWith(one));
}

/** What explains a finding shows itself what was thrown. */
function isShown({ message }: Finding): boolean {
  return !message.startsWith('explained by ');
}

/** What the provider threw and printed in the lives of a finding, each text with its life. */
function linesOf({ circumstances = [] }: Finding): readonly { readonly text: string; readonly where: string }[] {
  return circumstances.flatMap(({ run, life, thrown, printed }) =>
    [...thrown, ...printed.map((line) => `printed to ${line}`)].map((text) => ({
      text,
      where: `${run}, ${ordinal(life)} life`,
    })),
  );
}

/** By what was thrown or printed, the lives in which it was. */
function livesByText(findings: readonly Finding[]): ReadonlyMap<string, ReadonlySet<string>> {
  const lives = new Map<string, Set<string>>();
  for (const { text, where } of findings.flatMap(linesOf)) {
    lives.set(text, (lives.get(text) ?? new Set()).add(where));
  }
  return lives;
}

/** Findings show a few lives each: where there are several more, there may be others. */
function livesInWords(lives: ReadonlySet<string>): string {
  const [first = '', ...others] = lives;
  if (others.length === 0) return first;
  const least = others.length === 1 ? '' : 'at least ';
  return `${first}, and ${least}${counted(others.length, 'more life', 'more lives')}`;
}
