import { join } from 'node:path';
import type { ScenarioIdentity } from './identity.js';
import type { Script } from './recording.js';

/**
 * The file that says which run a folder holds.
 *
 * @param folder - the run's folder
 * @returns the path of `run.json`
 */
export function runFile(folder: string): string {
  return join(folder, 'run.json');
}

/**
 * The journal of a life, which the host process writes.
 *
 * @param folder - the run's folder
 * @param life - 0-based; files are named from 1
 * @returns the path of `life-1.ndjson` and so on
 */
export function journalFile(folder: string, life: number): string {
  return join(folder, `life-${life + 1}.ndjson`);
}

/**
 * What the parent saw of a life's process: a LifeFacts.
 *
 * @param folder - the run's folder
 * @param life - 0-based; files are named from 1
 * @returns the path of `life-1.json` and so on
 */
export function factsFile(folder: string, life: number): string {
  return join(folder, `life-${life + 1}.json`);
}

/**
 * What the process of a life printed, its beginning and its end at the least.
 *
 * @param folder - the run's folder
 * @param life - 0-based; files are named from 1
 * @param stream - which one
 * @returns the path of `life-1.stdout.txt` and so on; a life that printed nothing there has no such file
 */
export function outputFile(folder: string, life: number, stream: 'stdout' | 'stderr'): string {
  return join(folder, `life-${life + 1}.${stream}.txt`);
}

/**
 * What AddressSanitizer has reported in the process of a life.
 *
 * @param folder - the run's folder
 * @param life - 0-based; files are named from 1
 * @returns the path of `life-1.asan.txt` and so on; a life in which it found nothing has no such file
 */
export function sanitizerFile(folder: string, life: number): string {
  return join(folder, `life-${life + 1}.asan.txt`);
}

/**
 * The plan that the host process of a life was given: a LifePlan.
 *
 * @param folder - the run's folder
 * @param life - 0-based; files are named from 1
 * @returns the path of `life-1.plan.json` and so on
 */
export function planFile(folder: string, life: number): string {
  return join(folder, `life-${life + 1}.plan.json`);
}

/**
 * What the data directories had in them after a life: one {@link DataEntry} a line.
 *
 * @param folder - the run's folder
 * @param life - 0-based; files are named from 1
 * @returns the path of `life-1.data.ndjson` and so on
 */
export function dataFile(folder: string, life: number): string {
  return join(folder, `life-${life + 1}.data.ndjson`);
}

/**
 * The data directories themselves as a life has left them, where they are kept.
 *
 * @param folder - the run's folder
 * @param life - 0-based; folders are named from 1
 * @returns the path of `life-1.data` and so on
 */
export function dataFolder(folder: string, life: number): string {
  return join(folder, `life-${life + 1}.data`);
}

/** A file of a data directory, as it was after a life. */
export interface DataEntry {
  /** The path, from the folder that has the data directories of all sessions; with forward slashes. */
  readonly name: string;
  readonly bytes: number;
  /** Hexadecimal; null: it could not be read, and `why` says the reason. */
  readonly sha256: string | null;
  readonly why?: string;
  /** It is no file: a symbolic link, a socket, a pipe. */
  readonly kind?: string;
  /** Where directories are kept: why this file is not. */
  readonly leftOut?: string;
}

/**
 * What the far side of a transport saw in all lives of a run: one FarSideEvent a line.
 *
 * @param folder - the run's folder
 * @returns the path of `far-side.ndjson`; a run without a far side has no such file
 */
export function farSideFile(folder: string): string {
  return join(folder, 'far-side.ndjson');
}

/** The version of what a run leaves in its folder. */
export const RUN_FORMAT = 1 as const;

/** What `run.json` holds. It is written when all lives have ended, so a folder without it is not a complete run. */
export interface RunDescription extends ScenarioIdentity {
  readonly format: typeof RUN_FORMAT;
  readonly script: Script;
  /** How many lives the folder holds, the one that reads back included. */
  readonly lives: number;
  /** How long it took, in milliseconds. */
  readonly wallMs: number;
  /** The other files of the folder, and how many bytes each has: one that is missing or cut short is no evidence. */
  readonly files: Readonly<Record<string, number>>;
}
