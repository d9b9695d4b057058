import { formatHresult, S_OK } from '@mapi-kit/sdk';
import { identityName } from '../../recording/identity.js';
import type { Observation, ObservedLife } from '../../recording/observation.js';
import { outcomeInWords } from '../../recording/outcome-words.js';
import { isPromised } from '../../recording/promise.js';
import type { MediumFault } from '../../scenarios/scenario.js';
import type { Evidence, Judgement, Violation } from '../requirement.js';
import {
  announcedRuns,
  CAUSES_OF_SILENCE,
  conclude,
  type Gathered,
  nothingYet,
  notRun,
  take,
  violation,
} from './judge-helpers.js';
import { troubleAfterKill } from './kills.js';
import { lossesInWords, lossViolations } from './losses.js';
import { codeOf, isShutdownCall, shutdownCalls } from './shutdown-calls.js';
import { list } from './words.js';

/** The scenarios of media that break. */
export const MEDIA: readonly string[] = ['disk-full', 'disk-read-only', 'file-size-limit'];

/** How a fault is called in a sentence. */
export const FAULT_WORDS: Readonly<Record<MediumFault, string>> = {
  full: 'full disk',
  'read-only': 'read-only disk',
  'file-size': 'file size limit',
};

/** The life in which the medium breaks, after one with a promise. */
const BREAKING = 1;

/** What the runs with a medium that breaks have shown. */
interface Seen {
  readonly gathered: Gathered;
  readonly lost: Violation[];
  /** What became of DoFastShutdown, by fault. */
  readonly tried: string[];
  /** Why nothing could be seen, by fault. */
  readonly untried: string[];
}

/**
 * Judges what a provider does when its medium breaks: an S_OK of DoFastShutdown stays a promise, any other answer is none,
 * and nothing of the life before is damaged.
 */
export function judgeMedia(evidence: Evidence): Judgement {
  const seen: Seen = { gathered: nothingYet(), lost: [], tried: [], untried: [] };
  const { gathered, lost, tried, untried } = seen;
  const all: Observation[] = [];
  for (const scenario of MEDIA) {
    const runs = announcedRuns(evidence, scenario);
    if (runs.length === 0) take(gathered, notRun(evidence, scenario));
    for (const run of runs) judgeRun(run, seen);
    all.push(...runs);
  }
  if (tried.length === 0 && gathered.gaps.length === 0) {
    gathered.gaps.push(`no medium could be broken (${untried.join('; ')})`);
  }
  const [first] = gathered.violations;
  gathered.violations.push(...lost);
  const shown = tried.length === 0 ? untried : tried;
  const not = untried.length === 0 ? '' : ` (not tried: ${untried.join('; ')})`;
  return conclude(gathered, {
    pass: `${list(tried)}; nothing that was promised was lost${not}`,
    fail:
      first === undefined
        ? `${lossesInWords(all)} (${list(shown)})`
        : `expected that ${first.expected}; ${first.seen} (${list(shown)})`,
  });
}

function judgeRun(run: Observation, { gathered, lost, tried, untried }: Seen): void {
  const name = identityName(run.identity);
  const [first] = run.lives;
  const life = run.lives[BREAKING];
  const last = run.lives.at(-1);
  const medium = life?.medium ?? null;
  if (first === undefined || !isPromised(first) || life === undefined || last === undefined || medium === null) {
    const reason = first?.endingReason ?? life?.endingReason ?? 'DoFastShutdown of the first life promised nothing';
    gathered.gaps.push(`${name}: ${reason}`);
    gathered.deferredTo.push(...CAUSES_OF_SILENCE, 'SEQ-1', 'SEQ-2');
    return;
  }
  const fault = FAULT_WORDS[medium.fault];
  if (!medium.broken) {
    untried.push(`${fault}: ${medium.detail}`);
    return;
  }
  if (hasBitten(life, medium)) tried.push(`${fault}: Do ${answerOf(life)}`);
  else untried.push(`${fault}: no write was refused`);
  if (life.ending === 'broken' || life.ending === 'unproven' || life.ending === 'hung' || diedInShutdown(life)) {
    gathered.gaps.push(`${name}: ${life.endingReason ?? life.ending}`);
    gathered.deferredTo.push(...CAUSES_OF_SILENCE);
    return;
  }
  if (life.ending === 'died') {
    const expected = 'the second life goes on until the client ends it';
    gathered.violations.push(violation(run, expected, life.endingReason ?? life.ending, `the medium: ${fault}`));
    return;
  }
  const trouble = troubleAfterKill(last);
  if (trouble !== null) {
    const expected = 'the next life, whose medium is whole again, opens and reads everything back';
    gathered.violations.push(violation(run, expected, trouble, `the medium of the one before: ${fault}`));
  }
  lost.push(...lossViolations(run));
}

/** A write was refused: of the harness's own, of the client's, or else the provider itself has said so. */
export function hasBitten(life: ObservedLife, { refusal }: NonNullable<ObservedLife['medium']>): boolean {
  const answer = shutdownCalls(life, 'DoFastShutdown').at(-1);
  return refusal !== null || life.refused.length > 0 || (answer !== undefined && codeOf(answer) !== S_OK);
}

function answerOf(life: ObservedLife): string {
  const call = shutdownCalls(life, 'DoFastShutdown').at(-1);
  if (call === undefined) return 'was not called';
  const code = codeOf(call);
  return code === null ? outcomeInWords(call.outcome) : `answered ${formatHresult(code).replace(/ \(.*/, '')}`;
}

/** It died in a call of the shutdown, which another requirement judges. */
export function diedInShutdown({ ending, pendingCall }: ObservedLife): boolean {
  return ending === 'died' && pendingCall !== null && isShutdownCall(pendingCall);
}
