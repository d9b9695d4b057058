// Processes that the bench starts: measured ones, and the bare ones of the floors.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pLimit from 'p-limit';
import { BenchError } from './bench-error.js';
import { costOfProcesses } from './cost.js';

export const JOBS = availableParallelism();
/** This checkout. */
export const ROOT = join(import.meta.dirname, '..');
/** The path of a script of the bench. */
export const scriptOf = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Runs one process to its end; gives how it ended and what it printed. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], ...options });
    let stdout = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout }));
  });
}

/** Runs one node process to its end. */
export function runNode(args, options) {
  return run(process.execPath, args, options);
}

/** Runs a script of the bench that prints JSON; gives that, and the cost. */
export function measure(script, ...args) {
  return measureIn(process.env, script, ...args);
}

/** The same in an environment. */
export async function measureIn(env, script, ...args) {
  const { value, cost } = await costOfProcesses(() => runNode([scriptOf(script), ...args], { env }));
  if (value.code !== 0)
    throw new BenchError(`bench/${script} ${args.join(' ')} ended with code ${value.code}; see above`);
  return { value: JSON.parse(value.stdout), cost };
}

/**
 * Certifies in a process of its own: the cost is that of this process and of all that it starts.
 *
 * @param options - as `certify` has them; nothing is kept, and the seed is always the same
 * @param root - the checkout whose harness certifies
 * @returns the result, in short, and the cost
 */
export function certification(options, root = ROOT) {
  return measure('measure-certification.js', root, JSON.stringify({ jobs: JOBS, ...options }));
}

/** The cost of some processes that only import a provider and die, `JOBS` at a time. */
export async function bareProcesses(count, provider) {
  const limit = pLimit(JOBS);
  const args = [scriptOf('floor-process.js'), import.meta.resolve(provider)];
  const bare = () => limit(() => runNode(args, { stdio: 'ignore' }));
  const { value, cost } = await costOfProcesses(() => Promise.all(Array.from({ length: count }, bare)));
  // Processes that could not import the provider would be another floor.
  const other = value.find(({ signal }) => signal !== 'SIGKILL');
  if (other !== undefined)
    throw new Error(`a bare process with ${provider} ended with exit code ${other.code}, not by its kill`);
  return cost;
}
