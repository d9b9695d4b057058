import type { Step } from '../scenarios/step-kinds.js';
import { Ledger } from './ledger.js';
import { LifeFold } from './life.js';
import type { Observation, ObservedLife } from './observation.js';
import { isPromised } from './promise.js';
import type { LifeRecording, Recording } from './recording.js';
import { TimelineFold } from './timeline.js';

/**
 * Folds a recording to what judges need: one pass over each journal, and no memory but one small record an item.
 *
 * A journal that can't be read makes its life `broken`; nothing can be concluded from it.
 *
 * @param recording - what one run of a scenario left
 * @returns the observation, a value that depends on nothing but the recording
 */
export function observe(recording: Recording): Observation {
  const ledger = new Ledger();
  const timeline = new TimelineFold();
  const lives: ObservedLife[] = [];
  for (const [index, life] of recording.lives.entries()) {
    ledger.beginLife(index);
    const steps = recording.script.lives[index]?.steps ?? [];
    const folded = foldLife(life, steps, ledger, index === 0 ? timeline : null);
    lives.push(folded);
    // In other scenarios what a kill without a word costs is what is asked.
    if (recording.script.unannounced === true && !isPromised(folded)) ledger.allowCrashStates();
  }
  const farSideModes: string[] = [];
  for (const event of recording.farSide) {
    ledger.mail.farSide(event);
    if (event.e === 'mode') farSideModes.push(event.mode);
  }
  return {
    identity: {
      scenario: recording.scenario,
      control: recording.control,
      trial: recording.trial,
      seed: recording.seed,
    },
    script: recording.script,
    lives,
    ledger: ledger.finish(),
    ...(farSideModes.length === 0 ? {} : { farSideModes }),
    timeline: timeline.finish(),
  };
}

function foldLife(
  life: LifeRecording,
  steps: readonly Step[],
  ledger: Ledger,
  timeline: TimelineFold | null,
): ObservedLife {
  const fold = new LifeFold(life.facts, steps);
  let unreadable: string | null = null;
  try {
    for (const event of life.events) {
      fold.add(event);
      ledger.add(event);
      timeline?.add(event);
    }
  } catch (error) {
    unreadable = error instanceof Error ? error.message : String(error);
  }
  return fold.finish(unreadable);
}
