import fc, { type Arbitrary } from 'fast-check';
import type { Stance } from '../../scenarios/scenario.js';
import { endOf, itemsOf } from '../../scenarios/step-facts.js';
import type { Step } from '../../scenarios/step-kinds.js';
import { possibleWalk, type Walk } from '../../scenarios/walk.js';
import { workOf } from '../../scenarios/walk-script.js';
import { CHAIN_LENGTH } from '../../scenarios/walks.js';

/** How many steps a walk is made of, besides logon and its end; one that is made shorter may have fewer. */
const FEWEST_STEPS = 4;
const MOST_STEPS = 10;
const MOST_ITEMS = 3;
const LONGEST_WAIT_MS = 8;

/** Where in a chain the client never asks: soon, so that few walks have one too, and once later. */
const SILENT_PLACES: readonly number[] = [2, 7];

/** A step as values that shrink: its name, and its number where it has one. */
type Piece = readonly [name: string, number?: number];

/** How a walk ends: as Outlook ends, by DoFastShutdown alone, in order, or without a word. */
type End = 'outlook' | 'do' | 'classic' | 'none';

const weighted = (weight: number, arbitrary: Arbitrary<Piece>): { weight: number; arbitrary: Arbitrary<Piece> } => ({
  weight,
  arbitrary,
});
const bare = (name: string): Arbitrary<Piece> => fc.tuple(fc.constant(name));
const counted = (name: string, max: number): Arbitrary<Piece> =>
  fc.tuple(fc.constant(name), fc.integer({ min: 1, max }));

const WORK = counted('work', MOST_ITEMS);
const WAIT = counted('wait', LONGEST_WAIT_MS);
const PIECE = fc.oneof(
  weighted(7, WORK),
  weighted(4, bare('query')),
  weighted(3, bare('notify')),
  weighted(2, WAIT),
  weighted(1, bare('shutdown')),
  weighted(1, bare('call-after-shutdown')),
);

const END = fc.oneof(
  { weight: 3, arbitrary: fc.constant<End>('outlook') },
  { weight: 3, arbitrary: fc.constant<End>('do') },
  { weight: 2, arbitrary: fc.constant<End>('classic') },
  { weight: 2, arbitrary: fc.constant<End>('none') },
);

/**
 * Scripts that a client can produce. Smaller ones have fewer steps and fewer items.
 *
 * @param stance - what the provider says, which the client obeys
 * @param fewest - so many steps are tried at least, besides logon and the end
 * @param most - and no more than these
 */
export function walks(stance: Stance, fewest: number = 0, most: number = MOST_STEPS): Arbitrary<Walk> {
  const pieces = fc.array(PIECE, { minLength: fewest, maxLength: most, size: 'max' });
  return fc.tuple(pieces, END).map(
    ([middle, end]) => walkOf(middle.map(stepOf), end, stance),
    (walk) => partsOf(walk as Walk),
  );
}

/**
 * Scripts of a client that never says a word of a shutdown: it works, and leaves in order or is killed.
 *
 * @param fewest - so many steps are tried at least, besides logon and the end
 */
function silentWalks(fewest: number): Arbitrary<Walk> {
  const pieces = fc.array(fc.oneof(WORK, WAIT), { minLength: fewest, maxLength: MOST_STEPS, size: 'max' });
  return fc
    .tuple(pieces, fc.constantFrom<End>('classic', 'none'))
    .map(([middle, end]) => walkOf(middle.map(stepOf), end, 'in'));
}

function walkOf(middle: readonly Step[], end: End, stance: Stance): Walk {
  const body = possibleWalk(middle, stance);
  // Once DoFastShutdown has been called there is only one end.
  return body.some((step) => step.do === 'shutdown')
    ? body
    : possibleWalk([...middle, ...stepsOfEnd(end, stance, middle)], stance);
}

/**
 * The walks of a chain.
 *
 * @param stance - what the provider says
 * @param seed - of the chain
 * @returns always as many as a chain has, in two of which the client never asks; the same seed gives the same ones
 */
export function chainFromSeed(stance: Stance, seed: number): readonly Walk[] {
  // Without the bias towards small values that is good for finding errors in functions: every length is as good.
  const sample = (from: Arbitrary<Walk>, numRuns: number): readonly Walk[] =>
    fc.sample(fc.noBias(from), { seed, numRuns });
  const silent = sample(silentWalks(FEWEST_STEPS), SILENT_PLACES.length);
  const chain = sample(walks(stance, FEWEST_STEPS), CHAIN_LENGTH);
  return chain.map((walk, place) => silent[SILENT_PLACES.indexOf(place)] ?? walk);
}

function stepOf([name, number = 1]: Piece): Step {
  if (name === 'work') return workOf(number);
  return name === 'wait' ? { do: 'wait', ms: number } : ({ do: name } as Step);
}

function stepsOfEnd(end: End, stance: Stance, middle: readonly Step[]): readonly Step[] {
  const classic: readonly Step[] = [{ do: 'logoff' }, { do: 'exit' }];
  if (end === 'classic') return classic;
  if (end === 'none') return [{ do: 'kill' }];
  const query: readonly Step[] = middle.some((step) => step.do === 'query') ? [] : [{ do: 'query' }];
  // Who is refused obeys.
  if (stance === 'out') return [...query, ...classic];
  return [...query, ...(end === 'outlook' ? [{ do: 'notify' } as const] : []), { do: 'shutdown' }, { do: 'kill' }];
}

/** The reverse, with every call of a fast end among the pieces: so a script that was found can be made smaller. */
function partsOf(walk: Walk): [Piece[], End] {
  const isEnd = (step: Step): boolean => step.do === 'logoff' || endOf(step) !== null;
  const middle = walk.filter((step) => step.do !== 'logon' && !isEnd(step)).map(pieceOf);
  return [middle, walk.some((step) => step.do === 'logoff') ? 'classic' : 'none'];
}

function pieceOf(step: Step): Piece {
  if (step.do === 'wait') return ['wait', step.ms];
  if (step.do !== 'work') return [step.do];
  return ['work', itemsOf(step, 1)];
}
