import type { ActivityKind } from '../../recording/events.js';
import { identityName } from '../../recording/identity.js';
import type { Observation, ObservedWatch } from '../../recording/observation.js';
import type { Evidence, Judgement } from '../requirement.js';
import { activityFrom, measuredActivities, requireWatched, type WatchedActivity, watchesOf } from './activity.js';
import { announcedRuns, conclude, type Gathered, nothingYet, notRun, take, violation } from './judge-helpers.js';
import { measuredCount } from './measured.js';
import { counted } from './words.js';

const SCENARIO = 'quiet-after-notify';
/** What was under way at Notify may begin a last connection in so many slices; nothing was, unless that many show one. */
const UNDER_WAY_SLICES = 3;
/** A second half of fewer slices shows nothing: the machine was too busy. */
const LEAST_SLICES = 3;
/** What is no interval goes on again and again when it is seen in so many slices; the end of one thing is not. */
const AGAIN_AND_AGAIN = 3;
/** Of what was under way a last trace may be seen. */
const MORE_THAN_A_TRACE = 2;

const NOTIFY = 'after NotifyProcessShutdown';
const AT_REST = 'half a second after NotifyProcessShutdown, when what was pending is saved,';

/** What a provider begins, in words: what was not to happen, and what was seen. */
const REACHING: Readonly<
  Partial<Record<ActivityKind, { readonly none: string; readonly seen: (times: number, what: string) => string }>>
> = {
  lookup: {
    none: 'no name is looked up',
    seen: (times, what) => `${counted(times, 'lookup')} of ${what}`,
  },
  connection: {
    none: 'no connection is opened',
    seen: (times, what) => `${counted(times, 'connection')} to ${what}`,
  },
  datagram: {
    none: 'nothing is sent by UDP',
    seen: (times, what) => `${counted(times, 'UDP socket or datagram', 'UDP sockets or datagrams')}, at ${what}`,
  },
  server: {
    none: 'no socket begins to listen',
    seen: (times, what) => `${counted(times, 'listening socket')}, at ${what}`,
  },
  process: {
    none: 'no child process is started',
    seen: (times, what) => `${counted(times, 'child process', 'child processes')}, started at ${what}`,
  },
  worker: {
    none: 'no worker is started',
    seen: (times, what) => `${counted(times, 'worker')}, started at ${what}`,
  },
};

/**
 * QUIET-1: what still goes on after NotifyProcessShutdown.
 *
 * What is pending may still be saved, and what was under way may come to its end. So nothing may be begun that reaches
 * out of the process, and by the second half of the second the timers and the data are at rest.
 */
export function judgeAfterNotify(evidence: Evidence): Judgement {
  const gathered = nothingYet();
  const runs = announcedRuns(evidence, SCENARIO);
  if (runs.length === 0) take(gathered, notRun(evidence, SCENARIO));
  const before: ObservedWatch[] = [];
  for (const run of runs) {
    const needed = requireWatched(run, ['NotifyProcessShutdown'], 2);
    take(gathered, needed);
    if (needed.gaps.length > 0) continue;
    const [ordinary] = watchesOf(run, 'ordinary');
    const [after] = watchesOf(run, 'after-notify');
    if (ordinary === undefined || after === undefined) continue;
    before.push(ordinary);
    take(gathered, judgeWatch(run, ordinary, after));
  }
  const shown = measuredActivities(before, 'in ordinary work');
  const [first] = gathered.violations;
  return conclude(gathered, {
    pass: `${NOTIFY} nothing new was begun, and what went on, if anything, came to rest`,
    fail: first === undefined ? '' : `expected that ${first.expected}; seen: ${first.seen}`,
    measured: [measuredCount('kinds of background work', shown.length), ...shown],
  });
}

function judgeWatch(run: Observation, ordinary: ObservedWatch, after: ObservedWatch): Gathered {
  const gathered = nothingYet();
  const half = Math.ceil(after.slices / 2);
  if (after.slices - half < LEAST_SLICES) {
    const why = `in ${after.ms.toFixed(0)} ms the process had too few turns to show what goes on in the background`;
    gathered.gaps.push(`${identityName(run.identity)}: ${why}`);
    return gathered;
  }
  const rest: Gathered['violations'] = [];
  for (const activity of after.activities) {
    const begun = judgeBegun(run, ordinary, activity);
    if (begun !== null) gathered.violations.push(begun);
    else rest.push(...judgeAtRest(run, ordinary, activity, half));
  }
  gathered.violations.push(...rest.sort((a, b) => rank(a.expected) - rank(b.expected)));
  return gathered;
}

/** Something new that reaches out of the process. */
function judgeBegun(
  run: Observation,
  ordinary: ObservedWatch,
  activity: WatchedActivity,
): ReturnType<typeof violation> | null {
  const words = REACHING[activity.kind];
  if (words === undefined) return null;
  const wasUnderWay = ordinary.activities.some(
    (other) => other.kind === activity.kind && activityFrom(other, ordinary.slices - UNDER_WAY_SLICES).times > 0,
  );
  const { times } = activityFrom(activity, wasUnderWay ? UNDER_WAY_SLICES : 0);
  if (times === 0) return null;
  return violation(run, `${NOTIFY} ${words.none}`, words.seen(times, activity.what), becauseOf(ordinary, activity));
}

/** Something that goes on when saving is over. */
function judgeAtRest(
  run: Observation,
  ordinary: ObservedWatch,
  activity: WatchedActivity,
  half: number,
): Gathered['violations'] {
  const { kind, what, repeats } = activity;
  const { times, slices } = activityFrom(activity, half);
  const because = becauseOf(ordinary, activity);
  switch (kind) {
    case 'timer':
      if (repeats ? times === 0 : slices < AGAIN_AND_AGAIN) return [];
      return [
        violation(
          run,
          `${AT_REST} no timer fires again and again`,
          `the ${repeats ? 'interval' : 'timer'} that is set at ${what} fired ${counted(times, 'time')}`,
          because,
        ),
      ];
    case 'data':
      if (slices < MORE_THAN_A_TRACE) return [];
      return [
        violation(run, `${AT_REST} the data stays as it is`, `${what} changed ${counted(times, 'time')}`, because),
      ];
    case 'status':
      if (slices < MORE_THAN_A_TRACE) return [];
      return [
        violation(run, `${AT_REST} the status row is at rest`, `${what} changed ${counted(times, 'time')}`, because),
      ];
    default:
      return [];
  }
}

/** Timers say most, since they name a place in the code. */
function rank(expected: string): number {
  return expected.includes('timer') ? 0 : 1;
}

function becauseOf(ordinary: ObservedWatch, { kind, what }: WatchedActivity): string | null {
  return ordinary.activities.some((other) => other.kind === kind && other.what === what)
    ? 'the same went on before NotifyProcessShutdown'
    : null;
}
