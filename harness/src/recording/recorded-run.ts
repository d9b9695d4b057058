import { existsSync, readFileSync } from 'node:fs';
import { readDataListing } from './data-listing.js';
import type { JournalEvent } from './events.js';
import { type DataEntry, outputFile } from './layout.js';
import type { Observation, ObservedLife } from './observation.js';
import { observe } from './observe.js';
import { readRecording } from './read-recording.js';
import type { Recording } from './recording.js';

/** All that there is of one life, in memory. */
export interface RecordedLife {
  /** What it comes to. */
  readonly observed: ObservedLife;
  readonly events: readonly JournalEvent[];
  /** What its process printed: all of it, or the beginning and the end. */
  readonly stdout: string;
  readonly stderr: string;
  /** What the data directories had in them afterwards; null: nobody has listed it. */
  readonly data: readonly DataEntry[] | null;
}

/** All that a run has left, in memory. */
export interface RecordedRun extends Pick<Recording, 'script' | 'farSide'> {
  readonly observation: Observation;
  readonly lives: readonly RecordedLife[];
}

/**
 * Reads all that a run has left, to be shown.
 *
 * @param folder - the run's folder
 * @throws Error naming the file, when something is missing, cut short, damaged, or of another version
 */
export function readRecordedRun(folder: string): RecordedRun {
  const recording = readRecording(folder);
  const lives = recording.lives.map(({ events }, life) => ({
    events: [...events],
    stdout: readOutput(folder, life, 'stdout'),
    stderr: readOutput(folder, life, 'stderr'),
    data: readDataListing(folder, life),
  }));
  // From memory: the files have been read once.
  const inMemory = recording.lives.map((life, index) => ({ ...life, events: lives[index]?.events ?? [] }));
  const observation = observe({ ...recording, lives: inMemory });
  const { script, farSide } = recording;
  return {
    script,
    farSide,
    observation,
    lives: observation.lives.flatMap((observed, index) => {
      const life = lives[index];
      return life === undefined ? [] : [{ ...life, observed }];
    }),
  };
}

function readOutput(folder: string, life: number, stream: 'stdout' | 'stderr'): string {
  const file = outputFile(folder, life, stream);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
