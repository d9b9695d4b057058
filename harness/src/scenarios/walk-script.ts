import { itemsOf } from './step-facts.js';
import type { Step, StepOf } from './step-kinds.js';
import { type Walk, whyImpossible } from './walk.js';

// How walks are written: `logon,work:3,query,notify,do,kill` on a command line, `logon · work 3 · query · notify · do ·
// kill` in a report. Several lives on the same data are parted by semicolons.

const BARE: Readonly<Record<string, readonly Step[]>> = {
  logon: [{ do: 'logon' }],
  query: [{ do: 'query' }],
  notify: [{ do: 'notify' }],
  do: [{ do: 'shutdown' }],
  'calls-after-do': [{ do: 'call-after-shutdown' }],
  kill: [{ do: 'kill' }],
  logoff: [{ do: 'logoff' }, { do: 'exit' }],
};

/** Words that take a number. */
const COUNTED = {
  work: { most: 1_000, what: 'items', example: 'work:3', step: (count: number): Step => workOf(count) },
  wait: { most: 10_000, what: 'milliseconds', example: 'wait:5', step: (ms: number): Step => ({ do: 'wait', ms }) },
} as const;

/** Every word that a script may have. */
export const SCRIPT_WORDS: readonly string[] = [...Object.keys(BARE), ...Object.keys(COUNTED)];

/** A script that is none. */
export class ScriptError extends Error {
  override readonly name: string = 'ScriptError';
  /** The word that no step is called by; null: something else is wrong. */
  readonly unknown: string | null;

  constructor(message: string, unknown: string | null = null) {
    super(message);
    this.unknown = unknown;
  }
}

/** The work of a walk: a few items of every sort. */
export function workOf(count: number): StepOf<'work'> {
  return { do: 'work', workload: 'varied', items: { count } };
}

/**
 * Reads a script of one or more lives.
 *
 * @param text - for example `logon,work:3,query,do,kill`
 * @returns a walk for each life
 * @throws ScriptError saying what is wrong, and where
 */
export function parseScript(text: string): readonly Walk[] {
  const lives = text.split(';');
  return lives.map((life, index) => parseWalk(life, lives.length === 1 ? '' : ` of life ${index + 1}`));
}

/**
 * Writes a script as a command line has it.
 *
 * @param walks - a walk for each life
 */
export function printScript(walks: readonly Walk[]): string {
  return walks.map((walk) => wordsOf(walk, ':').join(',')).join(';');
}

/**
 * Writes a script for a reader.
 *
 * @param walks - a walk for each life
 */
export function scriptInWords(walks: readonly Walk[]): string {
  return walks.map((walk) => wordsOf(walk, ' ').join(' · ')).join(', then ');
}

function parseWalk(text: string, of: string): Walk {
  const words = text.split(',').map((word) => word.trim());
  const parsed = words.map((word, index) => parseWord(word, `step ${index + 1}${of}`));
  const steps = parsed.flat();
  const problem = whyImpossible(steps);
  if (problem === null) return steps;
  let last = 0;
  const wrong = parsed.findIndex((each) => {
    last += each.length;
    return last > problem.index;
  });
  const where = wrong === -1 ? `the script${of}` : `step ${wrong + 1}${of}, ${words[wrong]}, is not possible there`;
  throw new ScriptError(wrong === -1 ? `${where} has no end: ${problem.reason}` : `${where}: ${problem.reason}`);
}

function parseWord(text: string, where: string): readonly Step[] {
  if (text === '') throw new ScriptError(`${where} is empty; a script is steps with commas between them`);
  const [word = '', number, ...rest] = text.split(':');
  const bare = Object.hasOwn(BARE, word) ? BARE[word] : undefined;
  if (bare !== undefined) {
    if (number === undefined) return bare;
    throw new ScriptError(`${where}, ${text}: ${word} takes no number`);
  }
  if (word !== 'work' && word !== 'wait') throw new ScriptError(`there is no step "${word}"`, word);
  const { most, what, example, step } = COUNTED[word];
  const count = Number(number);
  if (number === undefined || rest.length > 0 || !/^\d{1,5}$/.test(number) || count < 1 || count > most) {
    const limits = `from 1 to ${most.toLocaleString('en-US')}`;
    throw new ScriptError(`${where}, ${text}: ${word} takes a number of ${what} ${limits}, as in ${example}`);
  }
  return [step(count)];
}

/** A classic exit is one word. */
function wordsOf(walk: Walk, before: string): readonly string[] {
  return walk.flatMap((step) => {
    if (step.do === 'work') return [`work${before}${itemsOf(step, 1)}`];
    if (step.do === 'wait') return [`wait${before}${step.ms}`];
    return Object.keys(BARE).filter((word) => BARE[word]?.[0]?.do === step.do);
  });
}
