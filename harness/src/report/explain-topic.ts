import { CATALOGUE, findRequirement, GROUPS } from '../catalogue/catalogue.js';
import type { Requirement, Source } from '../catalogue/requirement.js';
import { allSources } from '../catalogue/sources.js';
import type { Life, Scenario } from '../scenarios/scenario.js';
import { SCENARIOS, scenarioNamed } from '../scenarios/scenarios.js';
import { appliesTo, appliesToKinds } from './applies-to.js';
import { renderExplanation } from './explain.js';
import { PAGES } from './explanation.js';
import { createStyle } from './style.js';
import { hang, pad } from './text.js';

/** How a page is laid out. */
interface Layout {
  readonly width: number;
  readonly colour: boolean;
}

const LABEL = 9;

/** Everything that can be explained, for a hint at what was meant. */
export const TOPICS: readonly string[] = [
  ...CATALOGUE.map(({ id }) => id),
  ...GROUPS.map(({ id }) => id),
  ...allSources().map(({ id }) => id),
  ...SCENARIOS.map(({ name }) => name),
];

/**
 * Explains a requirement, a group of them, a statement (DOC) or gap (GAP) of the documentation, or a scenario.
 *
 * @param word - its id or name, in any case of letters
 * @param layout - the columns of a line, and whether colours are shown
 * @returns the lines, without line breaks; null: there is nothing of that name
 */
export function explainTopic(word: string, layout: Layout): readonly string[] | null {
  const wanted = word.toUpperCase();
  const requirement = findRequirement(word);
  if (requirement !== undefined) return renderExplanation(requirement, layout);
  const group = GROUPS.find(({ id }) => id === wanted);
  if (group !== undefined) {
    const title = `${createStyle(layout.colour).bold(group.id)}  ${group.title}`;
    const entries = CATALOGUE.filter((each) => each.group === group.id);
    return [title, ...entries.flatMap((each) => ['', ...renderExplanation(each, layout)])];
  }
  const source = allSources().find(({ id }) => id === wanted);
  if (source !== undefined) return sourceLines(source, layout);
  const scenario = scenarioNamed(word.toLowerCase());
  return scenario === undefined ? null : scenarioLines(scenario, layout);
}

function sourceLines({ id, text, page }: Source, layout: Layout): readonly string[] {
  const style = createStyle(layout.colour);
  const resting = CATALOGUE.filter(({ sources }) => sources.some((source) => source.id === id));
  return [
    ...hang(`${style.bold(id)}  `, text, layout.width),
    ...(page === '' ? [] : [`${' '.repeat(LABEL)}${style.dim(PAGES + page)}`]),
    ...requirementLines('Demands', resting, layout),
  ];
}

function scenarioLines(scenario: Scenario, layout: Layout): readonly string[] {
  const { name, title, kinds, stances, lives, trials, control } = scenario;
  const style = createStyle(layout.colour);
  const say = (label: string, text: string): string[] => hang(pad(style.dim(label), LABEL), text, layout.width);
  const runs = [
    ...(trials === undefined ? [] : [`run ${trials} times, each with another seed`]),
    ...(control === true ? ['and once more without telling the provider: the null control'] : []),
  ];
  const judging = CATALOGUE.filter(({ scenarios }) => scenarios.includes(name));
  return [
    ...hang(`${style.bold(name)}  `, title, layout.width),
    ...say('For', `${kinds === undefined ? 'every kind' : appliesToKinds(kinds)}, ${appliesTo(stances)}`),
    ...lives.flatMap((life, index) => say(`Life ${index + 1}`, lifeText(life))),
    ...(runs.length === 0 ? [] : say('Trials', runs.join(', '))),
    ...requirementLines('Judged', judging, layout),
  ].map((line) => line.trimEnd());
}

/** The steps, each with what it has besides its name. */
function lifeText({ steps, kill }: Life): string {
  const texts = steps.map(({ do: name, ...fields }) => {
    const more = flat(fields);
    return more.length === 0 ? name : `${name} (${more.join(', ')})`;
  });
  if (kill === undefined) return texts.join(', ');
  return `${texts.join(', ')}; killed without a word: ${flat(kill).join(', ')}`;
}

function flat(fields: object): readonly string[] {
  return Object.entries(fields).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? flat(value) : [`${key} ${String(value)}`],
  );
}

function requirementLines(label: string, requirements: readonly Requirement[], layout: Layout): readonly string[] {
  const style = createStyle(layout.colour);
  return requirements.flatMap(({ id, title }, index) =>
    hang(`${pad(index === 0 ? style.dim(label) : '', LABEL)}${style.bold(id)}  `, title, layout.width),
  );
}
