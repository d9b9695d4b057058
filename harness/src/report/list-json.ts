import { CATALOGUE_VERSION } from '../catalogue/catalogue.js';
import type { Requirement } from '../catalogue/requirement.js';

/**
 * Writes the catalogue, or a part of it, as JSON: all that `explain` says, for programs.
 *
 * @param requirements - those to be listed, in their order
 * @returns an object with the version of the catalogue and the list, with a line break at its end
 */
export function renderListJson(requirements: readonly Requirement[]): string {
  const entries = requirements.map((requirement) => {
    const { id, group, title, strength, kinds, stances, what, why, how, lookAt, scenarios, sources } = requirement;
    return { id, group, title, strength, kinds, stances, what, why, how, lookAt, scenarios, sources };
  });
  return `${JSON.stringify({ catalogue: CATALOGUE_VERSION, requirements: entries }, null, 2)}\n`;
}
