import { CATALOGUE } from '#harness/catalogue/catalogue.js';
import { judgeAll } from '#harness/catalogue/judge.js';
import type { Evidence } from '#harness/catalogue/requirement.js';
import { EarlyFailures } from '#harness/run/schedule/early-failures.js';
import { urgencyOf } from '#harness/run/schedule/plan.js';
import type { RunResult } from '#harness/run/schedule/run-result.js';
import { SCENARIOS, scenarioNamed } from '#harness/scenarios/scenarios.js';

/**
 * What a certification tells of before its end, when its runs end one after the other, the most urgent first.
 *
 * @param evidence - what all runs show
 * @returns the ids, in the order in which they are told
 */
export async function toldEarly({ settings, observations }: Evidence): Promise<readonly string[]> {
  const told: string[] = [];
  const early = new EarlyFailures({
    requirements: CATALOGUE,
    scenarios: SCENARIOS,
    judge: (requirements, soFar, { stance }) =>
      judgeAll(requirements, { settings: { ...settings, stance }, observations: soFar }),
    onFailing: ({ id }) => told.push(id),
  });
  const results = observations.map((observation): RunResult => {
    const { identity } = observation;
    const scenario = scenarioNamed(identity.scenario);
    if (scenario === undefined) throw new Error(`no scenario ${identity.scenario}`);
    return { run: { identity, scenario, lives: scenario.lives }, observation, wallMs: 1, loaded: [] };
  });
  early.planned({ stance: settings.stance, planned: results.map(({ run }) => run), notRun: {}, elsewhere: new Set() });
  const urgency = ({ run }: RunResult): number => urgencyOf(run, 12);
  for (const result of results.sort((a, b) => urgency(b) - urgency(a))) {
    await early.around(async () => result)(result.run);
  }
  return told;
}
