import { ordinal } from '../../recording/item-words.js';
import type { Observation } from '../../recording/observation.js';
import { type Gathered, nothingYet, violation } from './judge-helpers.js';
import { bytes, count, counted } from './words.js';

/** The data may grow to this many times what the first two lives needed for each save. */
const GROWTH_FACTOR = 2;
/** And by this much for pages, logs and lock files that come and go. */
const GROWTH_SLACK_BYTES = 256 * 1024;

/**
 * Requires that data and items grow no faster than what was saved.
 *
 * The yardstick is the provider's own: the most that one of the first two lives needed for each acknowledged save. A
 * store that copies what it has at each start needs twice as much with each life, and passes the bound by the fifth;
 * one that allocates in big steps, or keeps a log of a few megabytes, stays below it.
 */
export function judgeGenerations(run: Observation): Gathered {
  const gathered = nothingYet();
  const working = run.lives.slice(0, -1);
  if (working.length < 3 || working.some(({ ending }) => ending !== 'killed')) return gathered;

  const [first, second] = working;
  const last = working.at(-1);
  if (first === undefined || second === undefined || last === undefined) return gathered;
  const perSave = Math.max(
    first.facts.dataBytes / Math.max(1, first.savesAcknowledged),
    (second.facts.dataBytes - first.facts.dataBytes) / Math.max(1, second.savesAcknowledged),
  );
  const saves = working.reduce((total, life) => total + life.savesAcknowledged, 0);
  const bound = GROWTH_FACTOR * perSave * saves + GROWTH_SLACK_BYTES;
  if (last.facts.dataBytes > bound) {
    gathered.violations.push(
      violation(
        run,
        `after ${counted(saves, 'save')} the data takes no more than ${bytes(bound)}, twice what the first lives needed`,
        `${bytes(last.facts.dataBytes)} after the ${ordinal(working.length - 1)} life`,
        `the sizes were ${working.map(({ facts }) => bytes(facts.dataBytes)).join(', ')}`,
      ),
    );
  }

  let saved = 0;
  for (const [index, life] of run.lives.entries()) {
    if (life.itemsListed !== null && life.itemsListed > saved) {
      gathered.violations.push(
        violation(
          run,
          `the ${ordinal(index)} life lists no more items than the ${count(saved)} that were ever saved`,
          `it lists ${count(life.itemsListed)}`,
        ),
      );
    }
    saved += life.savesAcknowledged;
  }
  return gathered;
}
