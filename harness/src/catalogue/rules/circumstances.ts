import { callInWords, thrownInWords } from '../../recording/ending.js';
import { exitInWords } from '../../recording/exit-words.js';
import { identityName } from '../../recording/identity.js';
import type { Observation, ObservedLife } from '../../recording/observation.js';
import type { LifeFacts } from '../../recording/recording.js';
import type { Circumstance, Finding, Requirement } from '../requirement.js';

/** Of each finding the lives of so many runs are shown, of each life so much. */
const MOST_LIVES = 3;
const MOST_THROWN = 3;
const MOST_LINES = 5;
const LONGEST_LINE = 200;

/**
 * Adds to a finding what an author would look for next: what the provider threw and printed in the lives that it is about,
 * and where to look when one of them ended in a call.
 *
 * @param finding - as it was judged
 * @param requirement - that it is of
 * @param observations - everything observed
 */
export function withCircumstances(
  finding: Finding,
  requirement: Requirement,
  observations: readonly Observation[],
): Finding {
  if (finding.status === 'pass' || finding.status === 'not-applicable') return finding;
  const runs = runsOf(finding, requirement, observations);
  const circumstances = runs
    .flatMap((run) => run.lives.flatMap((life, index) => circumstanceOf(run, life, index)))
    .slice(0, MOST_LIVES);
  const lookAt = lookAtOf(finding, runs);
  return {
    ...finding,
    ...(circumstances.length === 0 ? {} : { circumstances }),
    ...(lookAt === null ? {} : { lookAt }),
  };
}

/** The run of the first case; where there is none, one in which a life did not end as it should have, or something threw. */
function runsOf(
  { violations }: Finding,
  { scenarios }: Requirement,
  observations: readonly Observation[],
): readonly Observation[] {
  const [first] = violations;
  if (first !== undefined) return observations.filter(({ identity }) => identityName(identity) === first.run);
  const own = observations.filter(({ identity }) => scenarios.includes(identity.scenario));
  const found =
    own.find(({ lives }) => lives.some(({ endingReason }) => endingReason !== null)) ??
    own.find(({ lives }) => lives.some(({ thrown }) => thrown.length > 0));
  return found === undefined ? [] : [found];
}

function circumstanceOf(run: Observation, life: ObservedLife, index: number): readonly Circumstance[] {
  // The last ones come nearest to what went wrong.
  const thrown = life.thrown.slice(-MOST_THROWN).map(thrownInWords);
  const printed = printedIn(life.facts);
  if (thrown.length + printed.length === 0) return [];
  return [{ run: identityName(run.identity), life: index, thrown, printed }];
}

/** The last lines of each stream. */
function printedIn({ stdoutTail = '', stderrTail, livedTogether = 1 }: LifeFacts): readonly string[] {
  // What a process of several lives printed cannot be told apart.
  if (livedTogether > 1) return [];
  return [...lastLines(stdoutTail, 'stdout'), ...lastLines(stderrTail, 'stderr')];
}

function lastLines(text: string, stream: string): readonly string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.slice(-MOST_LINES).map((line) => `${stream}: ${line.trimEnd().slice(0, LONGEST_LINE)}`);
}

/** Where a life that is shown ended in a call; null: the advice of the requirement holds. */
function lookAtOf({ violations }: Finding, runs: readonly Observation[]): string | null {
  const [first] = violations;
  // That for the shutdown interface is the provider object's own, of which the requirement has more to say.
  if (first?.seen.includes('QueryInterface(') === true && !first.seen.includes('IID_IMAPIProviderShutdown')) {
    return 'QueryInterface of the object that OpenEntry gives: it answers for every interface that the object has';
  }
  const died = runs
    .flatMap(({ lives }) => lives)
    .find(({ ending, endingReason }) => ending === 'died' && endingReason !== null && endingReason === first?.seen);
  if (died === undefined || died.problems.length > 0) return null;
  if (died.facts.memoryError !== undefined) {
    return 'the line that AddressSanitizer names, and in its report who has allocated that memory, and who has freed it';
  }
  const how = exitInWords(died.facts);
  return died.pendingCall === null
    ? `what the provider does where the process ended (${how}): nothing in it may end the process of the client`
    : `${callInWords(died.pendingCall)}: what ended the process there (${how}); nothing that it calls may end the process of the client`;
}
