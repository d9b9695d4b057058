import { FLUSH_DOWNLOAD, FLUSH_UPLOAD, type IMsgStore } from '@mapi-kit/sdk';
import type { Spooler } from '@mapi-kit/sdk/subsystem';
import type { FarSideEvent } from '../../recording/mail.js';
import { now, sleep, stringify } from '../primordials.js';
import { Arrivals, type Submitted } from './arrivals.js';
import { FarSideNews } from './far-side-news.js';
import { readInbox, readReturned } from './inbox.js';
import { queuedItems } from './outgoing.js';
import type { Patience } from './patience.js';
import { startRounds } from './rounds.js';
import { Stillness } from './stillness.js';

/** How often the spooler does a round meanwhile, in milliseconds. */
const ROUND_MS = 10;
/** And when all has arrived, and nothing is waited for but that nothing moves. */
const SETTLING_ROUND_MS = 40;
/** Of the time, rounds may take this share: one goes through the whole queue, and the transport has to work as well. */
const ROUND_SHARE = 0.2;
const LONGEST_PAUSE_MS = 250;
/** On a machine that is busy a process takes long to start: so many times as long nothing may happen, at least. */
const STARTS = 5;
/** A transport that pauses after a failed delivery is asked again, while nothing moves. */
const FLUSH_EVERY_MS = 1_000;
/**
 * In this time whoever has sent a message reads the answer, and writes down that it was sent, or sends to the next recipient.
 */
const SETTLE_MS = 500;

/** When nothing has moved for so long, and not all has arrived, reports may say that it does not. */
const REPORT_MS = 200;

/** What is waited for. */
export interface DrainRequest {
  readonly spooler: Spooler;
  readonly store: IMsgStore;
  /** Where the far side writes what it sees; null: there is none. */
  readonly farSideFile: string | null;
  /** The messages that were submitted, in any life. */
  readonly submitted: readonly Submitted[];
  /** The life that goes on, 0-based. */
  readonly life: number;
  /** How long the process took to come so far, in milliseconds. */
  readonly startedMs: number;
  /** How long nothing may happen before the wait is given up. */
  readonly patience: Patience;
  /** Goes on for a while when all has arrived, and nothing moves any more. */
  readonly settles: boolean;
}

/** What has come of a wait. */
export interface Drained {
  readonly hasLeft: boolean;
  readonly deliveries: number | null;
}

/**
 * Lets the spooler and the transports work until every message that was ever submitted has reached the far side, or
 * nothing moves any more; mail that waits is fetched meanwhile.
 *
 * Whether a message has arrived the far side says, not the transport.
 *
 * @returns `hasLeft`: all of them have, and nothing waits any more; `deliveries`: how many messages have arrived from all
 * sessions, of which this one's are known to be sent, or null where nobody waited for that, or not all of them have left
 */
export async function drain(request: DrainRequest): Promise<Drained> {
  // Meanwhile the rounds are those that are waited for, and no others.
  request.spooler.stop();
  const farSide = new FarSideNews(request.farSideFile);
  const hasLeft = await roundsUntilStill(request, farSide);
  startRounds(request.spooler);
  if (!hasLeft || !request.settles) return { hasLeft, deliveries: null };
  farSide.next();
  return { hasLeft, deliveries: farSide.all.filter(({ e }) => e === 'delivered').length };
}

async function roundsUntilStill(request: DrainRequest, farSide: FarSideNews): Promise<boolean> {
  const { spooler, store, submitted, life, startedMs, settles, patience } = request;
  const { longestMs, leastMs, deferredMs } = patience;
  const lastPatienceMs = Math.min(longestMs, Math.max(leastMs, STARTS * startedMs));
  const flush = (): bigint => {
    spooler.FlushQueues(FLUSH_UPLOAD | FLUSH_DOWNLOAD);
    return now();
  };
  let flushedAt = flush();
  const arrivals = new Arrivals(submitted, life);
  const { missing, partly, refused, postponed } = arrivals;
  const known = new Set<string>();
  const still = new Stillness();
  for (;;) {
    const began = now();
    const { finished, received, reports } = spooler.run();
    const news = farSide.next();
    const moved = finished + received + reports > 0 || saysMore(news, known);
    arrivals.add(news);
    if (moved) still.moved();
    if (still.tookMs > FLUSH_EVERY_MS && Number(now() - flushedAt) / 1e6 > FLUSH_EVERY_MS) flushedAt = flush();
    const isLate = still.tookMs > longestMs || still.ms > lastPatienceMs;
    // To look into the queue takes as long as the queue: only when it matters.
    const hasLeft = (): boolean =>
      queuedItems(store).every((item) => postponed.has(item) || (isLate && refused.has(item)));
    // What was not to be delivered at once has more time, unless it waits in the store, where the transport does not have it.
    const deferredMayCome = (): boolean =>
      missing.size > 0 && still.tookMs < deferredMs && arrivals.lacksDeferredAlone(queuedItems(store));
    const settleMs = settles || partly.size > 0 ? SETTLE_MS : 0;
    // Who is refused may be tried for ever, and the others with him.
    const isThere = missing.size === 0 || (isLate && [...missing].every((item) => refused.has(item)));
    if (!moved && isThere && (settleMs === 0 || still.tookMs > settleMs) && hasLeft()) {
      // That nobody is told of a refused recipient is nothing that goes on; and of a message that waits for somebody nobody need be told yet.
      if (isLate || areIn(without(refused, postponed), () => reportedItems(store))) return true;
    }
    const isInVain = still.tookMs > longestMs || (missing.size > 0 && isLate);
    if (!moved && isInVain && !deferredMayCome()) return false;
    if (!moved && missing.size > 0 && still.tookMs > REPORT_MS) {
      for (const item of reportedItems(store)) if (!refused.has(item)) missing.delete(item);
    }
    const roundMs = Number(now() - began) / 1e6;
    const pauseMs = Math.min(
      Math.max(shortestPause(missing.size, still.tookMs, longestMs), roundMs / ROUND_SHARE),
      LONGEST_PAUSE_MS,
    );
    await sleep(pauseMs);
    still.passed(roundMs + pauseMs, Number(now() - began) / 1e6);
  }
}

/** How long a pause between two rounds is at least, in milliseconds. */
function shortestPause(missing: number, stillMs: number, longestMs: number): number {
  if (stillMs > longestMs) return LONGEST_PAUSE_MS;
  return missing === 0 && stillMs > 0 ? SETTLING_ROUND_MS : ROUND_MS;
}

/** The messages of which a report in the inbox says that they could not be sent, to whomever. */
function reportedItems(store: IMsgStore): ReadonlySet<string> {
  return new Set(readInbox(store).flatMap((row) => readReturned(store, row).items));
}

function areIn(some: ReadonlySet<string>, all: () => ReadonlySet<string>): boolean {
  if (some.size === 0) return true;
  const found = all();
  return [...some].every((one) => found.has(one));
}

function without(some: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...some].filter((one) => !others.has(one)));
}

/** What an event says, without what another attempt has for its own: who sends the same again may do so for ever. */
function gistOf(event: FarSideEvent): string {
  if (!('item' in event) || event.item === null) return stringify(event);
  const whom = 'recipients' in event ? event.recipients : 'recipient' in event ? event.recipient : null;
  return stringify([event.e, event.item, whom]);
}

/** Takes in what the far side says; whether anything of it is new. */
function saysMore(news: readonly FarSideEvent[], known: Set<string>): boolean {
  const before = known.size;
  for (const event of news) known.add(gistOf(event));
  return known.size > before;
}
