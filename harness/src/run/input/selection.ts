import type { GroupId, Requirement } from '../../catalogue/requirement.js';
import { RECONNAISSANCE } from '../../scenarios/key-scenarios.js';
import { quickScenario } from '../../scenarios/quick.js';
import type { Scenario } from '../../scenarios/scenario.js';
import type { Walk } from '../../scenarios/walk.js';
import { printScript } from '../../scenarios/walk-script.js';
import { closest } from './closest.js';
import { ConfigurationError, type OptionNaming } from './configuration-error.js';
import type { Settings } from './options.js';
import { printShard } from './shard.js';

/** What is judged, and what must be run for it. */
export interface Selection {
  readonly requirements: readonly Requirement[];
  /** Always with the reconnaissance; without what nothing that is selected needs of them. */
  readonly scenarios: readonly Scenario[];
  /** By name of the scenarios that are needed and not run: why. */
  readonly leftOut: Readonly<Record<string, string>>;
}

/** Which part of the catalogue was asked for. */
export interface SelectionRequest {
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly scenario: readonly string[];
  /** Only what the quick mode plays is wanted. */
  readonly quick?: boolean;
  /** A script is to be played in place of random walks; null or absent: none. */
  readonly script?: readonly Walk[] | null;
}

/**
 * Chooses requirements and the scenarios they need.
 *
 * @param request - ids and groups, in any case of letters; names of scenarios
 * @param catalogue - all requirements
 * @param scenarios - all scenarios
 * @returns the chosen ones, in the order of the catalogue
 * @throws ConfigurationError when a word matches nothing, or nothing is left to be judged
 */
export function select(
  request: SelectionRequest,
  catalogue: readonly Requirement[],
  scenarios: readonly Scenario[],
): Selection {
  const only = new Set(request.only.flatMap((word) => idsOf(word, 'only', catalogue)));
  const skip = new Set(request.skip.flatMap((word) => idsOf(word, 'skip', catalogue)));
  const named = new Set(request.scenario.map((name) => scenarioNamed(name, scenarios)));
  const requirements = catalogue.filter(
    ({ id, scenarios: needed }) =>
      (only.size === 0 || only.has(id)) &&
      !skip.has(id) &&
      (named.size === 0 || needed.some((name) => named.has(name))),
  );
  if (requirements.length === 0) throw new ConfigurationError((name) => nothingLeft(request, name));
  const needed = new Set(requirements.flatMap(({ scenarios: all, suffices = all }) => suffices));
  for (const name of named) needed.add(name);
  const candidates = scenarios.filter(({ name }) => needed.has(name) || name === RECONNAISSANCE);
  const unplayed = candidates.find((scenario) => named.has(scenario.name) && quickScenario(scenario) === null);
  if (request.quick === true && unplayed !== undefined) {
    throw new ConfigurationError(
      (name) =>
        `${name('scenario')}: the quick mode does not play ${unplayed.name}; name another one, or leave ${name('quick')} out`,
    );
  }
  const leftOut: Record<string, string> = {};
  const chosen = candidates.flatMap((scenario) => {
    const { name } = scenario;
    if (name !== RECONNAISSANCE && named.size > 0 && !named.has(name)) {
      leftOut[name] = `only ${[...named].join(', ')} was asked for`;
      return [];
    }
    const played = request.quick === true ? quickScenario(scenario) : scenario;
    if (played === null) leftOut[name] = QUICK_REASON;
    return played === null ? [] : [onlyNeeded(played, needed, requirements)];
  });
  if (request.quick === true && !chosen.some(({ name }) => needed.has(name))) {
    throw new ConfigurationError(
      (name) =>
        `${name('quick')}: of what is selected the quick mode plays nothing; select something else, or leave ${name('quick')} out`,
    );
  }
  // A script that nobody plays would be an option without a meaning.
  if ((request.script ?? null) !== null && !chosen.some(({ walks }) => walks === true)) {
    throw new ConfigurationError(
      (name) =>
        `${name('script')}: what is selected leaves out the requirement that plays it; add SEQ-13 to the selection, or leave ${name('script')} out`,
    );
  }
  return { requirements, scenarios: chosen, leftOut };
}

/** Why the quick mode does not run a scenario. */
const QUICK_REASON = 'the quick mode leaves it out';

/** Without the null control where nobody compares with it, and without a read-back that nobody asks for. */
function onlyNeeded(scenario: Scenario, needed: ReadonlySet<string>, requirements: readonly Requirement[]): Scenario {
  const compared = requirements.some(
    ({ controls, scenarios }) => controls === true && scenarios.includes(scenario.name),
  );
  return {
    ...scenario,
    ...(scenario.control === true ? { control: compared } : {}),
    ...(needed.has(scenario.name) ? {} : { readsBack: false }),
  };
}

function idsOf(word: string, option: 'only' | 'skip', catalogue: readonly Requirement[]): readonly string[] {
  return requirementsNamed(word, (name) => name(option), catalogue);
}

/**
 * The requirements that a word names.
 *
 * @param word - an id or a group, in any case of letters
 * @param place - where the word was given, for the message
 * @param catalogue - all requirements
 * @returns their ids, at least one
 * @throws ConfigurationError when it names none
 */
export function requirementsNamed(
  word: string,
  place: string | ((name: OptionNaming) => string),
  catalogue: readonly Requirement[],
): readonly string[] {
  const wanted = word.toUpperCase();
  const found = catalogue.filter(({ id, group }) => id === wanted || group === wanted).map(({ id }) => id);
  if (found.length > 0) return found;
  const groups = [...new Set<GroupId>(catalogue.map(({ group }) => group))];
  const near = closest(wanted, [...catalogue.map(({ id }) => id), ...groups]);
  const meant = near === undefined ? '' : `; did you mean ${near}?`;
  throw new ConfigurationError((name) => {
    const where = typeof place === 'string' ? place : place(name);
    return `${where}: there is no requirement or group ${word}${meant} (the groups are ${groups.join(', ')}; mapi-certify list shows every id)`;
  });
}

function scenarioNamed(name: string, scenarios: readonly Scenario[]): string {
  if (scenarios.some((scenario) => scenario.name === name)) return name;
  const names = scenarios.map((scenario) => scenario.name);
  const near = closest(name, names);
  throw new ConfigurationError(
    (option) =>
      `${option('scenario')}: there is no scenario ${name}${near === undefined ? '' : `; did you mean ${near}?`} (the scenarios are: ${names.join(', ')})`,
  );
}

function nothingLeft({ only, skip, scenario }: SelectionRequest, name: OptionNaming): string {
  const words = [
    ...(only.length === 0 ? [] : [`${name('only')} ${only.join(', ')}`]),
    ...(skip.length === 0 ? [] : [`${name('skip')} ${skip.join(', ')}`]),
    ...(scenario.length === 0 ? [] : [`${name('scenario')} ${scenario.join(', ')}`]),
  ];
  return `${words.join(' and ')} together leave no requirement to be judged; name at least one that is not left out`;
}

/** What was chosen, as a command would have it. */
export function selectionOption({
  only,
  skip,
  scenario,
  script,
  quick,
  shard,
}: Pick<Settings, 'only' | 'skip' | 'scenario' | 'script' | 'quick' | 'shard'>): { readonly selection?: string } {
  const played = script === null ? [] : [printScript(script)];
  const named = Object.entries({ only, skip, scenario, script: played }).filter(([, names]) => names.length > 0);
  const words = named.map(([name, names]) => `--${name} ${names.join(',')}`);
  if (quick) words.unshift('--quick');
  if (shard !== null) words.push(`--shard ${printShard(shard)}`);
  return words.length === 0 ? {} : { selection: words.join(' ') };
}
