import type { Scenario } from './scenario.js';

/** How many items a client saves in each life of the quick mode, unless told otherwise. */
export const QUICK_ITEMS = 20;

/** In place of random walks: what no fixed scenario does, and a walk finds soon. A provider that refuses is told nothing. */
export const QUICK_WALK = { agreed: 'logon,work:1,query,query,do,kill', refused: 'logon,work:1,query,query,logoff' };

/** How the quick mode plays a scenario. */
interface Quick {
  /** Of a chain of lives those at these places, from 0; all unless given. */
  readonly lives?: readonly number[];
  /** The first life in one process with others: the scripts that wait for nothing, and those that end the classic way. */
  readonly together?: 'exit' | 'kill';
}

const KILLED: Quick = { together: 'kill' };
const CLASSIC: Quick = { together: 'exit' };

/** What the quick mode plays, each once and without a null control. */
const PLAYED: ReadonlyMap<string, Quick> = new Map<string, Quick>([
  ['object-contract', {}],
  ['immediate-exit', {}],
  ['outlook-exit', {}],
  ['lingering-exit', {}],
  ['quiet-after-notify', {}],
  ['classic-exit', CLASSIC],
  ['query-only', CLASSIC],
  ['abandoned-after-notify', CLASSIC],
  ['query-refused-then-notify', CLASSIC],
  ['real-mail', {}],
  ['submitted-mail', {}],
  ['do-without-notify', KILLED],
  ['saves-between-calls', KILLED],
  ['two-sessions', KILLED],
  ['repeated-calls', KILLED],
  ['calls-after-do', KILLED],
  ['in-company', KILLED],
  ['slow-neighbour', KILLED],
  ['neighbour-refuses', {}],
  ['five-generations', { lives: [0, 1, 2], ...KILLED }],
  // The second life works on what the first one has left, and leaves in another way.
  ['every-exit-in-turn', { lives: [0, 1], ...KILLED }],
  ['asked-over-time', {}],
  // One that is promised, one that is measured, and one that is killed after a durable write.
  ['killed-at-work', { lives: [0, 1, 7], ...KILLED }],
  ['second-instance', KILLED],
  ['other-instances-leave', KILLED],
  ['random-walks', KILLED],
  ['silent-server', {}],
  ['cutting-server', {}],
  ['sent-mail', {}],
  ['killed-in-start-message', {}],
]);

/**
 * What of a scenario the quick mode plays: the shortest script that still shows most mistakes.
 *
 * @param scenario - a client script
 * @returns the shorter one; null: the quick mode leaves it out
 */
export function quickScenario(scenario: Scenario): Scenario | null {
  const quick = PLAYED.get(scenario.name);
  if (quick === undefined) return null;
  const { together, lives } = quick;
  return {
    ...scenario,
    lives: scenario.lives.filter((_, place) => lives?.includes(place) ?? true),
    trials: 1,
    control: false,
    ...(together === undefined ? {} : { together }),
  };
}
