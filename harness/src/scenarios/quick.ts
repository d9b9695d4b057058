import type { Life, Scenario } from './scenario.js';
import type { Step } from './step-kinds.js';
import { fastExit, halfWork, logon, someWork } from './steps.js';

/** How many items a client saves in each life of the quick mode, unless told otherwise. */
export const QUICK_ITEMS = 20;

/** In place of random walks: what no fixed scenario does, and a walk finds soon. A provider that refuses is told nothing. */
export const QUICK_WALK = { agreed: 'logon,work:1,query,query,do,kill', refused: 'logon,work:1,query,query,logoff' };

/** How the quick mode plays a scenario. */
interface Quick {
  /** Of a chain of lives those at these places, from 0; all unless given. */
  readonly lives?: readonly number[];
  /** Lives in the place of the scenario's own. */
  readonly instead?: readonly Life[];
  /** Its lives share processes with those of others that end in this way, and wait as it does. */
  readonly together?: Scenario['together'];
  /** It mostly waits, as those do beside which it is played. */
  readonly idle?: true;
  /** It is there for its sequence: what a client saves is seen in others. */
  readonly half?: true;
}

/** The lives of chains: those that follow them wait for their process to end. */
const CHAIN: Quick = { together: 'kill', half: true };
/** The sequences that one process lives, with those that wait for a while. */
const SEQUENCE: Quick = { together: 'kill', idle: true, half: true };
const CLASSIC: Quick = { together: 'exit', idle: true, half: true };

/** Longer than most providers wait with what they write in the background. */
const background: Step = { do: 'wait', ms: 120 };
const workTwice: readonly Step[] = [logon, someWork, background, someWork, ...fastExit];
/** One life that is promised, and one that is killed after as much work, before it has asked: also on a busy machine. */
const killedAtWork: readonly Life[] = [{ steps: workTwice }, { steps: workTwice, kill: { within: 'work', end: true } }];

/** What the quick mode plays, each once and without a null control. */
const PLAYED: ReadonlyMap<string, Quick> = new Map<string, Quick>([
  ['object-contract', {}],
  ['immediate-exit', {}],
  ['outlook-exit', { together: 'kill', idle: true }],
  ['lingering-exit', SEQUENCE],
  ['quiet-after-notify', {}],
  ['classic-exit', { together: 'exit', idle: true }],
  ['query-only', CLASSIC],
  ['abandoned-after-notify', CLASSIC],
  ['query-refused-then-notify', CLASSIC],
  // Everybody waits for its lives, one after the other: they go on at once, beside the chains that share their processes.
  ['real-mail', {}],
  ['submitted-mail', { lives: [0, 1], ...CHAIN }],
  ['do-without-notify', SEQUENCE],
  ['saves-between-calls', SEQUENCE],
  ['two-sessions', SEQUENCE],
  ['repeated-calls', SEQUENCE],
  ['calls-after-do', SEQUENCE],
  ['in-company', SEQUENCE],
  ['slow-neighbour', SEQUENCE],
  ['neighbour-refuses', CLASSIC],
  ['five-generations', { lives: [0, 1], ...CHAIN }],
  // The second life works on what the first one has left, and leaves in another way.
  ['every-exit-in-turn', { lives: [0, 1], ...CHAIN }],
  ['asked-over-time', { lives: [0], ...CLASSIC }],
  ['killed-at-work', { instead: killedAtWork, ...CHAIN }],
  ['second-instance', CHAIN],
  ['random-walks', SEQUENCE],
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
  const { together, lives, instead, idle, half } = quick;
  const chosen = instead ?? scenario.lives.filter((_, place) => lives?.includes(place) ?? true);
  return {
    ...scenario,
    lives: chosen.map((life) => ({ ...life, steps: life.steps.map((step) => shorter(step, half === true)) })),
    trials: 1,
    control: false,
    ...(idle === undefined ? {} : { idle }),
    ...(together === undefined ? {} : { together }),
  };
}

function shorter(step: Step, half: boolean): Step {
  if (step.do !== 'work') return step;
  if (step.workload === 'real-mail') return { ...step, brief: true };
  if (!half || step.workload !== 'mixed') return step;
  return { ...step, items: step.items ?? halfWork.items, brief: true };
}
