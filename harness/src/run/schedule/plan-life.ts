import { join } from 'node:path';
import type { LifePlan, PlannedFarSide, PlannedSecond } from '../../life/life-plan.js';
import { farSideFile, journalFile } from '../../recording/layout.js';
import type { LifeRecording } from '../../recording/recording.js';
import { RECONNAISSANCE } from '../../scenarios/key-scenarios.js';
import { itemsOf } from '../../scenarios/step-facts.js';
import type { RunFarSide } from '../far-side/open-far-side.js';
import { chanceOf, countsWrites, planKill } from '../process/measure.js';
import { planSecond } from '../process/second-instance.js';
import { lifeLimit } from '../process/watchdog.js';
import type { PlannedRun } from './plan.js';
import type { RunContext } from './run-environment.js';

/**
 * Plans one life of a run.
 *
 * @param context - the run
 * @param life - 0-based
 * @param before - what the lives before have left, by which kills are measured
 * @returns the plan, but for the lives that may be lived beside it
 */
export function planLife(
  { run, folder, work, environment, farSide, medium }: RunContext,
  life: number,
  before: readonly LifeRecording[],
): LifePlan {
  const { identity, scenario } = run;
  const { subject, client, items } = environment;
  // The reconnaissance must hear the provider's own answer, which option 3 would not ask for.
  const asked = identity.scenario === RECONNAISSANCE && environment.option === 3 ? 1 : undefined;
  const prescribed = scenario.option ?? asked;
  const data = medium?.planned.mount ?? work;
  return {
    scenario: scenario.name,
    life,
    lives: run.lives.length,
    control: identity.control,
    steps: run.lives[life]?.steps ?? [],
    ...(environment.threads.areTwo ? { twoThreads: true } : {}),
    seed: identity.seed,
    items,
    providers: subject.modules.map(({ name, url, profile }) => ({ name, url, profile })),
    journalFile: journalFile(folder, life),
    earlierJournals: Array.from({ length: life }, (_, earlier) => journalFile(folder, earlier)),
    profileDirectory: join(work, 'profile'),
    dataDirectories: Array.from({ length: scenario.sessions ?? 1 }, (_, session) => join(data, `data-${session + 1}`)),
    companionDirectory: join(work, 'companions'),
    option: prescribed ?? environment.option,
    regFile: prescribed === undefined ? environment.regFile : null,
    client,
    companions: scenario.companions ?? [],
    ...(environment.ownMail === null || !savesRealMail(run) ? {} : { ownMail: environment.ownMail }),
    farSide: farSide === null ? null : plannedFarSide(farSide, folder),
    kill: planKill(run.lives[life]?.kill, before, chanceOf(identity.seed, life)),
    countsWrites: countsWrites(run.lives, life),
    medium: medium?.planned ?? null,
    seconds: [],
  };
}

function plannedFarSide({ settings, refuses }: RunFarSide, folder: string): PlannedFarSide {
  return { settings, file: farSideFile(folder), refuses };
}

/** Whether real mail is saved in a run. Also the lives that change it and read it back are given the time for it. */
function savesRealMail({ lives }: Pick<PlannedRun, 'lives'>): boolean {
  return lives.some(({ steps }) => steps.some((step) => step.do === 'work' && step.workload === 'real-mail'));
}

/** The plans of the lives that are lived beside a life, whose process starts them. */
export function plansBeside(context: RunContext, life: number, before: readonly LifeRecording[]): readonly LifePlan[] {
  const plans: LifePlan[] = [];
  for (let next = life + 1; context.run.lives[next]?.beside === true; next += 1) {
    plans.push(planLife(context, next, before));
  }
  return plans;
}

/** Where the plan of a life that is lived beside another one is, which starts it. */
export function secondPlanFile(work: string, { life }: Pick<LifePlan, 'life'>): string {
  return join(work, `plan-${life + 1}.json`);
}

/** What the process of a life needs to start the one beside it, whose plan is given. */
export function secondOf(
  { run, work, environment: { hostFile, runtime, budgetMs } }: RunContext,
  plan: LifePlan,
): PlannedSecond {
  const limitMs = lifeLimit(plan, budgetMs, itemsUpTo(run, plan.life, plan.items));
  return planSecond(work, hostFile, secondPlanFile(work, plan), limitMs, `process-${plan.life + 1}`, runtime);
}

/** How many items the lives up to this one work on, a read-back counted as the configured number. */
export function itemsUpTo({ lives }: Pick<PlannedRun, 'lives'>, life: number, items: number): number {
  const steps = lives.slice(0, life + 1).flatMap(({ steps: each }) => each);
  return steps.reduce((sum, step) => sum + itemsOf(step, items), 0);
}
