import type { ActivityKind } from '../../recording/events.js';
import type { Observation } from '../../recording/observation.js';
import type { Evidence, Judgement, Violation } from '../requirement.js';
import { activityFrom, kindsIn, kindsInWords, measuredActivities, requireWatched, watchesOf } from './activity.js';
import { compareBackground } from './background.js';
import { announcedRuns, conclude, nothingYet, notRun, take, violation } from './judge-helpers.js';
import { measuredCount } from './measured.js';
import { counted } from './words.js';

const SCENARIO = 'resumes-after-notify';

/**
 * QUIET-4: what went on in ordinary work goes on again after an abandoned NotifyProcessShutdown.
 *
 * Only what was seen in both spans of ordinary work is expected: what a provider does once, at its beginning, is not put
 * off. What is saved after the Notify must become durable in the background as it does without one.
 */
export function judgeResumption(evidence: Evidence): Judgement {
  const gathered = nothingYet();
  const runs = announcedRuns(evidence, SCENARIO);
  if (runs.length === 0) take(gathered, notRun(evidence, SCENARIO));
  const before = new Set<ActivityKind>();
  let watched = 0;
  for (const run of runs) {
    const needed = requireWatched(run, ['NotifyProcessShutdown'], 3);
    take(gathered, needed);
    if (needed.gaps.length > 0) continue;
    watched += 1;
    for (const kind of recurring(run)) before.add(kind);
  }
  const compared =
    watched === 0
      ? []
      : compareBackground(evidence, gathered, {
          scenario: SCENARIO,
          when: 'three seconds after a save that follows an abandoned Notify',
          without: 'without a Notify',
          because:
            'NotifyProcessShutdown stopped background work that had been making saved items durable, and it did not resume',
        });
  if (watched > 0)
    gathered.violations.push(...runs.flatMap((run) => recurring(run).flatMap((kind) => whatStopped(run, kind))));
  const resumed = runs.flatMap((run) => watchesOf(run, 'resumed'));
  const [first] = gathered.violations;
  return conclude(gathered, {
    pass: 'after an abandoned NotifyProcessShutdown all background work that ordinary work shows, if any, went on',
    fail: first === undefined ? '' : `background work does not resume: expected ${first.expected}; seen: ${first.seen}`,
    measured: [
      ...compared,
      measuredCount('kinds of work to resume', before.size),
      ...measuredActivities(resumed, 'after the Notify'),
    ],
  });
}

/** The kinds of activity that both spans of ordinary work show. */
function recurring(run: Observation): readonly ActivityKind[] {
  const [first, second] = watchesOf(run, 'ordinary').map(kindsIn);
  return first?.filter((kind) => second?.includes(kind)) ?? [];
}

function whatStopped(run: Observation, kind: ActivityKind): readonly Violation[] {
  const [resumed] = watchesOf(run, 'resumed');
  if (resumed === undefined || kindsIn(resumed).includes(kind)) return [];
  const ordinary = watchesOf(run, 'ordinary').flatMap(({ activities }) =>
    activities.filter((each) => each.kind === kind),
  );
  const times = ordinary.reduce((total, activity) => total + activityFrom(activity, 0).times, 0);
  const [example] = ordinary;
  const seconds = (resumed.ms / 1000).toFixed(1);
  return [
    violation(
      run,
      `${kindsInWords([kind])} after an abandoned NotifyProcessShutdown, as in ordinary work`,
      `none in ${seconds} s of work, where ordinary work had shown ${counted(times, 'one', 'of them')} (${example?.what})`,
    ),
  ];
}
