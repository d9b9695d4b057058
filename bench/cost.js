// What something has cost: `{ cpuMs, wallMs }`. `cpuMs` is null where the system does not tell.
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

/**
 * Awaits an action that starts processes, one action at a time: the CPU is that of all the processes that ended and were
 * waited for meanwhile, with theirs. Gives what the action gave, and the cost.
 */
export async function costOfProcesses(action) {
  const begin = performance.now();
  const before = cpuOfEnded();
  const value = await action();
  const after = cpuOfEnded();
  const wallMs = performance.now() - begin;
  return { value, cost: { cpuMs: before === null || after === null ? null : after - before, wallMs } };
}

/** Runs an action in this process. */
export function costHere(action) {
  const begin = performance.now();
  const before = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1_000, wallMs: performance.now() - begin };
}

/** Awaits an action in this process. */
export async function costHereAsync(action) {
  const begin = performance.now();
  const before = process.cpuUsage();
  await action();
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1_000, wallMs: performance.now() - begin };
}

/** The sum of some costs. */
export function sum(costs) {
  const cpu = costs.map(({ cpuMs }) => cpuMs);
  return {
    cpuMs: cpu.includes(null) ? null : cpu.reduce((total, ms) => total + ms, 0),
    wallMs: costs.reduce((total, { wallMs }) => total + wallMs, 0),
  };
}

/** So many times a cost. */
export function times(factor, { cpuMs, wallMs }) {
  return { cpuMs: cpuMs === null ? null : factor * cpuMs, wallMs: factor * wallMs };
}

/** A cost, as `29.1 s CPU, 15.2 s wall`. */
export function show({ cpuMs, wallMs }) {
  return `${cpuMs === null ? '' : `${duration(cpuMs)} CPU, `}${duration(wallMs)} wall`;
}

/** A duration, as `1.2 s` or `43 ms`. */
export function duration(ms) {
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(1)} s`;
  return `${ms.toFixed(ms >= 10 ? 0 : 1)} ms`;
}

/** The CPU of all processes that this one has started and waited for, and of theirs. */
function cpuOfEnded() {
  if (process.platform !== 'linux') return null;
  // The program's name, in parentheses, may hold anything; what follows it begins with the third field, the state.
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').pop().split(' ');
  const [user, system] = [fields[13], fields[14]].map(Number);
  return (user + system) * TICK_MS;
}
