import type { Circumstance, Finding } from '../catalogue/requirement.js';
import { ordinal } from '../recording/item-words.js';

/** Requirements that could not be judged for one reason. */
export interface InconclusiveGroup {
  readonly ids: readonly string[];
  readonly message: string;
  /** What the provider threw and printed meanwhile, a line each. */
  readonly around: readonly string[];
}

/**
 * What could not be judged, by its reason: the same reason in several scenarios is one.
 *
 * @param findings - the inconclusive ones
 * @returns the groups, in the order of their first requirement
 */
export function groupInconclusive(findings: readonly Finding[]): readonly InconclusiveGroup[] {
  const groups = new Map<string, { readonly ids: string[]; readonly around: readonly string[] }>();
  for (const { id, message: whole, circumstances = [] } of findings) {
    const message = whole.replace(/^scenario \S+: (?=not run)/u, '').replace(/ \(and \d+ more like it\)$/u, '');
    const group = groups.get(message);
    if (group !== undefined) group.ids.push(id);
    // What explains it shows them itself.
    else groups.set(message, { ids: [id], around: message.startsWith('explained by ') ? [] : linesOf(circumstances) });
  }
  return [...groups].map(([message, group]) => ({ ...group, message }));
}

function linesOf(circumstances: readonly Circumstance[]): readonly string[] {
  return circumstances.flatMap(({ run, life, thrown, printed }) => {
    const where = `${run}, ${ordinal(life)} life: `;
    return [...thrown.map((text) => `${where}${text}`), ...printed.map((text) => `${where}printed to ${text}`)];
  });
}
