import type { IMessage } from '@mapi-kit/sdk';
import type { LifePlan } from '../../life/life-plan.js';
import type { Part } from '../../recording/events.js';
import type { Journal } from '../journal.js';
import { killAtOnce, now, pid } from '../primordials.js';
import { watchDurableWrites } from './durable-writes.js';
import { killSelf } from './kill-self.js';

/**
 * What the thread runs: it sleeps until the part begins, then until the point is near, then turns round and round, and
 * kills. A thread of the process, since it is there on the microsecond while the process is deep in a native call, where
 * a parent would be a millisecond late.
 */
const THREAD = `
const { workerData: { flag, afterNs, pid }, parentPort } = require('node:worker_threads');
const kill = process.kill.bind(process);
const now = process.hrtime.bigint;
parentPort.postMessage('ready');
Atomics.wait(flag, 0, 0);
const until = now() + BigInt(afterNs);
const sleepMs = afterNs / 1e6 - 1;
if (sleepMs > 0) Atomics.wait(flag, 0, 1, sleepMs);
while (now() < until);
kill(pid, 'SIGKILL');
`;

/** Tells the journal where the parts of a life begin and end, and kills the process at the planned point of one. */
export class KillTrigger {
  readonly #plan: LifePlan;
  readonly #journal: Journal;
  readonly #flag: Int32Array = new Int32Array(new SharedArrayBuffer(4));
  #part: Part | null = null;
  #writes = 0;
  /** How many inbound messages a transport has saved, or is about to. */
  #inbound = 0;
  /** When the part of the planned kill began; null: it goes on no more, or not yet. */
  #since: bigint | null = null;

  private constructor(plan: LifePlan, journal: Journal) {
    this.#plan = plan;
    this.#journal = journal;
  }

  /** Gets ready, before the provider is loaded: what it imports of node:fs is watched from then on. */
  static async arm(plan: LifePlan, journal: Journal): Promise<KillTrigger> {
    const point = new KillTrigger(plan, journal);
    const { kill } = plan;
    if (plan.countsWrites || (kill !== null && 'write' in kill)) {
      watchDurableWrites(plan.dataDirectories, (method, file, write) => point.#write(method, file, write));
    }
    if (kill !== null && 'afterNs' in kill) {
      journal.before = () => point.#killWhenOverdue(kill.afterNs);
      await startThread(point.#flag, kill.afterNs);
    }
    return point;
  }

  /** Ends the process when the transport saves this message, where the kill is planned there, and so many others are saved. */
  watchInbound(message: IMessage): void {
    const { kill } = this.#plan;
    if (kill?.within !== 'start-message') return;
    const save = message.SaveChanges.bind(message);
    let isCounted = false;
    const value: IMessage['SaveChanges'] = (flags) => {
      if (!isCounted) this.#inbound += 1;
      isCounted = true;
      return this.#inbound >= (kill.message ?? 1) ? this.endProcess() : save(flags);
    };
    Object.defineProperty(message, 'SaveChanges', { value });
  }

  /** Ends the process here and now. */
  readonly endProcess = (): never => killSelf({ journal: this.#journal, earlier: [] }, 'the planned point');

  /** A part of the life begins; one that has begun goes on. */
  enter(part: Part): void {
    if (this.#part === part) return;
    this.leave();
    this.#part = part;
    this.#writes = 0;
    this.#journal.write({ e: 'part', part, edge: 'begins' });
    if (this.#plan.kill?.within !== part) return;
    this.#since = now();
    Atomics.store(this.#flag, 0, 1);
    Atomics.notify(this.#flag, 0);
  }

  /** The part that goes on ends. */
  leave(): void {
    if (this.#part === null) return;
    const { kill } = this.#plan;
    if (kill !== null && 'end' in kill && kill.within === this.#part) killAtOnce();
    this.#since = null;
    this.#journal.write({ e: 'part', part: this.#part, edge: 'ends' });
    this.#part = null;
  }

  /**
   * The point has passed, and the thread has not come: where others keep the processors busy it waits for one longer than
   * a short shutdown takes. Then the process ends here, as if the thread had ended it.
   */
  #killWhenOverdue(afterNs: number): void {
    if (this.#since !== null && now() - this.#since >= BigInt(afterNs)) killAtOnce();
  }

  /** A durable write of the provider; `write` carries it out. */
  #write<T>(method: string, file: string, write: () => T): T {
    const { kill } = this.#plan;
    if (this.#part === null) return write();
    if (this.#plan.countsWrites) this.#journal.write({ e: 'write', part: this.#part, method, file });
    this.#writes += 1;
    const isPoint = kill !== null && 'write' in kill && kill.within === this.#part && kill.write === this.#writes;
    if (isPoint && kill.when === 'before') this.endProcess();
    const result = write();
    if (isPoint) this.endProcess();
    return result;
  }
}

/** Waits until the thread runs: what comes later must not wait for its start. */
async function startThread(flag: Int32Array, afterNs: number): Promise<void> {
  const { Worker } = await import('node:worker_threads');
  // It prints nothing. To pass on what it prints, node would open this process's own streams, which Wine has no pipes for.
  const quiet = { stdout: true, stderr: true };
  const worker = new Worker(THREAD, { eval: true, workerData: { flag, afterNs, pid }, ...quiet });
  await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  worker.unref();
}
