import type { LifePlan, PlannedMedium, PlannedSecond } from '../../life/life-plan.js';
import type { NodeRuntime } from './runtime.js';

/**
 * A plan with all paths as the processes of a runtime know them.
 *
 * @param plan - with the paths of this machine
 * @param runtime - what runs the process that reads the plan
 */
export function planForRuntime(plan: LifePlan, runtime: NodeRuntime): LifePlan {
  if (runtime.wine === null) return plan;
  const path = (each: string): string => runtime.path(each);
  const maybe = (each: string | null): string | null => (each === null ? null : path(each));
  // The mount stays as it is: commands that name it are run on this machine.
  const medium = (each: PlannedMedium): PlannedMedium => ({
    ...each,
    ...(each.orders === undefined ? {} : { orders: path(each.orders) }),
  });
  // The command is one of this runtime already.
  const second = (each: PlannedSecond): PlannedSecond => ({
    ...each,
    cwd: path(each.cwd),
    stdoutFile: path(each.stdoutFile),
    stderrFile: path(each.stderrFile),
    outcomeFile: path(each.outcomeFile),
  });
  return {
    ...plan,
    providers: plan.providers.map((each) => ({ ...each, url: runtime.url(each.url) })),
    journalFile: path(plan.journalFile),
    earlierJournals: plan.earlierJournals.map(path),
    profileDirectory: path(plan.profileDirectory),
    dataDirectories: plan.dataDirectories.map(path),
    companionDirectory: path(plan.companionDirectory),
    regFile: maybe(plan.regFile),
    ...(plan.ownMail === undefined ? {} : { ownMail: { ...plan.ownMail, file: path(plan.ownMail.file) } }),
    farSide: plan.farSide === null ? null : { ...plan.farSide, file: path(plan.farSide.file) },
    medium: plan.medium === null ? null : medium(plan.medium),
    seconds: plan.seconds.map(second),
  };
}
