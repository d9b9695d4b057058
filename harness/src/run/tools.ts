import { fileURLToPath } from 'node:url';
import { CATALOGUE } from '../catalogue/catalogue.js';
import type { Requirement } from '../catalogue/requirement.js';
import type { ScenarioIdentity } from '../recording/identity.js';
import type { Scenario } from '../scenarios/scenario.js';
import { SCENARIOS } from '../scenarios/scenarios.js';
import type { Places } from './schedule/places.js';

/** What a certification works with; the product's own tests bring others. */
export interface Tools {
  /** The script of the process that dies. */
  readonly hostFile: string;
  readonly scenarios: readonly Scenario[];
  readonly catalogue: readonly Requirement[];
  /** Where its processes run, shared with other certifications; places of its own, as many as `jobs` says, unless given. */
  readonly places?: Places;
  /**
   * The runs whose processes wait for a debugger, each before its first line; none unless given. Nobody ends them for being
   * slow. What is repeated because of a failure waits for none.
   */
  readonly debugged?: (run: ScenarioIdentity) => boolean;
}

/** The product's own. */
export const defaultTools: Tools = {
  hostFile: fileURLToPath(new URL('../host.js', import.meta.url)),
  scenarios: SCENARIOS,
  catalogue: CATALOGUE,
};
