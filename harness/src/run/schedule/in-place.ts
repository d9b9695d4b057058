import type { Places } from './places.js';
import type { QueuedRun, RunManner, RunResult, ScriptResult } from './run-queue.js';

/**
 * Carries out a run that holds a place until the lives of its script are over: reading back takes a place of its own.
 *
 * @param places - of which it takes one
 * @param urgency - a greater one goes before
 * @param start - begins the run
 */
export function inPlace(
  places: Places,
  urgency: number,
  start: (onScript: NonNullable<RunManner['onScript']>) => Promise<RunResult | null>,
): QueuedRun {
  const { script, onScript } = scriptOfRun();
  const result = new Promise<RunResult | null>((resolve, reject) => {
    void places.take(urgency, async () => {
      const whole = start(onScript);
      whole.then(resolve, reject);
      await Promise.race([script, whole.catch(() => null)]);
    });
  });
  return { script: untilOver(script, result, onScript), result };
}

/**
 * Carries out a run that takes no place for its script.
 *
 * @param start - begins the run
 */
export function withoutPlace(
  start: (onScript: NonNullable<RunManner['onScript']>) => Promise<RunResult | null>,
): QueuedRun {
  const { script, onScript } = scriptOfRun();
  const result = start(onScript);
  return { script: untilOver(script, result, onScript), result };
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

/** A run that ends without a word about its script was interrupted, or has failed. */
function untilOver(
  script: Promise<ScriptResult | null>,
  result: Promise<unknown>,
  onScript: ScriptOfRun['onScript'],
): Promise<ScriptResult | null> {
  result.then(
    () => onScript(null),
    () => onScript(null),
  );
  return script;
}
