import type { ItemCategory } from '../../recording/events.js';
import { identityName } from '../../recording/identity.js';
import type { Observation } from '../../recording/observation.js';
import type { ProviderKind } from '../../scenarios/scenario.js';
import { scenarioNamed } from '../../scenarios/scenarios.js';
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
} from './judge-helpers.js';
import { lateWriteInWords } from './late-writes.js';
import {
  acknowledgedCount,
  type DurabilityId,
  durabilityOf,
  type LossFilter,
  lossCount,
  lossesInWords,
  lossViolations,
} from './losses.js';
import { endedAsPlanned, precheckRun, wasOnlyRefused } from './runs.js';
import { clientCalls, promised } from './shutdown-calls.js';
import { count, counted, list } from './words.js';

/** The two simple fast exits. */
export const BOTH_EXITS: readonly string[] = ['outlook-exit', 'immediate-exit'];

/** A scenario that ends as outlook-exit does. */
const LEAVES_AS_OUTLOOK = 'real-mail';

/** What is judged besides the two simple fast exits. */
export interface MoreScenarios {
  /** False: without the two exits. */
  readonly exits?: false;
  /** How many items count, where that is no matter of categories. */
  readonly items?: (runs: readonly Observation[]) => number;
  /** What counts besides the losses of the requirement. */
  readonly also?: LossFilter;
  /** Ended by the client, as the two exits are. */
  readonly announced?: readonly string[];
  /** Ended by a kill without a word, where nothing was promised; or by the client, where that kill did not come. */
  readonly crashed?: readonly string[];
  /**
   * Of those, the one whose kill without a word has to come, and why it says nothing otherwise; elsewhere the end by the client
   * will do.
   */
  readonly mustCrash?: { readonly in: string; readonly otherwise: string };
}

/**
 * Judges one sort of loss by the two simple fast exits: only what both show is a matter of durability. What one of the
 * other scenarios shows always is.
 *
 * @param subject - what the items are, for messages
 * @param categories - the items that count; null: all
 */
export function judgeDurability(
  evidence: Evidence,
  id: DurabilityId,
  subject: string,
  categories: readonly ItemCategory[] | null,
  { exits: withExits, items: itemsOf, also, announced = [], crashed = [], mustCrash }: MoreScenarios = {},
): Judgement {
  const filter: LossFilter = (kind, category) => durabilityOf(kind, category) === id || also?.(kind, category) === true;
  const gathered = nothingYet();
  const wanted = [
    ...(withExits === false ? [] : BOTH_EXITS),
    ...[...announced, ...crashed].filter((name) => isForKinds(name, evidence.settings.kinds)),
  ];
  const usable: Observation[] = [];
  for (const scenario of wanted) {
    const runs = announcedRuns(evidence, scenario);
    if (runs.length === 0) take(gathered, notRun(evidence, scenario));
    for (const run of runs) {
      const hasCrashed = crashed.includes(scenario) && killedWithoutAWord(run);
      const reasons = unusable(run, hasCrashed);
      if (reasons !== null) {
        take(gathered, reasons);
        // What a later life was refused brings nothing back that the ones before it have lost.
        if (wasOnlyRefused(run) && promised(run) && lossCount(run, filter) > 0) usable.push(run);
        continue;
      }
      usable.push(run);
      const isMissed = scenario === mustCrash?.in && !hasCrashed;
      if (isMissed) gathered.gaps.push(`${identityName(run.identity)}: ${mustCrash.otherwise}`);
    }
  }
  const losing = usable.filter((run) => lossCount(run, filter) > 0);
  const present = wanted.filter((scenario) => announcedRuns(evidence, scenario).length > 0);
  const exits = present.filter((scenario) => BOTH_EXITS.includes(scenario));
  const affected = present.filter((name) => losing.some(({ identity }) => identity.scenario === name));
  const [only, another] = exits.filter((name) => affected.includes(name));
  // What leaves as Outlook does shows what that exit shows.
  const others = affected.filter((name) => name !== only && !(only === 'outlook-exit' && name === LEAVES_AS_OUTLOOK));
  const chance = only === undefined ? null : chanceInWords(usable, losing, only);
  if (only !== undefined && another === undefined && exits.length > 1 && others.length === 0 && chance === null) {
    const judge = only === 'outlook-exit' ? 'SEQ-1' : 'SEQ-2';
    const gap = `${lossesInWords(losing, filter)} in ${only} only, which ${judge} judges`;
    return inconclusive([gap], { deferredTo: [judge] });
  }
  const items = itemsOf?.(usable) ?? acknowledgedCount(usable, categories ?? undefined);
  const late = lateWriteInWords(evidence);
  const clues = [late, another === undefined && late === null ? chance : null];
  gathered.violations.push(...losing.flatMap((run) => lossViolations(run, filter, clues)));
  if (items === 0) gathered.gaps.push(`no ${subject} were acknowledged in a run that could be judged`);
  const runs = counted(usable.length, 'run');
  const where = announced.length + crashed.length === 0 ? present : affected;
  const after = crashed.some((name) => affected.includes(name)) ? '' : ' after DoFastShutdown had returned S_OK';
  return conclude(gathered, {
    pass: `${passWords(id, subject, items)}, in ${runs}`,
    fail: `${lossesInWords(losing, filter)}${after}, in ${losing.length} of ${runs} (${list(where)}); ${count(items)} were acknowledged`,
  });
}

/**
 * Where one sequence loses something in some trials only, it is not the sequence that decides.
 *
 * @returns null when it is lost in all trials, or there is one alone
 */
function chanceInWords(
  usable: readonly Observation[],
  losing: readonly Observation[],
  scenario: string,
): string | null {
  const trials = usable.filter(({ identity }) => identity.scenario === scenario);
  const lost = losing.filter(({ identity }) => identity.scenario === scenario).length;
  if (lost === trials.length) return null;
  const kept = `${count(trials.length - lost)} of ${count(trials.length)} trials of ${scenario}`;
  return `in ${kept} nothing was lost: something writes beside DoFastShutdown (a thread, a promise) and is not waited for, or it is a matter of what was saved`;
}

function passWords(id: DurabilityId, subject: string, items: number): string {
  if (id === 'DUR-5') return `no ${subject} among ${counted(items, 'item')}`;
  if (id === 'DUR-4') return `the entry ids of ${counted(items, 'item')} open what they opened before`;
  if (id === 'DUR-6') return `${count(items)} ${subject}, all at the far side as they were submitted`;
  if (id === 'DUR-15') return `${count(items)} ${subject}, none delivered again without a reason, none left in a queue`;
  if (id === 'DUR-7') return `${count(items)} ${subject}, all in the store as the far side had them`;
  return `${count(items)} ${subject} acknowledged, all found as saved`;
}

/** Whether a scenario is for providers of these kinds. */
function isForKinds(name: string, kinds: readonly ProviderKind[]): boolean {
  const { kinds: wanted = kinds, notWith = [] } = scenarioNamed(name) ?? {};
  return wanted.some((kind) => kinds.includes(kind)) && !notWith.some((kind) => kinds.includes(kind));
}

/** The kill of the first life came where it was planned, and the client had not begun to shut down. */
function killedWithoutAWord({ lives: [life] }: Observation): boolean {
  if (life?.ending !== 'killed' || !life.facts.killPlanned) return false;
  return clientCalls(life, 'DoFastShutdown').length === 0;
}

/** Why a run says nothing about durability, and who judges that; null when it does say something. */
function unusable(run: Observation, hasCrashed: boolean): Gathered | null {
  const trouble = precheckRun(run);
  if (trouble.gaps.length > 0) return { ...trouble, violations: [] };
  const name = identityName(run.identity);
  const because = (gap: string): Gathered => ({
    violations: [],
    gaps: [`${name}: ${gap}`],
    deferredTo: [...CAUSES_OF_SILENCE, 'SEQ-1', 'SEQ-2'],
  });
  const [first] = trouble.violations;
  if (first !== undefined) return because(first.seen);
  if (!endedAsPlanned(run)) return because('a life did not end as planned');
  if (hasCrashed || promised(run)) return null;
  return because('DoFastShutdown did not return S_OK, so that nothing was promised');
}
