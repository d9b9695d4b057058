import type { spawnSync as SpawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { asHost } from './activity/host-turn.js';

// The host shares its process with a provider that may replace whatever it likes. What the host needs until the end it
// keeps here, from before the provider's module is loaded: never call these through `process`, `fs` or `JSON` again.

// process.kill and process.exit go through these members of process, which can be replaced as well.
const inner = process as unknown as {
  readonly _kill?: (pid: number, signal: number) => number;
  readonly reallyExit?: (code: number) => never;
};
const innerKill = inner._kill?.bind(process);
const innerExit = inner.reallyExit?.bind(process);
const outerKill = process.kill.bind(process);
const outerExit = process.exit.bind(process);
const SIGKILL = 9;

/** Ends this process with SIGKILL (TerminateProcess), whatever has become of `process.kill`. */
export function killAtOnce(): void {
  if (innerKill === undefined) outerKill(pid, 'SIGKILL');
  else innerKill(pid, SIGKILL);
}

/** Ends this process normally, exit handlers included, whatever has become of `process.exit`. */
export function exit(code: number): never {
  try {
    outerExit(code);
  } finally {
    innerExit?.(code);
  }
  throw new Error('the process cannot be ended');
}

/** The id of this process. */
export const pid: number = process.pid;
/** The environment as it was at the start. */
export const environment: NodeJS.ProcessEnv = { ...process.env };
/** The monotonic clock as it was at the start. */
export const now: () => bigint = process.hrtime.bigint;
const usage = process.resourceUsage.bind(process);

/** The most memory that this process has taken so far, in bytes. */
export function peakRss(): number {
  return usage().maxRSS * 1024;
}

/** `JSON.stringify` as it was at the start. */
export const stringify: typeof JSON.stringify = JSON.stringify;
/** `JSON.parse` as it was at the start. */
export const parse: typeof JSON.parse = JSON.parse;
/** `setTimeout` as it was at the start. */
export const later: typeof setTimeout = setTimeout;

/** `fs.openSync` as it was at the start. */
export const openSync: typeof fs.openSync = fs.openSync;
/** `fs.writeSync` as it was at the start. */
export const writeSync: typeof fs.writeSync = fs.writeSync;
/** `fs.readSync` as it was at the start. */
export const readSync: typeof fs.readSync = fs.readSync;
/** `fs.closeSync` as it was at the start. */
export const closeSync: typeof fs.closeSync = fs.closeSync;
/** `fs.readFileSync` as it was at the start. */
export const readFileSync: typeof fs.readFileSync = fs.readFileSync;
/** `fs.writeFileSync` as it was at the start. */
export const writeFileSync: typeof fs.writeFileSync = fs.writeFileSync;
/** `fs.existsSync` as it was at the start. */
export const existsSync: typeof fs.existsSync = fs.existsSync;
/** `fs.readdirSync` as it was at the start. */
export const readdirSync: typeof fs.readdirSync = fs.readdirSync;
/** `fs.statSync` as it was at the start. */
export const statSync: typeof fs.statSync = fs.statSync;

/** `fs.unlinkSync` as it was at the start. */
export const unlinkSync: typeof fs.unlinkSync = fs.unlinkSync;
/** `fs.ftruncateSync` as it was at the start. */
export const ftruncateSync: typeof fs.ftruncateSync = fs.ftruncateSync;
/** `fs.statfsSync` as it was at the start. */
export const statfsSync: typeof fs.statfsSync = fs.statfsSync;
let ownSpawnSync: typeof SpawnSync | undefined;

/** Takes `child_process.spawnSync` as it is now, for lives that start processes: to load it takes longer than a host has. */
export async function keepSpawnSync(): Promise<void> {
  ownSpawnSync = (await import('node:child_process')).spawnSync;
}

/**
 * `child_process.spawnSync` as it was at the start.
 *
 * @throws Error when nobody has called keepSpawnSync before the provider was loaded
 */
export const spawnSync: typeof SpawnSync = ((...args: Parameters<typeof SpawnSync>) => {
  if (ownSpawnSync === undefined) throw new Error('child_process was not loaded in time');
  return ownSpawnSync(...args);
}) as typeof SpawnSync;

/** Lets the event loop run for `ms` milliseconds. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    asHost(() => later(resolve, ms));
  });
}

const { wait } = Atomics;
const nobodyWakes = new Int32Array(new SharedArrayBuffer(4));

/** Keeps everything in this thread from going on for `ms` milliseconds, and leaves the processor to others. */
export function standStill(ms: number): void {
  wait(nobodyWakes, 0, 0, ms);
}
