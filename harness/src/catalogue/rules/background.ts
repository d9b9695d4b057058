import type { Measured } from '../measured.js';
import type { Evidence } from '../requirement.js';
import { announcedRuns, controlRuns, type Gathered, notRun, take, violation } from './judge-helpers.js';
import { acknowledgedCount, lossCount, lossesInWords } from './losses.js';
import { measuredCount } from './measured.js';
import { endedAsPlanned, precheckRun } from './runs.js';
import { count, counted } from './words.js';

/** Of what the control lost as well, this share more may be lost before it counts. */
const BACKGROUND_TOLERANCE = 0.1;

/** What is compared, and the words for it. */
export interface BackgroundRule {
  readonly scenario: string;
  /** When the kill comes, for example `two seconds after the last save`. */
  readonly when: string;
  /** Without what: `without a query`. */
  readonly without: string;
  readonly because: string;
}

/**
 * Compares what background work makes durable, with and without a call of the client's.
 *
 * @param evidence - everything observed
 * @param gathered - gets what is wrong or missing
 * @param rule - which scenario, and the words
 * @returns how much was durable in either; none where one of them could not be judged
 */
export function compareBackground(evidence: Evidence, gathered: Gathered, rule: BackgroundRule): readonly Measured[] {
  const { scenario, when, without, because } = rule;
  const [announced] = announcedRuns(evidence, scenario);
  const [control] = controlRuns(evidence, scenario);
  if (announced === undefined || control === undefined) {
    take(gathered, notRun(evidence, scenario));
    return [];
  }
  for (const run of [announced, control]) take(gathered, precheckRun(run));
  if (![announced, control].every((run) => endedAsPlanned(run) && run.ledger.readBackComplete)) return [];
  const [announcedLost, controlLost] = [lossCount(announced), lossCount(control)];
  const items = acknowledgedCount([announced]);
  const controlItems = acknowledgedCount([control]);
  const allowed = controlLost === 0 ? 0 : controlLost + Math.ceil(items * BACKGROUND_TOLERANCE);
  if (announcedLost > allowed) {
    gathered.violations.push(
      violation(
        announced,
        `${when} as much is durable as ${without}, where ${counted(controlLost, 'item')} of ${count(controlItems)} were lost`,
        `${lossesInWords([announced])}, of ${count(items)}`,
        because,
      ),
    );
  }
  return [
    measuredCount(`safe from a kill ${when}`, Math.max(0, items - announcedLost), items),
    measuredCount(`the same ${without}`, Math.max(0, controlItems - controlLost), controlItems),
  ];
}
