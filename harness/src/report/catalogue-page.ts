import { CATALOGUE_VERSION, GROUPS } from '../catalogue/catalogue.js';
import type { Requirement } from '../catalogue/requirement.js';
import { appliesTo, appliesToKinds } from './applies-to.js';
import { explain } from './explanation.js';

/**
 * Writes the catalogue as a page in Markdown: the same as `mapi-certify explain` says of each requirement.
 *
 * @param requirements - the catalogue, in its order
 * @param fixtures - the folder of the broken providers, as the page links to it, with a slash at its end
 * @returns the page
 */
export function renderCataloguePage(requirements: readonly Requirement[], fixtures: string): string {
  const groups = GROUPS.filter(({ id }) => requirements.some(({ group }) => group === id));
  const lines = [
    '# The catalogue of requirements',
    '',
    `Catalogue ${CATALOGUE_VERSION}: ${requirements.length} requirements. \`mapi-certify list\` and \`mapi-certify explain DUR-2\` say the same on a terminal.`,
    'A broken MUST fails, a broken SHOULD warns (and fails with `--strict`), a REPORT never fails. Ids are never renumbered.',
    '',
    'Sources: DOC is a statement of the documentation in our words; GAP is a place where it is silent or contradicts itself,',
    'with the reading that is certified.',
    ...groups.flatMap(({ id, title }) => [
      '',
      `## ${id}: ${title}`,
      ...requirements.filter(({ group }) => group === id).flatMap((requirement) => entry(requirement, fixtures)),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** The heading is the bare id, so that links to it outlive a better title. */
function entry(requirement: Requirement, fixtures: string): string[] {
  const { id, title, strength, kinds, stances, brokenBy } = requirement;
  const parts = explain(requirement).map(({ label, text, url }) => {
    const linked = url === undefined ? markdown(text) : markdown(text).replace(/^\S+/u, (word) => `[${word}](${url})`);
    return label === '' ? `  - ${linked}` : `- **${label}** ${linked}`;
  });
  const broken = brokenBy === null ? [] : [`- **Broken** by [${brokenBy}](${fixtures}${brokenBy})`];
  return [
    '',
    `### ${id}`,
    '',
    `**${markdown(title)}**`,
    '',
    `${strength} · ${appliesToKinds(kinds)} · ${appliesTo(stances)}`,
    '',
    ...parts,
    ...broken,
  ];
}

/** What Markdown would take for its own is shown as it is; underscores within a word are nothing to it. */
function markdown(text: string): string {
  return text.replaceAll(/[\\`*<|[\]]/gu, String.raw`\$&`).replaceAll(/ {2,}/gu, ' ');
}
