import { isDeepStrictEqual } from 'node:util';
import { CATALOGUE, findRequirement } from '#harness/catalogue/catalogue.js';
import { judgeAll } from '#harness/catalogue/judge.js';
import type { Evidence, Finding, Judgement, JudgeSettings } from '#harness/catalogue/requirement.js';
import type { Observation } from '#harness/recording/observation.js';
import { observe } from '#harness/recording/observe.js';
import type { Stance } from '#harness/scenarios/scenario.js';
import { type Behaviour, correct } from './box.js';
import { scenariosFor, simulateTrials } from './simulation.js';

/** Settings as the runner's. */
export function settings(stance: Stance | 'unknown', more: Partial<JudgeSettings> = {}): JudgeSettings {
  return { stance, kinds: ['store'], budgetMs: 5_000, queryBudgetMs: 250, ...more };
}

/** What the scenarios of these names show, for the evidence of stores that are not correct. */
const parts = new WeakMap<Evidence, (scenarios: readonly string[]) => Evidence>();

/** What correct stores show: nobody changes evidence, so that all tests can look at the same. */
const ofCorrectStores = new Map<Stance, Evidence>();

/** Everything a store with this behaviour shows; it is simulated when a test looks at it, which takes a while. */
export function evidenceOf(stance: Stance, change?: Partial<Behaviour>): Evidence {
  if (change !== undefined) return simulated(stance, change);
  const known = ofCorrectStores.get(stance);
  if (known !== undefined) return known;
  const evidence = simulated(stance, {});
  ofCorrectStores.set(stance, evidence);
  return evidence;
}

function simulated(stance: Stance, change: Partial<Behaviour>): Evidence {
  const behaviour = { ...correct(stance), ...change };
  const isCorrect = Object.keys(change).length === 0;
  const names = scenariosFor(stance);
  const seen = new Map<string, readonly Observation[]>();
  const observationsOf = (name: string): readonly Observation[] => {
    const known =
      seen.get(name) ?? (isAsCorrect(name) ? ofCorrect(name) : simulateTrials(name, behaviour).map(observe));
    seen.set(name, known);
    return known;
  };
  const ofCorrect = (name: string): readonly Observation[] =>
    evidenceOf(stance).observations.filter(({ identity }) => identity.scenario === name);
  // The simulation of 10,000 items takes nine tenths of the time of all; who does with 1,000 what correct stores do, does
  // so with more, too.
  const isAsCorrect = (name: string): boolean =>
    name === 'bulk-10000' && !isCorrect && isDeepStrictEqual(observationsOf('bulk-1000'), ofCorrect('bulk-1000'));
  let all: readonly Observation[] | undefined;
  const evidence: Evidence = {
    settings: settings(stance),
    get observations() {
      all ??= names.flatMap(observationsOf);
      return all;
    },
  };
  if (!isCorrect) {
    parts.set(evidence, (scenarios) => ({
      settings: evidence.settings,
      observations: names.filter((name) => scenarios.includes(name)).flatMap(observationsOf),
    }));
  }
  return evidence;
}

/** A store whose DoFastShutdown takes more time with each item that is pending. */
export function takingMoreWithEachItem(): Evidence {
  return evidenceOf('in', {
    takes: (method, pending) => (method === 'DoFastShutdown' ? (pending * pending) / 1e5 : 0.2),
  });
}

/** The evidence without some scenarios. */
export function without(evidence: Evidence, ...scenarios: readonly string[]): Evidence {
  return {
    ...evidence,
    observations: evidence.observations.filter(({ identity }) => !scenarios.includes(identity.scenario)),
  };
}

/** The evidence with the observations of one scenario changed. */
export function changing(
  evidence: Evidence,
  scenario: string,
  change: (observation: Observation) => Observation,
): Evidence {
  return {
    ...evidence,
    observations: evidence.observations.map((observation) =>
      observation.identity.scenario === scenario ? change(observation) : observation,
    ),
  };
}

/**
 * What the judge of one requirement says: of a correct store's whole certification; of another one's, unless the test has
 * looked into it already, of the scenarios that the requirement asks for, as in a certification of it alone.
 */
export function judged(id: string, evidence: Evidence): Judgement {
  const requirement = findRequirement(id);
  if (requirement === undefined) throw new Error(`no requirement ${id}`);
  return requirement.judge(parts.get(evidence)?.(requirement.scenarios) ?? evidence);
}

/** The findings that an author must act on. */
export function broken(evidence: Evidence): readonly Finding[] {
  return judgeAll(CATALOGUE, evidence).filter(({ status }) => status === 'fail' || status === 'warn');
}

/** The evidence with the first life of one scenario's told runs ended otherwise. */
export function endingFirstLife(
  evidence: Evidence,
  scenario: string,
  end: Partial<Observation['lives'][number]>,
): Evidence {
  return changing(evidence, scenario, (observation) =>
    observation.identity.control
      ? observation
      : { ...observation, lives: observation.lives.map((life, index) => (index === 0 ? { ...life, ...end } : life)) },
  );
}

/** The evidence with the kills of one scenario unproven. */
export function unproven(evidence: Evidence, scenario: string): Evidence {
  return endingFirstLife(evidence, scenario, {
    ending: 'unproven',
    endingReason: 'the process ended by itself with code 0 before the kill',
  });
}

/** The evidence with the read-back of one scenario cut short. */
export function unread(evidence: Evidence, scenario: string): Evidence {
  return changing(evidence, scenario, (observation) => ({
    ...observation,
    ledger: { ...observation.ledger, readBackComplete: false },
  }));
}
