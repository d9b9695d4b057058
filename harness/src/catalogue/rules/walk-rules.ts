import { FAILED, formatHresult, hresult, S_OK } from '@mapi-kit/sdk';
import { callInWords } from '../../recording/ending.js';
import { ordinal } from '../../recording/item-words.js';
import type { Observation, ObservedCall, ObservedLife } from '../../recording/observation.js';
import { outcomeInWords } from '../../recording/outcome-words.js';
import type { Step } from '../../scenarios/step-kinds.js';
import { printScript, scriptInWords } from '../../scenarios/walk-script.js';
import { RANDOM_WALKS, walksOf } from '../../scenarios/walks.js';
import type { Evidence, Judgement, JudgeSettings, Violation } from '../requirement.js';
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
import { acknowledgedCount, lossCount, lossesInWords, lossViolations } from './losses.js';
import { endedQuietlyBeforeKill, missedReadBack, opensEverything } from './runs.js';
import { clientCalls, codeOf, durationOf, isCompanion, isShutdownCall, shutdownCalls } from './shutdown-calls.js';
import { counted, count as number } from './words.js';
import { formatRefusal, isBeyondLimits } from './works-on.js';

/** A script of more lives than this is no help to anybody. */
const MOST_LIVES_OF_SCRIPT = 3;

/** The first of each must succeed; that a second one does is a milder requirement of its own. */
const PROMISING: readonly string[] = ['NotifyProcessShutdown', 'DoFastShutdown'];

/** What is wrong with a run of walks: with its lives, each under its number, and with what was saved. */
interface JudgedRun extends Gathered {
  readonly run: Observation;
  readonly scripts: readonly (readonly Step[])[];
}

/** Judges random walks: everything that holds in every sequence holds in these. */
export function judgeWalks(evidence: Evidence): Judgement {
  const gathered = nothingYet();
  const runs = announcedRuns(evidence, RANDOM_WALKS);
  if (runs.length === 0) take(gathered, notRun(evidence, RANDOM_WALKS));
  const judged = runs.map((run) => judgeRunOfWalks(run, evidence.settings));
  for (const { gaps, deferredTo } of judged) take(gathered, { violations: [], gaps, deferredTo });
  // The shortest script says it best; the others are in the evidence.
  const broken = judged.filter(({ violations }) => violations.length > 0).sort((a, b) => lengthOf(a) - lengthOf(b));
  const [shortest] = broken;
  if (shortest !== undefined) gathered.violations.push(...shortest.violations);
  const walks = runs.reduce((sum, { lives }) => sum + Math.max(0, lives.length - 1), 0);
  return conclude(gathered, {
    pass: `${counted(walks, 'random walk')}: all ${counted(acknowledgedCount(runs), 'item')} found as acknowledged, every call answered`,
    fail: shortest === undefined ? '' : failureInWords(shortest),
  });
}

/**
 * Where a run of walks went wrong first.
 *
 * @param run - one run of the random walks
 * @param settings - as for the judge
 * @returns the life (0-based) that showed it, and the one that saved what was lost; null: nothing is wrong
 */
export function firstBroken(
  run: Observation,
  settings: JudgeSettings,
): { readonly shownBy: number; readonly savedBy: number } | null {
  const [difference] = run.ledger.differences;
  const trouble = run.lives.findIndex((_, index) => troubleOfLife(run, index, settings).violations.length > 0);
  if (trouble !== -1 && (difference === undefined || trouble < difference.seenInLife)) {
    return { shownBy: trouble, savedBy: trouble };
  }
  return difference === undefined ? null : { shownBy: difference.seenInLife, savedBy: difference.savedInLife };
}

function judgeRunOfWalks(run: Observation, settings: JudgeSettings): JudgedRun {
  const gathered = nothingYet();
  for (const index of run.lives.keys()) take(gathered, troubleOfLife(run, index, settings));
  const last = run.lives.at(-1);
  if (last !== undefined && !run.ledger.readBackComplete && gathered.violations.length === 0) {
    gathered.gaps.push(`${run.identity.scenario}: the last read-back is not complete`);
    gathered.deferredTo.push(...CAUSES_OF_SILENCE);
  }
  if (run.lives.every(({ savesAcknowledged }) => savesAcknowledged === 0) && gathered.violations.length === 0) {
    gathered.gaps.push(`${run.identity.scenario}: no save was acknowledged`);
  }
  gathered.violations.push(...lossViolations(run));
  const scripts = walksOf(run.lives.slice(0, -1).map(({ steps }) => steps));
  const script = scripts.length > MOST_LIVES_OF_SCRIPT ? {} : { script: printScript(scripts) };
  const violations = gathered.violations.map((each): Violation => ({ ...each, ...script }));
  return { ...gathered, violations, run, scripts };
}

function lengthOf({ scripts }: JudgedRun): number {
  return scripts.flat().length;
}

function failureInWords({ run, scripts, violations }: JudgedRun): string {
  const after =
    scripts.length > MOST_LIVES_OF_SCRIPT
      ? `after ${number(scripts.length)} random walks in a row`
      : `after ${scriptInWords(scripts)}`;
  const [first] = violations;
  if (lossCount(run) > 0) return `${after}: ${lossesInWords([run])}`;
  return `${after}: expected that ${first?.expected ?? ''}; ${first?.seen ?? ''}`;
}

/** What is wrong with one life, before anything it saved is looked at. */
function troubleOfLife(run: Observation, index: number, settings: JudgeSettings): Gathered {
  const gathered = nothingYet();
  const life = run.lives[index];
  if (life === undefined) return gathered;
  const say = (expected: string, seen: string): void => {
    gathered.violations.push(violation(run, expected, seen));
  };
  judgeEnding(run, life, index, gathered, say);
  const missed = index === run.lives.length - 1 ? null : missedReadBack(life);
  if (missed !== null) say(opensEverything(index), missed);
  judgeCalls(life, settings, say);
  const refusal = life.refused.find((each) => each.phase !== 'after-shutdown' && !isBeyondLimits(life, each));
  if (refusal !== undefined && index === 0 && refusal.phase === 'before-query') {
    gathered.gaps.push(`${run.identity.scenario}: the store refused ordinary work (${formatRefusal(refusal)})`);
    gathered.deferredTo.push(...CAUSES_OF_SILENCE);
  } else if (refusal !== undefined) {
    say('work goes on until DoFastShutdown, on the data of the lives before', formatRefusal(refusal));
  }
  const [unbalanced] = [...(life.references?.violations ?? []), ...(life.references?.leaks ?? [])];
  if (unbalanced !== undefined) say('after a classic exit every reference is given back, and no more', unbalanced);
  return gathered;
}

type Say = (expected: string, seen: string) => void;

function judgeEnding(run: Observation, life: ObservedLife, index: number, gathered: Gathered, say: Say): void {
  const isLast = index === run.lives.length - 1;
  const reason = life.endingReason ?? life.ending;
  const gap = (what: string): void => {
    gathered.gaps.push(`${run.identity.scenario}, ${ordinal(index)} life: ${what}`);
    gathered.deferredTo.push(...CAUSES_OF_SILENCE);
  };
  if (life.ending === 'broken') gap(reason);
  else if (life.ending === 'unproven') gap(`kill unproven: ${reason}`);
  else if (life.ending === 'hung') say(goesOn(index, isLast), reason);
  else if (life.ending === 'died') {
    if (isLast && run.ledger.readBackComplete) return;
    // A client that calls on after DoFastShutdown breaks the rules itself: that is a requirement of its own, and milder.
    if (returnOfDo(life) !== null) return;
    if (index === 0 && life.problems.length > 0 && life.savesAcknowledged === 0)
      gap(`nothing could be tried: ${reason}`);
    else if (endedQuietlyBeforeKill(life)) gap(`kill unproven: ${reason}`);
    else say(goesOn(index, isLast), reason);
  }
}

function goesOn(index: number, isLast: boolean): string {
  return isLast
    ? 'the next life opens everything and reads it back'
    : `the ${ordinal(index)} life goes on until the client ends it`;
}

function judgeCalls(life: ObservedLife, { stance, budgetMs }: JudgeSettings, say: Say): void {
  const done = returnOfDo(life);
  const first = new Set<string>();
  // What it answers to the query is no promise, and a client that was refused has no right to more.
  const refused = clientCalls(life, 'QueryFastShutdown').some(({ hr }) => hr !== null && hr !== S_OK);
  const mustSucceed = stance === 'in' && !refused;
  for (const call of life.calls) {
    if (isCompanion(call) || call.outcome === null || (done !== null && call.calledAt > done)) continue;
    const isFirst = !first.has(keyOf(call));
    first.add(keyOf(call));
    if (call.outcome.kind !== 'returned')
      say(`${callInWords(call)} returns an HRESULT`, `it ${outcomeInWords(call.outcome)}`);
    else if (
      mustSucceed &&
      PROMISING.includes(call.method) &&
      isShutdownCall(call) &&
      isFirst &&
      codeOf(call) !== S_OK
    ) {
      say(`${callInWords(call)} returns S_OK`, `it ${outcomeInWords(call.outcome)}`);
    }
  }
  const times = (['NotifyProcessShutdown', 'DoFastShutdown'] as const).map((method) => {
    const [call] = shutdownCalls(life, method);
    return call === undefined ? 0 : (durationOf(call) ?? 0);
  });
  const total = times.reduce((sum, time) => sum + time, 0);
  if (total > budgetMs) {
    say(`Notify and Do return within ${number(budgetMs)} ms`, `they took ${number(Math.round(total))} ms`);
  }
  const logoff = clientCalls(life, 'Logoff').find(({ hr }) => hr !== null && FAILED(hresult(hr)));
  if (logoff !== undefined) say('Logoff returns S_OK', `it returned ${formatHresult(hresult(logoff.hr ?? 0))}`);
}

function keyOf({ provider, interface: name, method }: ObservedCall): string {
  return `${provider.name} ${provider.kind} ${provider.session} ${provider.instance} ${name} ${method}`;
}

/** When the client's first DoFastShutdown came back, on the life's clock; null: it did not. */
function returnOfDo(life: ObservedLife): number | null {
  return clientCalls(life, 'DoFastShutdown')[0]?.returnedAt ?? null;
}
