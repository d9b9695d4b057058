import { createHash } from 'node:crypto';
import type { PlannedKill } from '../../life/life-plan.js';
import type { Part } from '../../recording/events.js';
import type { LifeRecording } from '../../recording/recording.js';
import type { KillPoint, Life } from '../../scenarios/scenario.js';

/** How long a part of a life took, and how many durable writes were seen in it. */
interface Measure {
  ns: number;
  writes: number;
}

/**
 * Plans the kill of a life by what the last life before it showed that came to the end of the same part: also one whose
 * kill was planned and came too late, so that a measure that was too long corrects itself.
 *
 * @param kill - where the scenario wants it
 * @param before - the lives before, in their order
 * @param chance - from 0 to 1: where within its spread the point is, see {@link chanceOf}
 * @returns null when the life is not killed, or its point is to be measured and no life came so far as to be a measure
 */
export function planKill(
  kill: KillPoint | undefined,
  before: readonly LifeRecording[],
  chance: number,
): PlannedKill | null {
  if (kill === undefined) return null;
  if (kill.within === 'start-message' || 'end' in kill) return kill;
  const { within, spread = 0 } = kill;
  const ns = lastOf(before, (life) => measurePart(life, within)?.ns);
  if (ns === undefined) return null;
  const share = Math.min(1, Math.max(0, ('time' in kill ? kill.time : kill.write) + (chance - 0.5) * spread));
  // Writes are counted only where nobody is killed.
  const writes =
    lastOf(before, (life) => (life.facts.killPlanned ? undefined : measurePart(life, within)?.writes)) ?? 0;
  if ('time' in kill || writes === 0) return { within, afterNs: Math.round(share * ns) };
  const write = 1 + Math.min(writes - 1, Math.floor(share * writes));
  return { within, write, when: kill.when };
}

/**
 * Where within its spread the kill of a life is: the same for the same seed, and another one in each life.
 *
 * @param seed - of the run
 * @param life - 0-based
 * @returns from 0 to 1
 */
export function chanceOf(seed: number, life: number): number {
  return createHash('sha256').update(`${seed} ${life}`).digest().readUInt32LE() / 0xffff_ffff;
}

/**
 * Tells whether the durable writes of a life are counted: it is not killed, and a later one is killed at a write.
 *
 * @param lives - of the run
 * @param life - 0-based
 */
export function countsWrites(lives: readonly Life[], life: number): boolean {
  if (lives[life]?.kill !== undefined) return false;
  return lives.slice(life + 1).some(({ kill }) => kill !== undefined && 'write' in kill);
}

/** What the last life has to say that has anything to say. */
function lastOf<T>(lives: readonly LifeRecording[], tell: (life: LifeRecording) => T | undefined): T | undefined {
  for (const life of lives.toReversed()) {
    const told = tell(life);
    if (told !== undefined) return told;
  }
  return undefined;
}

/** Undefined: the life did not come to the end of the part. */
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
