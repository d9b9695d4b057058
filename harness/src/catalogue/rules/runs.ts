import type { ProviderName } from '../../recording/events.js';
import { hasCrashed } from '../../recording/exit-words.js';
import { identityName } from '../../recording/identity.js';
import { ordinal } from '../../recording/item-words.js';
import type { Observation, ObservedCall, ObservedLife } from '../../recording/observation.js';
import { endOf } from '../../scenarios/step-facts.js';
import { CAUSES_OF_SILENCE, type Gathered, nothingYet, take, violation } from './judge-helpers.js';
import { sanitizerReport } from './memory-errors.js';
import { clientCalls, isCompanion, isShutdownCall } from './shutdown-calls.js';
import { formatRefusal, isBeyondLimits, isRefusedAlways, saysThatItCannot } from './works-on.js';

/**
 * What is wrong with the lives of a run, before anything it saved is looked at.
 *
 * A life that the provider ended or hung breaks the promise that the process works until the client ends it. Where the
 * harness can't know (a kill without proof, a life that never got to work) nothing is concluded.
 */
export function precheckRun(run: Observation): Gathered {
  const gathered = nothingYet();
  const name = identityName(run.identity);
  const last = run.lives.length - 1;
  let saves = 0;
  run.lives.forEach((life, index) => {
    const reason = `${name}, ${ordinal(index)} life: ${life.endingReason ?? life.ending}`;
    if (life.ending === 'broken') gathered.gaps.push(reason);
    else if (life.ending === 'unproven') gathered.gaps.push(`kill unproven in ${reason}`);
    else if (life.ending === 'hung') broken(gathered, run, life, index);
    else if (life.ending === 'died' && !(index === last && run.ledger.readBackComplete)) {
      if (life.problems.length > 0 && saves === 0 && !hasCrashed(life.facts))
        gathered.gaps.push(`nothing could be tried: ${reason}`);
      else if (endedQuietlyBeforeKill(life)) gathered.gaps.push(`kill unproven in ${reason}`);
      else broken(gathered, run, life, index);
    } else if (index === last && !run.ledger.readBackComplete) {
      gathered.gaps.push(`${name}: the read-back is not complete`);
    } else if (index < last) {
      const missed = missedReadBack(life);
      if (missed !== null) gathered.violations.push(violation(run, opensEverything(index), missed));
    }
    saves += life.savesAcknowledged;
    take(gathered, ordinaryRefusals(run, life, index));
  });
  if (saves === 0 && gathered.violations.length === 0 && !isReadOnly(run))
    gathered.gaps.push(`${name}: no save was acknowledged`);
  if (gathered.gaps.length > 0) gathered.deferredTo.push(...CAUSES_OF_SILENCE);
  return gathered;
}

/**
 * What a life was refused in its work, before anybody asked: a first one by what the provider is, a later one by what it has
 * lost.
 */
function ordinaryRefusals(run: Observation, life: ObservedLife, index: number): Gathered {
  const gathered = nothingYet();
  const before = life.refused.filter((refusal) => refusal.phase === 'before-query' && !isBeyondLimits(life, refusal));
  const refused = index === 0 ? before : before.filter((refusal) => !isRefusedAlways([run], refusal));
  const lost = index === 0 ? undefined : refused.find((refusal) => !saysThatItCannot(refusal));
  const [first] = refused;
  if (lost !== undefined) {
    gathered.violations.push(
      violation(run, `the ${ordinal(index)} life works on the data of the one before`, formatRefusal(lost)),
    );
  } else if (first !== undefined) {
    const name = identityName(run.identity);
    gathered.gaps.push(`${name}: the provider refused ordinary work (${formatRefusal(first)})`);
  }
  return gathered;
}

/** Later lives were refused some of their work, and nothing else is wrong with any: what was saved can be compared. */
export function wasOnlyRefused(run: Observation): boolean {
  const { lives, ledger } = run;
  const refused = lives.filter((life, index) => ordinaryRefusals(run, life, index).violations.length > 0);
  const missed = lives.some((life) => life !== lives.at(-1) && missedReadBack(life) !== null);
  return refused.length > 0 && endedAsPlanned(run) && !missed && ledger.readBackComplete;
}

/** Every life but the last was killed, with proof, or left in order, or a companion ended it. */
export function endedAsPlanned(run: Observation): boolean {
  return run.lives
    .slice(0, -1)
    .every(({ ending }) => ending === 'killed' || ending === 'exited' || ending === 'killed-by-companion');
}

function broken(gathered: Gathered, run: Observation, life: ObservedLife, index: number): void {
  gathered.violations.push(
    violation(
      run,
      index === run.lives.length - 1
        ? 'the next life opens the data and reads everything back'
        : `the ${ordinal(index)} life goes on until the client ends it`,
      life.endingReason ?? life.ending,
      sanitizerReport(run, life),
    ),
  );
}

/** Whether all that was worked with is an address book that nobody can change. */
export function isReadOnly({ lives }: Observation): boolean {
  const kinds = new Set(lives.flatMap(({ calls }) => calls.filter((call) => !isCompanion(call)).map(kindOf)));
  return lives.some(({ traits }) => traits.includes('read-only')) && kinds.size === 1 && kinds.has('address-book');
}

function kindOf({ provider }: ObservedCall): ProviderName['kind'] {
  return provider.kind;
}

/** What a life that went on to its end has not read back, though its script says so; null: nothing. */
export function missedReadBack(life: ObservedLife): string | null {
  if (life.ending !== 'killed' && life.ending !== 'exited') return null;
  const reads = life.steps.some((step) => step.do === 'read-back');
  if (!reads || life.itemsListed !== null) return null;
  return life.problems[0]?.what ?? 'the read-back did not come to its end';
}

/** What is expected of a life that follows others. */
export function opensEverything(index: number): string {
  return `the ${ordinal(index)} life opens what the ones before have left, and reads everything back`;
}

/** A process that ends with code 0 before its kill may be no defect, but its kill proves nothing. */
export function endedQuietlyBeforeKill(life: ObservedLife): boolean {
  if (life.facts.exitCode !== 0 || life.uncaught.length > 0 || life.problems.length > 0) return false;
  if (life.pendingCall !== null && isShutdownCall(life.pendingCall)) return false;
  const last = life.steps.at(-1);
  const end = last === undefined ? null : endOf(last);
  return end === 'kill' || (end === 'as-answered' && clientCalls(life, 'QueryFastShutdown').some(({ hr }) => hr === 0));
}
