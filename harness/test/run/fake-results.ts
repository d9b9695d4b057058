import { setTimeout as sleep } from 'node:timers/promises';
import { identityName } from '#harness/recording/identity.js';
import type { ObservedLife } from '#harness/recording/observation.js';
import { scriptOf } from '#harness/recording/recording.js';
import type { PlannedRun } from '#harness/run/schedule/plan.js';
import type { Runner, RunResult } from '#harness/run/schedule/run-result.js';
import { answering, observation } from './observation.js';

/** A runner that starts no process, and notes what it was asked to run. */
export class FakeRunner {
  readonly started: string[] = [];
  readonly #lives: Readonly<Record<string, Partial<ObservedLife> | 'interrupted' | Error>>;
  mostAtOnce = 0;
  #now = 0;

  /**
   * @param lives - by a run's name: what its first life shows; the reconnaissance of an opted-in provider unless given
   */
  constructor(lives: Readonly<Record<string, Partial<ObservedLife> | 'interrupted' | Error>> = {}) {
    this.#lives = { 'object-contract': answering({ kind: 'returned', hr: 0 }), ...lives };
  }

  readonly run: Runner = async (run, { onScript } = {}) => {
    const name = identityName(run.identity);
    this.started.push(name);
    if (run.scenario.idle !== true) this.#now += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#now);
    await sleep(2);
    if (run.scenario.idle !== true) this.#now -= 1;
    const life = this.#lives[name];
    if (life instanceof Error) throw life;
    if (life === 'interrupted') return null;
    const result = resultOf(run, life);
    onScript?.({ run, loaded: result.loaded, observe: () => result.observation });
    return result;
  };
}

/** The result of a run whose first life shows this. */
export function resultOf(run: PlannedRun, life: Partial<ObservedLife> = { ending: 'killed' }): RunResult {
  return {
    run,
    observation: { ...observation(run.identity, life), script: scriptOf(run.scenario, run.lives) },
    wallMs: 2,
    loaded: [['MSProviderInit']],
  };
}
