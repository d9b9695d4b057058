// What runs in the thread of a SyncWorker: it loads the author's module, and calls its functions one after the other.
import { workerData } from 'node:worker_threads';
import { type CarriedError, carryError } from './carried-error.js';
import { writeDirectly } from './direct-output.js';
import {
  ANSWERS,
  type Answer,
  type CallRequest,
  GIVEN_UP,
  type Outcome,
  type Request,
  type ThreadStart,
} from './messages.js';

const { module, port, flags } = workerData as ThreadStart;
let fatal: CarriedError | undefined;

writeDirectly(process.stdout, 1);
writeDirectly(process.stderr, 2);

// The main thread may be waiting, and hears of no event meanwhile: it has to be told by an answer.
process.on('uncaughtExceptionMonitor', (error) => {
  fatal = carryError(error);
});
process.on('exit', (exitCode) => answer({ ended: { exitCode, ...(fatal !== undefined && { error: fatal }) } }));

const functions = await load();
let former: Promise<void> = Promise.resolve();
port.on('message', (request: Request) => {
  former = former.then(() => handle(request));
});

async function load(): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await import(module);
  } catch (error) {
    fatal = carryError(error);
    return process.exit(1);
  }
}

async function handle(request: Request): Promise<void> {
  const { n } = request;
  if ('end' in request) {
    answer({ n, value: undefined });
    // The thread ends when nothing else keeps it.
    port.close();
    return;
  }
  const outcome = await outcomeOf(request);
  try {
    answer({ n, ...outcome });
  } catch (error) {
    // A function, for example, or a class with private fields: it cannot be cloned.
    answer({ n, error: carryError(error) });
  }
}

async function outcomeOf({ n, name, args }: CallRequest): Promise<Outcome> {
  if (Atomics.load(flags, GIVEN_UP) >= n) return { dropped: true };
  const called = functions[name];
  if (typeof called !== 'function') {
    return { unknown: Object.keys(functions).filter((key) => typeof functions[key] === 'function') };
  }
  try {
    return { value: await called(...args) };
  } catch (error) {
    return { error: carryError(error) };
  }
}

function answer(message: Answer): void {
  port.postMessage(message);
  Atomics.add(flags, ANSWERS, 1);
  Atomics.notify(flags, ANSWERS);
}
