import { callInWords } from '../../recording/ending.js';
import { identityName } from '../../recording/identity.js';
import { ordinal } from '../../recording/item-words.js';
import type { Observation, ObservedLife } from '../../recording/observation.js';
import { isPromised } from '../../recording/promise.js';
import type { Measured } from '../measured.js';
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
import { acknowledgedCount, lossesInWords, lossViolations } from './losses.js';
import { measuredCount } from './measured.js';
import { clientCalls } from './shutdown-calls.js';
import { counted } from './words.js';
import { formatRefusal } from './works-on.js';

/** Where lives are killed without a word. */
export interface KillRule {
  readonly scenario: string;
  /** In words, for example `inside Notify and Do`. */
  readonly where: string;
  /** Whether a life that was killed without a word was killed there. */
  readonly isThere: (life: ObservedLife) => boolean;
}

/** A kill in a life that had begun its shutdown. */
export function inShutdown(life: ObservedLife): boolean {
  return clientCalls(life, 'NotifyProcessShutdown').length > 0;
}

/** A kill in a life that had not asked for its shutdown. */
export function atWork(life: ObservedLife): boolean {
  return clientCalls(life, 'QueryFastShutdown').length === 0;
}

/**
 * Judges a chain of lives most of which are killed without a word: each next one opens and reads everything back, nothing
 * of lives with a promise is lost or changed, and nothing is half there.
 *
 * @param evidence - everything observed
 * @param rule - where the kills come
 */
export function judgeKills(evidence: Evidence, rule: KillRule): Judgement {
  const gathered = nothingYet();
  const runs = announcedRuns(evidence, rule.scenario);
  if (runs.length === 0) take(gathered, notRun(evidence, rule.scenario));
  const inside = runs.flatMap(({ lives }) => lives.filter((life) => isSilent(life) && rule.isThere(life)));
  const lost: Violation[] = [];
  for (const run of runs) {
    take(gathered, judgeChain(run));
    lost.push(...lossViolations(run).map((each) => ({ ...each, because: each.because ?? killsInWords(run) })));
  }
  if (runs.length > 0 && inside.length === 0 && gathered.gaps.length === 0) {
    gathered.gaps.push(`${rule.scenario}: no kill came ${rule.where}`);
    gathered.deferredTo.push(...CAUSES_OF_SILENCE);
  }
  const [first] = gathered.violations;
  gathered.violations.push(...lost);
  const planned = runs.reduce((sum, run) => sum + plannedKills(run), 0);
  const when = `with ${counted(planned, 'kill')} planned ${rule.where}`;
  return conclude(gathered, {
    pass: `${when}: every next life opened, and nothing was damaged or half there`,
    fail:
      first === undefined
        ? `${when}: ${lossesInWords(runs)}`
        : `${when}: expected that ${first.expected}; ${first.seen}`,
    measured: measuredKills(rule, runs, inside, planned),
  });
}

/** One that came before or after tells nothing of the place: how many came there is part of the answer. */
function measuredKills(
  { where }: KillRule,
  runs: readonly Observation[],
  inside: readonly ObservedLife[],
  planned: number,
): readonly Measured[] {
  // A kill at a write is the process's own, and journalled; at a time it comes from another thread. Writes of native code
  // are not seen.
  const writes = inside.filter(({ killedAt }) => killedAt !== null).length;
  return [
    measuredCount(`kills ${where}`, inside.length, planned),
    ...(writes === 0 ? [] : [measuredCount('at a write', writes, inside.length)]),
    measuredCount('items compared', acknowledgedCount(runs)),
  ];
}

function plannedKills({ script }: Observation): number {
  return script.lives.filter(({ kill }) => kill !== undefined).length;
}

/** Killed as planned, and before its end was promised. */
function isSilent(life: ObservedLife): boolean {
  return life.facts.killPlanned && life.ending === 'killed' && !isPromised(life);
}

function judgeChain(run: Observation): Gathered {
  const gathered = nothingYet();
  const name = identityName(run.identity);
  const script = run.script.lives;
  for (const [index, life] of run.lives.entries()) {
    const isKilled = script[index]?.kill !== undefined;
    const isLast = index === script.length - 1;
    const reason = `${name}, ${ordinal(index)} life: ${life.endingReason ?? life.ending}`;
    if (life.ending === 'broken' || life.ending === 'unproven') gathered.gaps.push(reason);
    else if (!isKilled && !isLast && !isPromised(life)) {
      gathered.gaps.push(
        life.endingReason === null ? `${name}: DoFastShutdown of the ${ordinal(index)} life promised nothing` : reason,
      );
    } else {
      const readsBack = isLast || script[index]?.steps.some((step) => step.do === 'read-back') === true;
      const trouble = readsBack ? troubleAfterKill(life) : null;
      if (trouble === null) continue;
      const expected = `the ${ordinal(index)} life opens what the one before has left, and reads everything back`;
      gathered.violations.push(violation(run, expected, trouble, killInWords(run.lives[index - 1], index - 1)));
    }
    // What follows a life that did not come to its end says nothing new.
    break;
  }
  if (gathered.gaps.length > 0) gathered.deferredTo.push(...CAUSES_OF_SILENCE, 'SEQ-1', 'SEQ-2');
  return gathered;
}

/** What keeps a life from having opened and read everything; null: nothing does. */
export function troubleAfterKill(life: ObservedLife): string | null {
  if (life.ending === 'hung' || life.ending === 'died') return life.endingReason ?? life.ending;
  if (life.itemsListed === null && life.lastStep !== 'logon') {
    return life.problems[0]?.what ?? 'the read-back did not come to its end';
  }
  const [refusal] = life.refused;
  return refusal !== undefined && life.savesAcknowledged === 0 ? formatRefusal(refusal) : null;
}

function killsInWords(run: Observation): string {
  const kills = run.lives.filter(isSilent).length;
  return `${counted(kills, 'life', 'lives')} of the run ${kills === 1 ? 'was' : 'were'} killed without a word; the item is as it was promised, or as it was saved in such a life, and never half`;
}

function killInWords(life: ObservedLife | undefined, index: number): string | null {
  if (life === undefined || !isSilent(life)) return null;
  const where = life.pendingCall === null ? `in step "${life.lastStep}"` : `in ${callInWords(life.pendingCall)}`;
  return `the ${ordinal(index)} life was killed ${where}`;
}
