import { identityName } from '../../recording/identity.js';
import type { Observation } from '../../recording/observation.js';
import type { Evidence, Judgement } from '../requirement.js';
import {
  announcedRuns,
  CAUSES_OF_SILENCE,
  conclude,
  type Gathered,
  inconclusive,
  nothingYet,
  notRun,
  take,
  violation,
} from './judge-helpers.js';
import { measuredMs } from './measured.js';
import { judgeRun } from './sequence.js';
import { hangInWords, spentIn } from './time-spent.js';
import { list, milliseconds } from './words.js';

/** How a server does not work, by the scenario that has one. */
const SERVERS: Readonly<Record<string, string>> = {
  'silent-server': 'silent',
  'refusing-server': 'refusing',
  'unreachable-server': 'unreachable',
};

/** The scenarios with a server that does not work. */
export const serverScenarios: readonly string[] = Object.keys(SERVERS);

/** Judges the shutdown of a provider whose server does not work. */
export function judgeServers(evidence: Evidence): Judgement {
  const { budgetMs, kinds } = evidence.settings;
  const runs = serverScenarios.flatMap((name) => announcedRuns(evidence, name));
  const isTransport = kinds.length === 0 || kinds.includes('transport');
  if (!isTransport && !runs.some(hadItsServer)) {
    return {
      status: 'not-applicable',
      message: 'talks to no server that the harness could change; an address book has one with --far-side',
      violations: [],
    };
  }
  const gathered = nothingYet();
  for (const name of serverScenarios) {
    if (announcedRuns(evidence, name).length === 0) take(gathered, notRun(evidence, name));
  }
  for (const run of runs) take(gathered, judgeServer(run, budgetMs));
  if (runs.length > 0 && !runs.some(hadItsServer)) {
    return inconclusive(['the far side has no setMode, so that no server could be silent, refuse or be unreachable']);
  }
  const [first] = gathered.violations;
  const longest = Math.max(0, ...runs.map(longestIn));
  return conclude(gathered, {
    pass: `Notify and Do together returned within ${milliseconds(budgetMs)} with a ${list(Object.values(SERVERS))} server, and nothing was lost`,
    fail: `with a server that is ${SERVERS[first?.scenario ?? ''] ?? 'broken'}: ${first?.seen ?? ''}`,
    measured: [measuredMs('slowest together, with such a server', longest, budgetMs)],
  });
}

function judgeServer(run: Observation, budgetMs: number): Gathered {
  const gathered = nothingYet();
  const within = `Notify and Do together take at most ${milliseconds(budgetMs)}, whatever the server does`;
  const hung = run.lives.find(({ ending }) => ending === 'hung');
  if (hung !== undefined) {
    gathered.violations.push(violation(run, within, hangInWords(hung)));
    return gathered;
  }
  for (const { notify, shutdown } of run.lives.flatMap(spentIn)) {
    const total = notify + shutdown;
    if (total <= budgetMs) continue;
    const seen = `${milliseconds(total)}: Notify ${milliseconds(notify)}, Do ${milliseconds(shutdown)}`;
    gathered.violations.push(violation(run, within, seen));
  }
  const { lost, ...rest } = judgeRun(run, { when: '', success: ['NotifyProcessShutdown', 'DoFastShutdown'] });
  take(gathered, rest);
  gathered.violations.push(...lost);
  if (!hadItsServer(run)) {
    gathered.gaps.push(`${identityName(run.identity)}: the far side was not told to be so`);
    gathered.deferredTo.push(...CAUSES_OF_SILENCE);
  }
  return gathered;
}

function hadItsServer({ identity, farSideModes = [] }: Observation): boolean {
  return farSideModes.includes(SERVERS[identity.scenario] ?? '');
}

function longestIn({ lives }: Observation): number {
  return Math.max(0, ...lives.flatMap(spentIn).map(({ notify, shutdown }) => notify + shutdown));
}
