import type { Requirement } from '../catalogue/requirement.js';
import { appliesTo } from './applies-to.js';
import { explain } from './explanation.js';
import { createStyle } from './style.js';
import { hang, pad, spread } from './text.js';

const LABEL = 9;

/**
 * Writes the page of one requirement: what is demanded, why, how it is tried, and where that comes from.
 *
 * @param requirement - the requirement
 * @param options - the columns of a line, and whether colours are shown
 * @returns the lines, without line breaks
 */
export function renderExplanation(
  requirement: Requirement,
  options: { readonly width: number; readonly colour: boolean },
): string[] {
  const style = createStyle(options.colour);
  const { width } = options;
  const right = `${requirement.strength} · ${appliesTo(requirement.stances)}`;
  const lines = spread(style.bold(requirement.title), right, width, `${style.bold(requirement.id)}  `);
  const say = (label: string, text: string): void => {
    lines.push(...hang(pad(style.dim(label), LABEL), text, width));
  };
  for (const { label, text, url } of explain(requirement)) {
    say(label, text);
    if (url !== undefined) lines.push(`${' '.repeat(LABEL)}${style.dim(url)}`);
  }
  if (requirement.brokenBy !== null) say('Broken', `${requirement.brokenBy} fails exactly this.`);
  return lines.map((line) => line.trimEnd());
}
