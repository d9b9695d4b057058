import { FAILED, hresult } from '@mapi-kit/sdk';
import { FEATURES } from '../../recording/feature.js';
import type { Observation, ObservedLife } from '../../recording/observation.js';
import { isBeyondLimits } from './works-on.js';

type Answer = ObservedLife['features'][number];

/**
 * What was observed, with what a provider refuses to do and has done elsewhere among what it refuses: what it never does is no
 * part of what it is, and is left out. Nothing that was done is excused by saying later that it cannot be done.
 *
 * @param observations - of all runs
 */
export function withRefusedFeatures(observations: readonly Observation[]): readonly Observation[] {
  const { answers, done } = answersIn(observations);
  if (answers.every((answer) => isDone(answer) || !done.has(answer.feature))) return observations;
  return observations.map((run) => ({
    ...run,
    lives: run.lives.map((life, index) => {
      const refused = life.features.filter((answer) => !isDone(answer) && done.has(answer.feature));
      const earlier = run.lives.slice(0, index).flatMap(({ features }) => features);
      return refused.length === 0
        ? life
        : { ...life, refused: [...life.refused, ...refused.map((answer) => refusalOf(answer, earlier))] };
    }),
  }));
}

/** What a provider never does in any of the runs, and says so, or has no room for. */
export function leftOut(observations: readonly Observation[]): readonly Answer['feature'][] {
  const { answers, done } = answersIn(observations);
  const refused = new Set(answers.filter((answer) => !isDone(answer)).map(({ feature }) => feature));
  const hasLimits = observations.some(({ lives }) =>
    lives.some((life) => life.refused.some((refusal) => isBeyondLimits(life, refusal))),
  );
  if (hasLimits) refused.add('what is beyond its limits');
  return [...refused].filter((feature) => !done.has(feature)).sort();
}

/** All answers, and what was done at least once. */
function answersIn(observations: readonly Observation[]): {
  readonly answers: readonly Answer[];
  readonly done: ReadonlySet<Answer['feature']>;
} {
  const answers = observations.flatMap(({ lives }) => lives.flatMap(({ features }) => features));
  return { answers, done: new Set(answers.filter(isDone).map(({ feature }) => feature)) };
}

function isDone({ hr }: Answer): boolean {
  return !FAILED(hresult(hr));
}

function refusalOf(answer: Answer, earlier: readonly Answer[]): ObservedLife['refused'][number] {
  const { feature, phase, hr, at, session } = answer;
  const before = earlier.filter((each) => each.feature === feature && each.session === session);
  // One that was refused now and then before it had asked is no other one now.
  const isLost = before.some(isDone) && before.every((each) => isDone(each) || each.phase !== 'before-query');
  return { item: '', phase, method: FEATURES[feature], hr, at, ...(isLost ? { lost: true } : {}) };
}
