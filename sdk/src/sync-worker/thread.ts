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
import { keepNativeLibraries } from './native-libraries.js';

const { module, port, flags } = workerData as ThreadStart;
let fatal: CarriedError | undefined;

keepNativeLibraries();
writeDirectly(process.stdout, 1);
writeDirectly(process.stderr, 2);

// The main thread may be waiting, and hears of no event meanwhile: it has to be told by an answer.
process.on('uncaughtExceptionMonitor', (error) => {
  fatal = carryError(error);
});
process.on('exit', (exitCode) => answer({ ended: { exitCode, ...(fatal !== undefined && { error: fatal }) } }));

const functions = await load();
const waiting: Request[] = [];
let isBusy = false;
port.on('message', (request: Request) => {
  waiting.push(request);
  if (!isBusy) work();
});

async function load(): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await import(module);
  } catch (error) {
    fatal = carryError(error);
    return process.exit(1);
  }
}

/** Handles what is waiting, one after the other. */
function work(): void {
  for (let request = waiting.shift(); request !== undefined; request = waiting.shift()) {
    const outcome = 'end' in request ? ({ value: undefined } as const) : outcomeOf(request);
    if (outcome instanceof Promise) {
      isBusy = true;
      const { n } = request;
      void outcome.then((settled) => {
        isBusy = false;
        answerWith(n, settled);
        work();
      });
      return;
    }
    answerWith(request.n, outcome);
    // The thread ends when nothing else keeps it.
    if ('end' in request) port.close();
  }
}

/** What becomes of a call; a promise of it, which does not reject, only where the function gave one: turns cost time. */
function outcomeOf({ n, name, args }: CallRequest): Outcome | Promise<Outcome> {
  if (Atomics.load(flags, GIVEN_UP) >= n) return { dropped: true };
  const called = functions[name];
  if (typeof called !== 'function') {
    return { unknown: Object.keys(functions).filter((key) => typeof functions[key] === 'function') };
  }
  try {
    const value: unknown = called(...args);
    return mayBePromise(value) ? Promise.resolve(value).then(succeeded, failed) : { value };
  } catch (error) {
    return failed(error);
  }
}

function mayBePromise(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value;
}

function succeeded(value: unknown): Outcome {
  return { value };
}

function failed(error: unknown): Outcome {
  return { error: carryError(error) };
}

function answerWith(n: number, outcome: Outcome): void {
  try {
    answer({ n, ...outcome });
  } catch (error) {
    // A function, for example, or a class with private fields: it cannot be cloned.
    answer({ n, ...failed(error) });
  }
}

function answer(message: Answer): void {
  port.postMessage(message);
  Atomics.add(flags, ANSWERS, 1);
  Atomics.notify(flags, ANSWERS);
}
