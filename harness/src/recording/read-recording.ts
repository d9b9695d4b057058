import { Buffer } from 'node:buffer';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { COMPRESSED, compressedChunks } from './compressed-file.js';
import { readJournal } from './journal-file.js';
import { factsFile, farSideFile, journalFile, RUN_FORMAT, type RunDescription, runFile } from './layout.js';
import type { FarSideEvent } from './mail.js';
import type { LifeFacts, LifeRecording, Recording } from './recording.js';

/**
 * Reads what a run left in its folder: see layout.ts for the files.
 *
 * The journals stay on the disk; each pass over a life's events reads its file again.
 *
 * @param folder - the run's folder
 * @returns the recording
 * @throws Error naming the file, when one is missing, cut short, not what it must be, or of another version
 */
export function readRecording(folder: string): Recording {
  const run = readRunDescription(folder);
  assertWhole(folder, run);
  const { scenario, control, trial, seed, script, files } = run;
  return {
    scenario,
    control,
    trial,
    seed,
    script,
    lives: Array.from({ length: run.lives }, (_, life) => readLife(folder, life, files)),
    farSide: readFarSide(farSideFile(folder), files),
  };
}

/**
 * Reads what the far side of a run saw.
 *
 * @param file - newline-delimited JSON; one that does not exist counts as empty
 * @param files - of the run's folder, where it may be compressed
 * @throws Error naming the file and line that is none of its events
 */
export function readFarSide(file: string, files: RunDescription['files'] = {}): readonly FarSideEvent[] {
  const isCompressed = hasCompressed(file, files);
  if (!isCompressed && !existsSync(file)) return [];
  const text = isCompressed
    ? Buffer.concat([...compressedChunks(file + COMPRESSED)]).toString('utf8')
    : readFileSync(file, 'utf8');
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line, index) => {
    try {
      return JSON.parse(line) as FarSideEvent;
    } catch (error) {
      throw new Error(`${file}:${index + 1}: not an event of the far side`, { cause: error });
    }
  });
}

function readLife(folder: string, life: number, files: RunDescription['files']): LifeRecording {
  const journal = journalFile(folder, life);
  const events = hasCompressed(journal, files)
    ? readJournal(journal + COMPRESSED, undefined, compressedChunks)
    : readJournal(journal);
  return { facts: readFacts(factsFile(folder, life)), events };
}

function hasCompressed(file: string, files: RunDescription['files']): boolean {
  return Object.hasOwn(files, basename(file) + COMPRESSED);
}

/**
 * Reads which run a folder holds.
 *
 * @param folder - the run's folder
 * @returns what its `run.json` says
 * @throws Error naming the file, when it is missing, is not what it must be, or is of another version
 */
export function readRunDescription(folder: string): RunDescription {
  const file = runFile(folder);
  const value = readObject(file);
  const run = value as Partial<RunDescription>;
  if (
    typeof run.scenario !== 'string' ||
    typeof run.control !== 'boolean' ||
    !isCount(run.trial) ||
    !Number.isInteger(run.seed) ||
    !isCount(run.lives) ||
    run.lives === 0
  ) {
    throw new Error(`${file}: not the description of a run (scenario, control, trial, seed, lives)`);
  }
  if (run.format !== RUN_FORMAT) {
    throw new Error(`${file}: of format ${run.format ?? 'none'}, and this version reads format ${RUN_FORMAT}`);
  }
  if (!Array.isArray(run.script?.lives) || typeof run.wallMs !== 'number' || typeof run.files !== 'object') {
    throw new Error(`${file}: not the description of a run (script, wallMs, files)`);
  }
  return value as unknown as RunDescription;
}

/** What is missing of a folder, or was cut short, is no evidence: nothing may be concluded from the rest. */
function assertWhole(folder: string, { files }: RunDescription): void {
  for (const [name, bytes] of Object.entries(files)) {
    const file = join(folder, name);
    const found = statSync(file, { throwIfNoEntry: false })?.size;
    if (found === undefined) throw new Error(`${file}: can't be read: it is missing`);
    if (found !== bytes) throw new Error(`${file}: not as it was left: it had ${bytes} bytes, and has ${found}`);
  }
}

function readFacts(file: string): LifeFacts {
  const value = readObject(file);
  const facts = value as Partial<LifeFacts>;
  if (
    !isNullOr(facts.exitCode, 'number') ||
    !isNullOr(facts.signal, 'string') ||
    !isNullOr(facts.spawnError, 'string') ||
    !isNullOr(facts.journalError, 'string') ||
    typeof facts.timedOut !== 'boolean' ||
    typeof facts.forced !== 'boolean' ||
    typeof facts.killPlanned !== 'boolean' ||
    typeof facts.gone !== 'boolean' ||
    typeof facts.platform !== 'string' ||
    typeof facts.dataBytes !== 'number'
  ) {
    throw new Error(`${file}: not the facts of a life (exitCode, signal, timedOut, forced, gone, ...)`);
  }
  return value as unknown as LifeFacts;
}

function readObject(file: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${file}: can't be read: ${reason}`, { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${file}: not an object`);
  return value as Record<string, unknown>;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isNullOr(value: unknown, type: 'number' | 'string'): boolean {
  return value === null || typeof value === type;
}
