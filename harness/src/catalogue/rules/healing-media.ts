import { formatHresult } from '@mapi-kit/sdk';
import { identityName } from '../../recording/identity.js';
import { ordinal } from '../../recording/item-words.js';
import type { Observation, ObservedLife } from '../../recording/observation.js';
import { outcomeInWords } from '../../recording/outcome-words.js';
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
import { diedInShutdown, FAULT_WORDS, hasBitten } from './media.js';
import { codeOf, shutdownCalls } from './shutdown-calls.js';
import { list } from './words.js';

/** The scenarios of media that break and are whole again while the process lives. */
export const HEALING_MEDIA: readonly string[] = ['disk-full-for-a-while', 'file-size-limit-for-a-while'];

/** What was tried, and what could not be, each in words. */
interface Tried {
  readonly tried: string[];
  readonly untried: string[];
}

/**
 * Judges what a provider does after its medium was broken for a while: an S_OK of the last DoFastShutdown is a promise of
 * everything that was acknowledged, also while writes were refused and before; any other answer is none.
 */
export function judgeHealingMedia(evidence: Evidence): Judgement {
  const gathered = nothingYet();
  const lost: Violation[] = [];
  const told: Tried = { tried: [], untried: [] };
  for (const scenario of HEALING_MEDIA) {
    const runs = announcedRuns(evidence, scenario);
    if (runs.length === 0) take(gathered, notRun(evidence, scenario));
    for (const run of runs) {
      take(gathered, judgeRun(run, told));
      lost.push(
        ...lossViolations(run).map((each) => ({
          ...each,
          because: [each.because, becauseOf(run)].filter((text) => text !== null).join('; '),
        })),
      );
    }
  }
  const { tried, untried } = told;
  if (tried.length === 0 && gathered.gaps.length === 0 && gathered.violations.length === 0) {
    if (keepsNothing(evidence)) return { status: 'not-applicable', message: KEEPS_NOTHING, violations: [] };
    gathered.gaps.push(`no medium could be broken and mended (${untried.join('; ')})`);
  }
  const runs = HEALING_MEDIA.flatMap((scenario) => announcedRuns(evidence, scenario));
  const [first] = gathered.violations;
  gathered.violations.push(...lost);
  const shown = list(tried.length === 0 ? untried : tried);
  const not = untried.length === 0 ? '' : ` (not tried: ${untried.join('; ')})`;
  return conclude(gathered, {
    pass: `${shown}; nothing that was promised was lost${not}`,
    fail:
      first === undefined
        ? `${lossesInWords(runs)} after the medium was whole again (${shown})`
        : `expected that ${first.expected}; ${first.seen} (${shown})`,
  });
}

const KEEPS_NOTHING = 'takes nothing over that it has to keep, and writes nothing that a medium could refuse';

/** A transport that only fetches mail: what it has brought the store has, and what it has not brought is at its source. */
function keepsNothing({ observations }: Evidence): boolean {
  return observations.every(({ ledger: { acknowledged }, lives }) => {
    const { inbound: _, setting: __, ...kept } = acknowledged;
    return Object.values(kept).every((count) => count === 0) && lives.every(({ facts }) => facts.dataBytes === 0);
  });
}

function judgeRun(run: Observation, { tried, untried }: Tried): Gathered {
  const gathered = nothingYet();
  const name = identityName(run.identity);
  const script = run.lives.slice(0, -1);
  const last = run.lives.at(-1);
  for (const [index, life] of script.entries()) {
    const { medium } = life;
    const reason = `${name}, ${ordinal(index)} life: ${life.endingReason ?? life.ending}`;
    const unproven = life.ending === 'broken' || life.ending === 'unproven' || life.ending === 'hung';
    if (unproven || diedInShutdown(life) || (medium === null && life.endingReason !== null)) {
      gathered.gaps.push(reason);
      gathered.deferredTo.push(...CAUSES_OF_SILENCE, 'FAULT-1', 'SEQ-1', 'SEQ-2');
      return gathered;
    }
    if (life.ending === 'died') {
      const expected = `the ${ordinal(index)} life goes on until the client ends it`;
      gathered.violations.push(violation(run, expected, life.endingReason ?? life.ending, becauseOf(run)));
      return gathered;
    }
    if (medium === null) continue;
    const fault = `${FAULT_WORDS[medium.fault]} for a while`;
    if (!medium.broken) {
      untried.push(`${fault}: ${medium.detail}`);
      continue;
    }
    if (medium.healing?.healed !== true) untried.push(`${fault}: ${medium.healing?.detail ?? 'it was not mended'}`);
    else if (hasBitten(life, medium)) tried.push(`${fault}: Do ${answersOf(life)}`);
    else untried.push(`${fault}: no write was refused`);
  }
  const trouble = last === undefined ? null : troubleAfterKill(last);
  if (trouble !== null) {
    const expected = 'the next life opens and reads everything back';
    gathered.violations.push(violation(run, expected, trouble, becauseOf(run)));
  }
  return gathered;
}

function becauseOf({ lives }: Observation): string {
  const fault = lives.find(({ medium }) => medium !== null)?.medium?.fault ?? 'full';
  return `for a while there was a ${FAULT_WORDS[fault]}, and then none: what a database or a log says after its first failed write may not be true`;
}

/** For example `answered MAPI_E_CALL_FAILED and S_OK`. */
function answersOf(life: ObservedLife): string {
  const calls = shutdownCalls(life, 'DoFastShutdown');
  if (calls.length === 0) return 'was not called';
  const answers = calls.map((call) => {
    const code = codeOf(call);
    return code === null ? outcomeInWords(call.outcome) : formatHresult(code).replace(/ \(.*/, '');
  });
  return `answered ${answers.join(' and then ')}`;
}
