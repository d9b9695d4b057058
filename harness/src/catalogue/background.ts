import { controlRuns, type Gathered, notRun, take, toldRuns, violation } from './judge-helpers.js';
import { acknowledgedCount, lossCount, lossesInWords } from './losses.js';
import type { Evidence } from './requirement.js';
import { troubleOf } from './runs.js';
import { endedAsPlanned } from './sequence.js';
import { count, counted, percent } from './words.js';
import { requireWorksOn } from './works-on.js';

/** Of what the control lost as well, this share more may be lost before it counts. */
const BACKGROUND_TOLERANCE = 0.1;

/**
 * Compares what half a second of background work makes durable, with and without a query.
 *
 * @param evidence - everything observed
 * @param gathered - gets what is wrong or missing
 * @returns the figures in words
 */
export function compareBackground(evidence: Evidence, gathered: Gathered): string {
  const scenario = 'background-work';
  const [told] = toldRuns(evidence, scenario);
  const [control] = controlRuns(evidence, scenario);
  if (told === undefined || control === undefined) {
    take(gathered, notRun(evidence, scenario));
    return 'background work was not compared';
  }
  for (const run of [told, control]) take(gathered, troubleOf(run));
  take(gathered, requireWorksOn(told, 'after QueryFastShutdown the store works on'));
  if (![told, control].every((run) => endedAsPlanned(run) && run.ledger.readBackComplete)) {
    return 'background work was not compared';
  }
  const [toldLost, controlLost] = [lossCount(told), lossCount(control)];
  const items = acknowledgedCount([told]);
  const allowed = controlLost === 0 ? 0 : controlLost + Math.ceil(items * BACKGROUND_TOLERANCE);
  if (toldLost > allowed) {
    gathered.violations.push(
      violation(
        told,
        `half a second after the last save as much is durable as without a query, where ${counted(controlLost, 'item')} of ${count(acknowledgedCount([control]))} were lost`,
        `${lossesInWords([told])}, of ${count(items)}`,
        'the query stopped background work that had been making saved items durable',
      ),
    );
  }
  const share = (lost: number, of: number): string => (of === 0 ? 'nothing' : percent(of - lost, of));
  return `half a second after the last save ${share(toldLost, items)} was safe from a kill, ${share(controlLost, acknowledgedCount([control]))} without a query`;
}
