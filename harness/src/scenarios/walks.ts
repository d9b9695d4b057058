import type { Life, Scenario } from './scenario.js';
import type { Step } from './step-kinds.js';
import type { Walk } from './walk.js';

/** The name of the scenario whose lives are random walks. */
export const RANDOM_WALKS = 'random-walks';

/** How many walks are played unless told otherwise. */
export const DEFAULT_WALKS = 20;

/** So many walks are successive lives on the same data: few enough that what has to be read back stays little. */
export const CHAIN_LENGTH = 10;

/** What chance finds: the order of the calls, of the work between them, and of the ends. */
export const WALKS: readonly Scenario[] = [
  {
    name: RANDOM_WALKS,
    title: 'Random walks over what a client can do, each a life on the data of the walks before it',
    stances: ['in', 'out', 'none'],
    lives: [],
    unannounced: true,
    walks: true,
  },
];

/**
 * The lives of a chain: each but the first begins with a look at what the walks before it have left.
 *
 * A transport is not given the time to send what is under way there, since the end of the chain asks for all of it.
 *
 * @param walks - the scripts, in their order
 */
export function chainOf(walks: readonly Walk[]): readonly Life[] {
  const readBack: Step = { do: 'read-back', drain: false };
  return walks.map((walk, index) => {
    const look = (step: Step): readonly Step[] => (step.do === 'logon' ? [step, readBack] : [step]);
    return { steps: index === 0 ? walk : walk.flatMap(look) };
  });
}

/**
 * The walks of which a chain was made: the reverse of {@link chainOf}.
 *
 * @param lives - the steps of its lives, without the one that reads back in the end
 */
export function walksOf(lives: readonly Walk[]): readonly Walk[] {
  return lives.map((steps) => steps.filter((step) => step.do !== 'read-back'));
}
