import type { Scenario } from './scenario.js';

/** How many items a client saves in each life of the quick mode, unless told otherwise. */
export const QUICK_ITEMS = 12;

/** What the quick mode plays, each once and without a null control; and of chains of lives, how many. */
const PLAYED: ReadonlyMap<string, number | null> = new Map([
  ['object-contract', null],
  ['classic-exit', null],
  ['query-only', null],
  ['immediate-exit', null],
  ['outlook-exit', null],
  ['do-without-notify', null],
  ['saves-between-calls', null],
  ['two-sessions', null],
  ['repeated-calls', null],
  ['neighbour-refuses', null],
  ['abandoned-after-notify', null],
  ['query-refused-then-notify', null],
  ['calls-after-do', null],
  ['in-company', null],
  ['slow-neighbour', null],
  ['five-generations', 3],
  ['second-instance', null],
  ['lingering-exit', null],
  ['quiet-after-notify', null],
  ['silent-server', null],
  ['cutting-server', null],
  ['killed-in-start-message', null],
]);

/**
 * What of a scenario the quick mode plays: the shortest script that still shows most mistakes.
 *
 * @param scenario - a client script
 * @returns the shorter one; null: the quick mode leaves it out
 */
export function quickScenario(scenario: Scenario): Scenario | null {
  const most = PLAYED.get(scenario.name);
  if (most === undefined) return null;
  const lives = most === null ? scenario.lives : scenario.lives.slice(0, most);
  return { ...scenario, lives, trials: 1, control: false };
}
