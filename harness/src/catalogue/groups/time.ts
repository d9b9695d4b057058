import { S_OK } from '@mapi-kit/sdk';
import { identityName } from '../../recording/identity.js';
import type { Observation } from '../../recording/observation.js';
import type { Evidence, Judgement, Requirement } from '../requirement.js';
import {
  announcedRuns,
  CAUSES_OF_SILENCE,
  conclude,
  fixedRuns,
  nothingYet,
  notRun,
  quantile,
  take,
  violation,
} from '../rules/judge-helpers.js';
import { type Measured, measuredCount, measuredExponent, measuredMs } from '../rules/measured.js';
import { allScenarios, shutdownScenarios } from '../rules/scenario-names.js';
import { serverScenarios } from '../rules/servers.js';
import { codeOf, isCompanion, shutdownCalls } from '../rules/shutdown-calls.js';
import { hangInWords, type Spent, spentIn } from '../rules/time-spent.js';
import { count, counted, list, milliseconds } from '../rules/words.js';
import { sources } from '../sources.js';
import { SERVER_TIME } from './time-servers.js';

const EVERY_KIND = ['store', 'transport', 'address-book'] as const;
const IN = ['in'] as const;
const SIZES = [100, 1_000, 10_000] as const;
const BULK: readonly string[] = SIZES.map((size) => `bulk-${size}`);

/**
 * Up to here growth counts as linear. A true line never has more than 1; caches, the collector and a disk that is slow
 * once add some, up to 0.3 on a busy machine. A square has 1.6 and more once a constant share is taken in.
 */
const MOST_EXPONENT = 1.4;
/**
 * The same from the second largest size to the largest, where a slow moment of the machine weighs more than in a fit
 * through all: ten times as many may take forty times as long.
 */
const MOST_LAST_EXPONENT = 1.6;
/** Growth matters from this share of the budget on: below, one slow moment of the disk looks like it. */
const SHARE_OF_BUDGET = 0.1;
/** Differences below this are noise of the machine, in milliseconds. */
const NOISE_MS = 2;

/** TIME: in time. */
export const TIME: readonly Requirement[] = [
  {
    id: 'TIME-1',
    group: 'TIME',
    title: 'Notify and Do together return within the budget',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: IN,
    what: 'NotifyProcessShutdown and DoFastShutdown of a provider together take no longer than the budget: 5,000 ms unless it is set.',
    why: 'The documentation says only "timely". Five seconds is what Windows grants a process at its own shutdown before it ends it.',
    how: 'Both calls are timed in every life of every scenario that makes them, also with 10,000 pending items.',
    sources: sources('GAP-23', 'DOC-038'),
    lookAt:
      'prepareForExit() and persistForExit(): write what is pending and no more; no waiting, no compacting, no network',
    scenarios: shutdownScenarios.filter((name) => !serverScenarios.includes(name)),
    suffices: ['outlook-exit', 'immediate-exit'],
    explainedBy: [],
    brokenBy: 'slow-do.ts',
    timed: true,
    judge: judgeBudget,
  },
  SERVER_TIME,
  {
    id: 'TIME-3',
    group: 'TIME',
    title: 'The time of Notify and Do grows no worse than linearly',
    strength: 'SHOULD',
    kinds: EVERY_KIND,
    stances: IN,
    what: 'Ten times as many pending items take NotifyProcessShutdown and DoFastShutdown together about ten times as long, and not a hundred.',
    why: 'What is quick in the laboratory takes minutes in a large mailbox when the time grows with the square.',
    how: 'Both calls are timed with 100, 1,000 and 10,000 pending items, since saving may be done in either, and a power of the number is fitted to the times that are longer than 2 ms; its exponent may be 1.4, and 1.6 from 1,000 to 10,000, unless 10,000 items take less than a tenth of the budget.',
    sources: sources('GAP-23'),
    lookAt:
      'prepareForExit() and persistForExit(): a search through a list, or a rewrite of everything, for each pending item',
    scenarios: BULK,
    explainedBy: [],
    brokenBy: 'quadratic-do.ts',
    timed: true,
    judge: judgeGrowth,
  },
  {
    id: 'TIME-4',
    group: 'TIME',
    title: 'The provider never hangs',
    strength: 'MUST',
    kinds: EVERY_KIND,
    stances: ['in', 'out', 'none'],
    what: 'No call of the provider, and nothing that it runs on its own, keeps a life from its end until the watchdog ends it.',
    why: 'A provider that hangs keeps the client on the screen, and the user ends it by force.',
    how: 'A watchdog ends every life that takes too long; the journal shows the call that was under way.',
    sources: sources('DOC-038', 'GAP-23'),
    lookAt: 'the call that is named: a loop, a lock that nobody lets go of, or a wait for something asynchronous',
    scenarios: allScenarios.filter((name) => !serverScenarios.includes(name)),
    suffices: ['object-contract', 'classic-exit', 'immediate-exit'],
    explainedBy: [],
    brokenBy: 'hangs-in-do.ts',
    judge: judgeHangs,
  },
];

function judgeBudget(evidence: Evidence): Judgement {
  const { budgetMs } = evidence.settings;
  const gathered = nothingYet();
  const all: Spent[] = [];
  let worst = 0;
  for (const run of withoutServers(fixedRuns(evidence))) {
    for (const life of run.lives) {
      if (life.ending === 'hung') continue;
      for (const spent of spentIn(life)) {
        all.push(spent);
        const total = spent.notify + spent.shutdown;
        if (total <= budgetMs) continue;
        const seen = `${milliseconds(total)}: Notify ${milliseconds(spent.notify)}, Do ${milliseconds(spent.shutdown)}`;
        const broken = violation(run, `Notify and Do together take at most ${milliseconds(budgetMs)}`, seen);
        // The slowest comes first.
        if (total > worst) gathered.violations.unshift(broken);
        else gathered.violations.push(broken);
        worst = Math.max(worst, total);
      }
    }
  }
  if (!all.some(({ shutdown }) => shutdown > 0)) {
    const reason = whyNotDone(evidence);
    take(gathered, reason === null ? notRun(evidence, 'immediate-exit') : { ...nothingYet(), gaps: [reason] });
    gathered.deferredTo.push(...CAUSES_OF_SILENCE);
  }
  const p95 = (times: readonly number[]): number => quantile(times, 0.95);
  const together = all.map(({ notify, shutdown }) => notify + shutdown);
  return conclude(gathered, {
    pass: `Notify and Do together returned within ${milliseconds(budgetMs)} each time`,
    fail: `Notify and Do together took ${milliseconds(worst)}, the budget is ${milliseconds(budgetMs)}`,
    measured: [
      measuredMs('Notify (p95)', p95(all.map(({ notify }) => notify))),
      measuredMs('Do (p95)', p95(all.map(({ shutdown }) => shutdown))),
      measuredMs('slowest together', Math.max(0, ...together), budgetMs),
      measuredCount('shutdowns', all.length),
    ],
  });
}

/** How a provider gets on with servers that do not work is a question of its own. */
function withoutServers(observations: readonly Observation[]): readonly Observation[] {
  return observations.filter(({ identity }) => !serverScenarios.includes(identity.scenario));
}

function whyNotDone(evidence: Evidence): string | null {
  const [run] = announcedRuns(evidence, 'immediate-exit');
  if (run === undefined) return null;
  const reason = run.lives[0]?.endingReason ?? 'the provider was not called';
  return `no DoFastShutdown came back: ${identityName(run.identity)}: ${reason}`;
}

function judgeGrowth(evidence: Evidence): Judgement {
  const gathered = nothingYet();
  const points: { readonly size: number; readonly ms: number; readonly run: Observation }[] = [];
  for (const size of SIZES) {
    const scenario = `bulk-${size}`;
    const [run] = announcedRuns(evidence, scenario);
    if (run === undefined) {
      take(gathered, notRun(evidence, scenario));
      continue;
    }
    const life = run.lives[0];
    const call = life === undefined ? undefined : shutdownCalls(life, 'DoFastShutdown')[0];
    const [spent] = life === undefined || call === undefined || codeOf(call) !== S_OK ? [] : spentIn(life);
    const ms = spent === undefined ? null : spent.notify + spent.shutdown;
    if (ms === null) {
      gathered.gaps.push(`${scenario}: DoFastShutdown did not return S_OK`);
      gathered.deferredTo.push(...CAUSES_OF_SILENCE, 'SEQ-1', 'SEQ-2', 'DUR-10');
    } else {
      // What was really pending: transports are given fewer messages.
      const { bulk, outbound } = run.ledger.acknowledged;
      points.push({ size: bulk + outbound || size, ms, run });
    }
  }
  const slope = gathered.gaps.length > 0 ? null : exponentOf(points);
  const times = points.map(({ size, ms }) => `${count(size)}: ${milliseconds(ms)}`).join(', ');
  // A slow moment with the fewest items flattens the fit, and not the end of the line.
  const tooSteep = slope !== null && (slope > MOST_EXPONENT || lastExponentOf(points) > MOST_LAST_EXPONENT);
  const text = slope === null ? `below ${milliseconds(NOISE_MS)}` : `exponent ${exponentInWords(slope, points)}`;
  const growth: readonly Measured[] = slope === null ? [] : [measuredExponent('exponent of growth', slope)];
  const last = points.at(-1);
  const longest = evidence.settings.budgetMs * SHARE_OF_BUDGET;
  if (tooSteep && last !== undefined && last.ms > longest) {
    gathered.violations.push({
      ...violation(
        last.run,
        `the time of Notify and Do grows with a power of at most ${MOST_EXPONENT} of the pending items, and of ${MOST_LAST_EXPONENT} from the second largest number to the largest`,
        `${text} (${times})`,
      ),
      // One size alone shows no growth.
      scenario: BULK.join(','),
    });
  }
  return conclude(gathered, {
    pass: `with ${list(points.map(({ size }) => count(size)))} items the time of Notify and Do grows no worse than linearly, or stays below ${milliseconds(longest)}`,
    fail: `the time of Notify and Do grows faster than the number of pending items: ${text} (${times})`,
    measured: [...growth, ...points.map(({ size, ms }) => measuredMs(`with ${count(size)} items`, ms))],
  });
}

type Point = { readonly size: number; readonly ms: number };

function lastExponentOf(points: readonly Point[]): number {
  return exponentOf(points.slice(-2)) ?? 0;
}

function exponentInWords(slope: number, points: readonly Point[]): string {
  const last = lastExponentOf(points);
  if (slope > MOST_EXPONENT || last <= MOST_LAST_EXPONENT) return slope.toFixed(2);
  return `${last.toFixed(2)} from ${points
    .slice(-2)
    .map(({ size }) => count(size))
    .join(' to ')}`;
}

/**
 * The exponent of a power that fits the times, by least squares over logarithms; null when all times are noise.
 *
 * Times below the noise are left out. Where only one is above it, the longest of the others stands for them all, as if
 * it were as long as the noise: that makes the exponent smaller than it is, never larger.
 */
export function exponentOf(points: readonly Point[]): number | null {
  const sorted = [...points].sort((a, b) => a.size - b.size);
  const loud = sorted.filter(({ ms }) => ms >= NOISE_MS);
  const [only] = loud;
  if (only === undefined) return null;
  const quiet = sorted.filter(({ ms, size }) => ms < NOISE_MS && size < only.size).at(-1);
  const fitted = loud.length > 1 || quiet === undefined ? loud : [{ size: quiet.size, ms: NOISE_MS }, only];
  if (fitted.length < 2) return 0;
  const x = fitted.map(({ size }) => Math.log(size));
  const y = fitted.map(({ ms }) => Math.log(ms));
  const meanX = mean(x);
  const meanY = mean(y);
  const products = x.map((value, index) => (value - meanX) * ((y[index] ?? 0) - meanY));
  return mean(products) / mean(x.map((value) => (value - meanX) ** 2));
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

function judgeHangs(evidence: Evidence): Judgement {
  const gathered = nothingYet();
  let lives = 0;
  for (const run of withoutServers(fixedRuns(evidence))) {
    for (const life of run.lives) {
      if (life.ending !== 'broken') lives += 1;
      if (life.ending !== 'hung') continue;
      if (life.pendingCall !== null && isCompanion(life.pendingCall)) {
        gathered.gaps.push(`${identityName(run.identity)}: ${hangInWords(life)}, which is a provider of the harness`);
        continue;
      }
      gathered.violations.push(violation(run, 'the life goes on until its end', hangInWords(life)));
    }
  }
  if (lives === 0) gathered.gaps.push('no life was lived');
  return conclude(gathered, {
    pass: `${counted(lives, 'life', 'lives')} came to an end without the watchdog`,
    fail: `the provider hung: ${gathered.violations[0]?.seen ?? ''}`,
  });
}
