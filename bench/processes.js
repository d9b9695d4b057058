// Spawning processes for the floors.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import pLimit from 'p-limit';

export const JOBS = availableParallelism();
const FLOOR_PROCESS = fileURLToPath(new URL('floor-process.js', import.meta.url));

/** Runs one node process to its end; gives how it ended, what it printed, and how long it took. */
export function runNode(args, options = {}) {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], ...options });
    let stdout = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, ms: performance.now() - begin }));
  });
}

/** The wall time of `count` processes that only import a provider and die, `JOBS` at a time, in milliseconds. */
export async function wallOfBareProcesses(count, provider) {
  const limit = pLimit(JOBS);
  const args = [FLOOR_PROCESS, import.meta.resolve(provider)];
  const begin = performance.now();
  const ends = await Promise.all(Array.from({ length: count }, () => limit(() => runNode(args, { stdio: 'ignore' }))));
  const ms = performance.now() - begin;
  // Processes that could not import the provider would be another floor.
  const other = ends.find(({ signal }) => signal !== 'SIGKILL');
  if (other !== undefined)
    throw new Error(`a bare process with ${provider} ended with exit code ${other.code}, not by its kill`);
  return ms;
}

/** The middle value. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** The exponent of growth: the slope of the values over the sizes, both on a logarithmic scale, by least squares. */
export function exponent(sizes, values) {
  if (!values.every((value) => value > 0)) throw new Error(`a measure is missing: ${values.join(', ')}`);
  const xs = sizes.map(Math.log);
  const ys = values.map(Math.log);
  const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const above = xs.reduce((sum, x, index) => sum + (x - mx) * (ys[index] - my), 0);
  const below = xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
  return above / below;
}
