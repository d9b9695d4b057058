import { existsSync, readFileSync } from 'node:fs';
import type { LifePlan } from '../life/life-plan.js';
import { scenarioNamed } from '../scenarios/scenarios.js';
import type { Step } from '../scenarios/step-kinds.js';
import { readJournal } from './journal-file.js';
import { factsFile, farSideFile, journalFile, planFile, type RunDescription, runFile } from './layout.js';
import type { FarSideEvent } from './mail.js';
import type { LifeFacts, LifeRecording, Recording } from './recording.js';

/**
 * Reads what a run left in its folder: see layout.ts for the files.
 *
 * The journals stay on the disk; each pass over a life's events reads its file again.
 *
 * @param folder - the run's folder
 * @returns the recording
 * @throws Error naming the file, when one is missing or is not what it must be
 */
export function readRecording(folder: string): Recording {
  const run = readRun(runFile(folder));
  const walks = scenarioNamed(run.scenario)?.walks === true;
  return {
    scenario: run.scenario,
    control: run.control,
    trial: run.trial,
    seed: run.seed,
    lives: Array.from({ length: run.lives }, (_, life) => readLife(folder, life, walks)),
    farSide: readFarSide(farSideFile(folder)),
  };
}

/**
 * Reads what the far side of a run saw.
 *
 * @param file - newline-delimited JSON; one that does not exist counts as empty
 * @throws Error naming the file and line that is none of its events
 */
export function readFarSide(file: string): readonly FarSideEvent[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line, index) => {
    try {
      return JSON.parse(line) as FarSideEvent;
    } catch (error) {
      throw new Error(`${file}:${index + 1}: not an event of the far side`, { cause: error });
    }
  });
}

/** The steps of a random walk are in no catalogue, only in the plan of its life. */
function readLife(folder: string, life: number, walks: boolean): LifeRecording {
  const recording = { facts: readFacts(factsFile(folder, life)), events: readJournal(journalFile(folder, life)) };
  return walks ? { ...recording, steps: readSteps(planFile(folder, life)) } : recording;
}

function readSteps(file: string): readonly Step[] {
  const { steps } = readObject(file) as Partial<LifePlan>;
  if (!Array.isArray(steps)) throw new Error(`${file}: not the plan of a life (steps)`);
  return steps;
}

function readRun(file: string): RunDescription {
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
  return value as unknown as RunDescription;
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
