import { GROUPS } from '../catalogue/catalogue.js';
import type { Requirement } from '../catalogue/requirement.js';
import { appliesTo } from './applies-to.js';
import { createStyle } from './style.js';
import { hang, pad } from './text.js';

/**
 * Writes the catalogue as a table: id, strength, to whom it applies, title.
 *
 * @param requirements - the catalogue, in its order
 * @param options - the columns of a line, and whether colours are shown
 * @returns the lines, without line breaks
 */
export function renderList(
  requirements: readonly Requirement[],
  options: { readonly width: number; readonly colour: boolean },
): string[] {
  const style = createStyle(options.colour);
  const widest = (texts: readonly string[]): number => Math.max(...texts.map((text) => text.length), 0);
  const ids = widest(requirements.map((requirement) => requirement.id));
  const applies = widest(requirements.map((requirement) => appliesTo(requirement.stances)));
  const groups = GROUPS.filter(({ id }) => requirements.some((requirement) => requirement.group === id));
  return groups.flatMap(({ id, title: groupTitle }, index) => {
    const heading = `${style.bold(id)}  ${groupTitle}`;
    const entries = requirements
      .filter((requirement) => requirement.group === id)
      .flatMap((requirement) => {
        const { strength, stances, title } = requirement;
        const prefix = `  ${pad(style.bold(requirement.id), ids)}  ${pad(strength, 6)}  ${pad(appliesTo(stances), applies)}  `;
        return hang(prefix, title, options.width);
      });
    return [...(index === 0 ? [] : ['']), heading, ...entries];
  });
}
