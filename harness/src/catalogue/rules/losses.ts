import { formatHresult, hresult, S_OK } from '@mapi-kit/sdk';
import { callInWords } from '../../recording/ending.js';
import type { ItemCategory } from '../../recording/events.js';
import type {
  Difference,
  DifferenceKind,
  Observation,
  ObservedCall,
  ObservedLife,
} from '../../recording/observation.js';
import { outcomeInWords } from '../../recording/outcome-words.js';
import type { PartAspect } from '../../recording/parts.js';
import type { Violation } from '../requirement.js';
import { violation } from './judge-helpers.js';
import { clientCalls, codeOf, durationOf, isCompanion, shutdownCalls } from './shutdown-calls.js';
import { counted, list, milliseconds } from './words.js';

/** The requirements among which differences are shared out. */
export type DurabilityId =
  | 'DUR-1'
  | 'DUR-2'
  | 'DUR-3'
  | 'DUR-4'
  | 'DUR-5'
  | 'DUR-6'
  | 'DUR-7'
  | 'DUR-11'
  | 'DUR-12'
  | 'DUR-13'
  | 'DUR-14'
  | 'DUR-15'
  | 'DUR-16';

/** All of them: what breaks one of them shows in every scenario that keeps its items. */
export const DURABILITY: readonly DurabilityId[] = [
  'DUR-1',
  'DUR-2',
  'DUR-3',
  'DUR-4',
  'DUR-5',
  'DUR-6',
  'DUR-7',
  'DUR-11',
  'DUR-12',
  'DUR-13',
  'DUR-14',
  'DUR-15',
  'DUR-16',
];

/** Which differences are meant. */
export type LossFilter = (kind: DifferenceKind, category: ItemCategory) => boolean;

/** All of them. */
export const anyLoss: LossFilter = () => true;

/** Which requirement a difference breaks, when it is there after every fast shutdown. */
export function durabilityOf(kind: DifferenceKind, category: ItemCategory): DurabilityId {
  if (category === 'setting') return 'DUR-3';
  if (kind === 'repeated' || kind === 'told-again' || kind === 'stuck') return 'DUR-15';
  if (category === 'outbound') return 'DUR-6';
  if (category === 'inbound') return 'DUR-7';
  if (category === 'named') return 'DUR-11';
  if (category === 'large') return 'DUR-12';
  if (category === 'embedded') return 'DUR-13';
  if (category === 'members') return 'DUR-16';
  if (kind === 'entry-id-broken') return 'DUR-4';
  if (kind === 'unsaved-appeared' || kind === 'duplicated' || kind === 'unknown') return 'DUR-5';
  if (category === 'submitted') return 'DUR-14';
  return category === 'changed' || kind === 'undeleted' ? 'DUR-2' : 'DUR-1';
}

/** How many items of a run are not as acknowledged. */
export function lossCount(run: Observation, filter: LossFilter = anyLoss): number {
  return sum(run.ledger.counts.filter(({ kind, category }) => filter(kind, category)).map(({ count }) => count));
}

/** How many items were acknowledged, of these categories, or of all. */
export function acknowledgedCount(runs: readonly Observation[], categories?: readonly ItemCategory[]): number {
  return sum(
    runs.flatMap(({ ledger }) =>
      Object.entries(ledger.acknowledged)
        .filter(([category]) => categories === undefined || categories.includes(category as ItemCategory))
        .map(([, value]) => value),
    ),
  );
}

/** How many acknowledged items have a part of a sort. */
export function aspectCount(runs: readonly Observation[], aspect: PartAspect): number {
  return sum(runs.map(({ ledger }) => ledger.aspects[aspect]));
}

/** How many items were found exactly as acknowledged. */
export function foundCount(runs: readonly Observation[]): number {
  return sum(runs.flatMap(({ ledger }) => Object.values(ledger.found)));
}

/**
 * The broken cases of a run: each difference that was kept, with what the recording shows of its cause.
 *
 * @param clues - what else may be its cause, seen elsewhere; null for none
 */
export function lossViolations(
  run: Observation,
  filter: LossFilter = anyLoss,
  clues: readonly (string | null)[] = [],
): Violation[] {
  return run.ledger.differences
    .filter(({ kind, category }) => filter(kind, category))
    .map((difference) => {
      const seen = `${difference.seen}${sessionInWords(run, difference)}`;
      const because = [becauseOf(run, difference), ...clues].filter((text) => text !== null).join('; ');
      return violation(run, difference.expected, seen, because === '' ? null : because);
    });
}

/** Which of several sessions lost it, and of which store, where it has two: that only one did says much. */
function sessionInWords(run: Observation, { session }: Difference): string {
  const { sessions = 1 } = run.script;
  if (sessions === 1) return '';
  const second = session >= sessions ? ', in its second store' : '';
  return `, in session ${(session % sessions) + 1} of ${sessions}${second}`;
}

const KIND_WORDS: Readonly<Record<DifferenceKind, string>> = {
  lost: 'lost',
  changed: 'not in the last saved state',
  undeleted: 'deleted, but there again',
  duplicated: 'there more than once',
  repeated: 'delivered again, which no kill explains',
  'told-again': 'of which a second report tells, which no kill explains',
  stuck: 'that have arrived and are still in the outgoing queue',
  unreported: 'with a refused recipient of whom no report tells',
  'unsaved-appeared': 'with an unsaved change',
  'entry-id-broken': 'no longer opened by their entry id',
  unknown: 'that nobody saved',
};

/** All differences of some runs in words, for example `3 items lost and 1 item there more than once`. */
export function lossesInWords(runs: readonly Observation[], filter: LossFilter = anyLoss): string {
  const byWords = new Map<string, number>();
  for (const { ledger } of runs) {
    for (const { kind, category, count } of ledger.counts) {
      const words = wordsOf(kind, category);
      if (filter(kind, category)) byWords.set(words, (byWords.get(words) ?? 0) + count);
    }
  }
  return list([...byWords].map(([words, count]) => `${counted(count, 'item')} ${words}`));
}

function wordsOf(kind: DifferenceKind, category: ItemCategory): string {
  return kind === 'unsaved-appeared' && category === 'outbound'
    ? 'sent, though taken back or never submitted'
    : KIND_WORDS[kind];
}

function becauseOf(run: Observation, difference: Difference): string | null {
  const life = run.lives[difference.savedInLife];
  if (life === undefined || difference.kind === 'unknown') return null;
  const where = PHASE_WORDS[difference.phase];
  const doCall = shutdownCalls(life, 'DoFastShutdown').at(-1);
  const took = doCall === undefined ? null : durationOf(doCall);
  if (doCall !== undefined && took !== null) {
    const code = codeOf(doCall);
    const answer = code === null ? 'came back without an HRESULT' : `returned ${formatHresult(code)}`;
    const later = milliseconds(Math.max(0, doCall.calledAt - difference.savedAt) / 1e6);
    return `${where}DoFastShutdown, called ${later} after the save, ${answer} in ${milliseconds(took)}`;
  }
  const logoff = clientCalls(life, 'Logoff').at(-1);
  const since = SINCE_WORDS[difference.phase];
  if (logoff === undefined || logoff.hr === null) return since === '' ? null : since.replace(/; $/, '');
  const own = lastLogoff(life);
  const answer = own === undefined ? '' : `; ${callInWords(own)} ${outcomeInWords(own.outcome)}`;
  return `${since}the client left the classic way: Logoff returned ${formatHresult(hresult(logoff.hr))}${answer}`;
}

/** The provider's own logoff: the first one that it refused, otherwise the last one. */
function lastLogoff(life: ObservedLife): ObservedCall | undefined {
  const calls = life.calls.filter((call) => LOGOFF_METHODS.includes(call.method) && !isCompanion(call));
  return calls.find((call) => codeOf(call) !== S_OK) ?? calls.at(-1);
}

/** What a provider is told in a classic logoff, in that order. */
const LOGOFF_METHODS: readonly string[] = ['Logoff', 'TransportLogoff', 'Shutdown'];

/** In a life in which DoFastShutdown did not come, so that nothing is between two calls. */
const SINCE_WORDS: Readonly<Record<Difference['phase'], string>> = {
  'before-query': '',
  'after-query': 'it was saved after QueryFastShutdown; ',
  'after-notify': 'it was saved after NotifyProcessShutdown; ',
  'after-shutdown': 'it was saved after DoFastShutdown; ',
};

const PHASE_WORDS: Readonly<Record<Difference['phase'], string>> = {
  'before-query': '',
  'after-query': 'it was saved between QueryFastShutdown and NotifyProcessShutdown; ',
  'after-notify': 'it was saved between NotifyProcessShutdown and DoFastShutdown; ',
  'after-shutdown': 'it was saved after DoFastShutdown; ',
};

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
