import type { LifePlan } from '../life/life-plan.js';
import { changesBetween, type Snapshot, takeSnapshot } from './activity/data-watch.js';
import type { Journal } from './journal.js';
import { now } from './primordials.js';

/** A life that is over, whose process lives on in other lives. */
export interface EarlierLife {
  readonly journal: Journal;
  /** Its last step. */
  readonly lastStep: string;
  /** Where its data is. */
  readonly directories: readonly string[];
  /**
   * Its data as it was at its end, by sizes and times: a lock that is mapped may change at any time. Null: it has only read.
   */
  readonly data: Snapshot | null;
  /** When it was over. */
  readonly endedAt: bigint;
}

/**
 * A life that is over now.
 *
 * @param plan - of the life
 * @param journal - its own
 * @param lastStep - its last step
 */
export function endedLife({ steps, dataDirectories }: LifePlan, journal: Journal, lastStep: string): EarlierLife {
  const hasWorked = steps.some((step) => step.do === 'work');
  const data = hasWorked ? takeSnapshot(dataDirectories, false) : null;
  return { journal, lastStep, directories: dataDirectories, data, endedAt: now() };
}

/**
 * Journals what has been changed in the data of lives since they were over: a process of their own would not have been there
 * any more.
 */
export function noteLaterChanges(lives: readonly EarlierLife[]): void {
  for (const { journal, directories, data, endedAt } of lives) {
    if (data === null) continue;
    const afterNs = Number(now() - endedAt);
    for (const { file, change } of changesBetween(data, takeSnapshot(directories, false)))
      journal.write({ e: 'written', file, change, afterNs });
  }
}
