import type { Life } from '../../scenarios/scenario.js';
import { type Places, URGENT } from './places.js';
import { type PlannedRun, READ_BACK } from './plan.js';
import type { QueuedRun, RunManner, Runner, RunResult, ScriptResult } from './run-result.js';

// Which of a run's processes take a place, and when, is decided here and nowhere else.

/**
 * What a run takes places for: `script`, one from its beginning until its script is over; `process`, one for each process
 * that is its own, while those that share one wait for a place together; `nothing`, since it mostly waits.
 *
 * Reading back always takes a place of its own.
 */
type PlaceUse = 'script' | 'process' | 'nothing';

function placeUseOf({ scenario }: PlannedRun, alone: boolean): PlaceUse {
  if (alone) return 'script';
  if (scenario.together !== undefined) return 'process';
  return scenario.idle === true ? 'nothing' : 'script';
}

/** How a run is begun. */
export interface Beginning {
  /** A greater one goes before. */
  readonly urgency: number;
  /** Each of its lives has a process of its own. */
  readonly alone: boolean;
}

/**
 * Begins a run, as soon as it has the place that its script takes, if it takes one.
 *
 * @param places - of which it takes one
 * @param run - which run
 * @param beginning - how
 * @param start - begins it
 */
export function beginRun(
  places: Places,
  run: PlannedRun,
  { urgency, alone }: Beginning,
  start: (manner: RunManner) => Promise<RunResult | null>,
): QueuedRun {
  const { script, onScript } = scriptOfRun();
  const manner = { onScript, alone };
  const result =
    placeUseOf(run, alone) === 'script'
      ? new Promise<RunResult | null>((resolve, reject) => {
          void places.hold(urgency, async () => {
            const whole = start(manner);
            whole.then(resolve, reject);
            await Promise.race([script, whole.catch(() => null)]);
          });
        })
      : start(manner);
  // A run that ends without a word about its script was interrupted, or has failed.
  result.then(
    () => onScript(null),
    () => onScript(null),
  );
  return { script, result };
}

/**
 * A runner of runs that have no process together with others, not even the one that reads back.
 *
 * @param run - carries out a run
 * @param places - of which each takes one
 * @param urgency - they go before all others, unless given
 */
export function alone(run: Runner, places: Places, urgency: number = URGENT): Runner {
  return (planned) => beginRun(places, planned, { urgency, alone: true }, (manner) => run(planned, manner)).result;
}

/**
 * Has a life lived by a process of its own, in a place of its own where its run does not hold one for it.
 *
 * @param places - of which it may take one
 * @param run - as it is carried out: alone, it is lived together with none
 * @param life - one of its lives
 * @param start - starts the process
 * @returns what that gives
 */
export function liveInPlace<T>(
  places: Places,
  run: PlannedRun,
  life: Life | undefined,
  start: () => Promise<T>,
): Promise<T> {
  const takesOne = life === READ_BACK || placeUseOf(run, false) === 'process';
  return takesOne ? places.hold(URGENT, start) : start();
}

interface ScriptOfRun {
  readonly script: Promise<ScriptResult | null>;
  readonly onScript: (result: ScriptResult | null) => void;
}

function scriptOfRun(): ScriptOfRun {
  let onScript: ScriptOfRun['onScript'] = () => {};
  const script = new Promise<ScriptResult | null>((resolve) => {
    onScript = resolve;
  });
  return { script, onScript };
}
