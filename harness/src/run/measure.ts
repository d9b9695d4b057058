import type { PlannedKill } from '../life/life-plan.js';
import type { Part } from '../recording/events.js';
import type { LifeRecording } from '../recording/recording.js';
import type { KillPoint } from '../scenarios/scenario.js';

/** How long a part of a life took, and how many durable writes were seen in it. */
interface Measure {
  ns: number;
  writes: number;
}

/**
 * Plans the kill of a life by what the first life of its run showed.
 *
 * @param kill - where the scenario wants it
 * @param first - the first life; undefined while it is being planned
 * @returns null when the life is not killed, or the first one did not come so far as to be a measure
 */
export function planKill(kill: KillPoint | undefined, first: LifeRecording | undefined): PlannedKill | null {
  if (kill === undefined) return null;
  if (kill.within === 'start-message') return kill;
  const measure = first === undefined ? undefined : measurePart(first, kill.within);
  if (measure === undefined) return null;
  if ('time' in kill) return { within: kill.within, afterNs: Math.round(kill.time * measure.ns) };
  if (measure.writes === 0) return null;
  const write = 1 + Math.min(measure.writes - 1, Math.floor(kill.write * measure.writes));
  return { within: kill.within, write, when: kill.when };
}

function measurePart(life: LifeRecording, wanted: Part): Measure | undefined {
  const measure: Measure = { ns: 0, writes: 0 };
  let began: number | undefined;
  try {
    for (const event of life.events) {
      if (event.e === 'write' && event.part === wanted) measure.writes += 1;
      if (event.e !== 'part' || event.part !== wanted) continue;
      if (event.edge === 'begins') began ??= event.t;
      else if (began !== undefined) return { ...measure, ns: event.t - began };
    }
  } catch {
    // A journal that can't be read: the observation says so.
  }
  return undefined;
}
