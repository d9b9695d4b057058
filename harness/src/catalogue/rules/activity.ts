import type { ActivityKind } from '../../recording/events.js';
import { identityName } from '../../recording/identity.js';
import type { Observation, ObservedWatch } from '../../recording/observation.js';
import type { WatchedSpan } from '../../scenarios/step-kinds.js';
import type { Measured } from '../measured.js';
import { CAUSES_OF_SILENCE, type Gathered, nothingYet } from './judge-helpers.js';
import { measuredCount } from './measured.js';
import { precheckRun } from './runs.js';
import { type ShutdownMethod, shutdownCalls } from './shutdown-calls.js';
import { list } from './words.js';

/** One thing that went on while a life was watched. */
export type WatchedActivity = ObservedWatch['activities'][number];

/** What shows a fault of its own in the lives that are watched. */
const CAUSES: readonly string[] = [
  ...CAUSES_OF_SILENCE,
  'ANS-2',
  'ANS-3',
  'SEQ-1',
  'SEQ-2',
  'SEQ-4',
  'SEQ-5',
  'SEQ-10',
];

const KIND_WORDS: Readonly<Record<ActivityKind, string>> = {
  timer: 'timers',
  lookup: 'lookups of names',
  connection: 'connections',
  datagram: 'UDP sockets',
  server: 'listening sockets',
  process: 'child processes',
  worker: 'workers',
  data: 'changes of the data',
  status: 'changes of the status row',
};

/** In the order in which they are named. */
const KINDS = Object.keys(KIND_WORDS) as readonly ActivityKind[];

/** Kinds of activity in a sentence, for example `timers and connections`. */
export function kindsInWords(kinds: readonly ActivityKind[]): string {
  return list(kinds.map((kind) => KIND_WORDS[kind]));
}

/** The watched spans of this name in the life that is judged, in their order. */
export function watchesOf(run: Observation, span: WatchedSpan): readonly ObservedWatch[] {
  return run.lives[0]?.watches.filter((watch) => watch.span === span) ?? [];
}

/** How often it happened from a slice on, and in how many slices. */
export function activityFrom(
  { counts }: WatchedActivity,
  slice: number,
): { readonly times: number; readonly slices: number } {
  const later = counts.slice(slice);
  return { times: later.reduce((total, times) => total + times, 0), slices: later.filter((times) => times > 0).length };
}

/** The kinds of activity that a span shows. */
export function kindsIn({ activities }: ObservedWatch): readonly ActivityKind[] {
  return [...new Set(activities.map(({ kind }) => kind))];
}

/** How often each kind of activity was seen in some spans; which kinds those are is a matter of the machine, too. */
export function measuredActivities(watches: readonly ObservedWatch[], when: string): readonly Measured[] {
  const byKind = new Map<ActivityKind, number>();
  for (const activity of watches.flatMap(({ activities }) => activities)) {
    byKind.set(activity.kind, (byKind.get(activity.kind) ?? 0) + activityFrom(activity, 0).times);
  }
  return KINDS.flatMap((kind) => {
    const times = byKind.get(kind);
    return times === undefined ? [] : [measuredCount(`${KIND_WORDS[kind]} ${when}`, times)];
  });
}

/**
 * Requires that a run can be judged by what its first life shows: it came to its end, did its work, and the provider was
 * called in these methods. Whatever else is wrong with it others judge, so that here it only leaves a gap.
 */
export function requireWatched(run: Observation, methods: readonly ShutdownMethod[], spans: number): Gathered {
  const gathered = nothingYet();
  const { violations, gaps } = precheckRun(run);
  const name = identityName(run.identity);
  gathered.gaps.push(...gaps, ...violations.map(({ seen }) => `${name}: ${seen}`));
  const life = run.lives[0];
  if (gathered.gaps.length === 0 && life !== undefined) {
    for (const method of methods) {
      if (shutdownCalls(life, method).length === 0)
        gathered.gaps.push(`${name}: the provider's ${method} was not called`);
    }
    if (life.watches.length < spans) gathered.gaps.push(`${name}: the process was not watched to the end`);
  }
  if (gathered.gaps.length > 0) gathered.deferredTo.push(...CAUSES);
  return gathered;
}
