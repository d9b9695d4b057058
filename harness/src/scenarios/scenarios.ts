import { EXITS } from './exits.js';
import { MAIL } from './mail.js';
import { QUIETNESS } from './quiet.js';
import type { Scenario } from './scenario.js';
import { WALKS } from './walks.js';

/** Every scenario, in the order in which reports list them. */
export const SCENARIOS: readonly Scenario[] = [...EXITS, ...MAIL, ...QUIETNESS, ...WALKS];

const byName: ReadonlyMap<string, Scenario> = new Map(SCENARIOS.map((scenario) => [scenario.name, scenario]));

/**
 * Finds a scenario.
 *
 * @param name - its name
 * @returns undefined when there is none of that name
 */
export function scenarioNamed(name: string): Scenario | undefined {
  return byName.get(name);
}
