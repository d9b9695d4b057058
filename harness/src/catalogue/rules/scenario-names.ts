import type { Scenario } from '../../scenarios/scenario.js';
import { SCENARIOS } from '../../scenarios/scenarios.js';
import { callsShutdown } from '../../scenarios/step-facts.js';
import type { ShutdownCall } from '../../scenarios/step-kinds.js';

/** Random walks can be switched off, and what they show is judged by a requirement of their own. */
const FIXED: readonly Scenario[] = SCENARIOS.filter(({ walks }) => walks !== true);

/** Every scenario: what must be run where each life counts. */
export const allScenarios: readonly string[] = FIXED.map(({ name }) => name);

/** The scenarios in which the provider is asked QueryFastShutdown. */
export const queryScenarios: readonly string[] = namesWith('query');

/** The scenarios in which the provider is told DoFastShutdown. */
export const shutdownScenarios: readonly string[] = namesWith('shutdown');

function namesWith(wanted: ShutdownCall): readonly string[] {
  return FIXED.filter((scenario) => scenario.option !== 3 && does(scenario, wanted)).map(({ name }) => name);
}

function does(scenario: Scenario, wanted: ShutdownCall): boolean {
  return scenario.lives.some(({ steps }) => steps.some((step) => callsShutdown(step, wanted)));
}
