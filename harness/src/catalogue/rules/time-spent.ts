import { callInWords, stepInWords } from '../../recording/ending.js';
import type { ObservedCall, ObservedLife } from '../../recording/observation.js';
import { durationOf, shutdownCalls } from './shutdown-calls.js';
import { milliseconds } from './words.js';

/** How long a provider object took to leave, in milliseconds. */
export interface Spent {
  readonly notify: number;
  readonly shutdown: number;
}

/** By provider object, the longest Notify and the longest Do of a life; a repeated call is not the first one's time. */
export function spentIn(life: ObservedLife): readonly Spent[] {
  const byObject = new Map<string, Spent>();
  for (const call of shutdownCalls(life)) {
    const took = durationOf(call);
    if (took === null || call.method === 'QueryFastShutdown') continue;
    const key = `${call.provider.session} ${call.provider.instance}`;
    const spent = byObject.get(key) ?? { notify: 0, shutdown: 0 };
    byObject.set(
      key,
      call.method === 'DoFastShutdown'
        ? { ...spent, shutdown: Math.max(spent.shutdown, took) }
        : { ...spent, notify: Math.max(spent.notify, took) },
    );
  }
  return [...byObject.values()];
}

/** Where a life hung that the watchdog ended. */
export function hangInWords(life: ObservedLife): string {
  return life.pendingCall === null ? hungOutside(life) : hungIn(life, life.pendingCall);
}

function hungIn(life: ObservedLife, call: ObservedCall): string {
  const waited = Math.max(0, life.facts.wallMs - call.calledAt / 1e6);
  const since = `called at ${(call.calledAt / 1e6).toFixed(3)} ms`;
  return `${callInWords(call)}, ${since}, had not come back after ${milliseconds(waited)}, when the watchdog ended the process`;
}

function hungOutside(life: ObservedLife): string {
  const where = life.lastStep === null ? 'while the provider was loaded' : stepInWords(life.lastStep);
  return `${where}: the life came to no end within ${milliseconds(life.facts.wallMs)}, when the watchdog ended the process`;
}
