import { FLUSH_DOWNLOAD, FLUSH_UPLOAD, type IMsgStore } from '@mapi-kit/sdk';
import type { Spooler } from '@mapi-kit/sdk/subsystem';
import { now, readFileSync, sleep } from '../primordials.js';
import { startRounds } from './rounds.js';

/** How often the spooler does a round meanwhile, in milliseconds. */
const ROUND_MS = 10;
/** Of the time, rounds may take this share: one goes through the whole queue, and the transport has to work as well. */
const ROUND_SHARE = 0.2;
const LONGEST_PAUSE_MS = 250;
/** So long nothing may happen before the wait is given up, while the spooler still has messages. */
const PATIENCE_MS = 8_000;
/** And when it has none: at least so long, and longer on a machine that is busy, so that the process took long to start. */
const LEAST_PATIENCE_MS = 1_500;
const STARTS = 5;
/** A transport that pauses after a failed delivery is asked again, while nothing moves. */
const FLUSH_EVERY_MS = 1_000;

/** What is waited for. */
export interface DrainRequest {
  readonly spooler: Spooler;
  readonly store: IMsgStore;
  /** What the far side has taken over so far: the run's FarSideEvents. */
  readonly farSideFile: string | null;
  /** The messages that were submitted, in any life. */
  readonly submitted: readonly string[];
  /** How long the process took to come so far, in milliseconds. */
  readonly startedMs: number;
}

/**
 * Lets the spooler and the transports work until every message that was ever submitted has reached the far side, or
 * nothing moves any more; mail that waits is fetched meanwhile.
 *
 * Whether a message has arrived the far side says, not the transport.
 */
export async function drain(request: DrainRequest): Promise<void> {
  // Meanwhile the rounds are those that are waited for, and no others.
  request.spooler.stop();
  await roundsUntilStill(request);
  startRounds(request.spooler);
}

async function roundsUntilStill(request: DrainRequest): Promise<void> {
  const { spooler, store, farSideFile, submitted, startedMs } = request;
  const lastPatienceMs = Math.min(PATIENCE_MS, Math.max(LEAST_PATIENCE_MS, STARTS * startedMs));
  const flush = (): bigint => {
    spooler.FlushQueues(FLUSH_UPLOAD | FLUSH_DOWNLOAD);
    return now();
  };
  let flushedAt = flush();
  const missing = new Set(submitted);
  let seen = 0;
  let movedAt = now();
  for (;;) {
    const began = now();
    const { finished, received, reports } = spooler.run();
    const text = readText(farSideFile);
    const moved = finished + received + reports > 0 || text.length !== seen;
    if (text.length !== seen) for (const item of deliveredIn(text.slice(seen))) missing.delete(item);
    seen = text.length;
    if (moved) movedAt = now();
    const stoodStillMs = Number(now() - movedAt) / 1e6;
    if (stoodStillMs > FLUSH_EVERY_MS && Number(now() - flushedAt) / 1e6 > FLUSH_EVERY_MS) flushedAt = flush();
    // To look into the queue takes as long as the queue: only when it matters.
    if (!moved && (missing.size === 0 || stoodStillMs > lastPatienceMs)) {
      if (!hasQueue(store) || stoodStillMs > PATIENCE_MS) return;
    }
    const roundMs = Number(now() - began) / 1e6;
    await sleep(Math.min(Math.max(ROUND_MS, roundMs / ROUND_SHARE), LONGEST_PAUSE_MS));
  }
}

/** Only whole lines: the far side may be writing. */
function readText(file: string | null): string {
  if (file === null) return '';
  try {
    const text = readFileSync(file, 'utf8');
    return text.slice(0, text.lastIndexOf('\n') + 1);
  } catch {
    return '';
  }
}

function* deliveredIn(text: string): Generator<string> {
  for (const line of text.split('\n')) {
    const found = /"e":"delivered".*?"item":"([^"]+)"/.exec(line);
    if (found?.[1] !== undefined) yield found[1];
  }
}

function hasQueue(store: IMsgStore): boolean {
  const { value: table } = store.GetOutgoingQueue(0);
  if (table === null) return false;
  const count = table.GetRowCount(0).value ?? 0;
  table.Release();
  return count > 0;
}
