import { counted } from '../../catalogue/rules/words.js';
import { ordinal } from '../../recording/item-words.js';
import type { RecordedRun } from '../../recording/recorded-run.js';
import { SCENARIOS } from '../../scenarios/scenarios.js';
import type { RunSummary } from '../report.js';
import { hang, plain, wrap } from '../text.js';
import { lifeLines, type ShowLayout } from './life-lines.js';
import { foundInWords } from './run-table.js';
import { dataLines, farSideLines, outputLines } from './surroundings.js';

/** Which run is shown, and how. */
export interface RunPageOptions extends ShowLayout {
  /** As a report lists it. */
  readonly summary: RunSummary;
  /** It is the repetition, alone, of a run in which something was broken. */
  readonly isRepetition: boolean;
  /** One life alone, 0-based; null: all. */
  readonly life: number | null;
}

/**
 * A recorded run to be read: life by life what happened, what was printed, what the far side saw, and what became of the
 * data. It judges nothing.
 *
 * @param run - all that it has left
 * @param options - which parts of it, and how they are laid out
 * @returns the lines
 */
export function renderRun(run: RecordedRun, options: RunPageOptions): readonly string[] {
  const { width, style, summary, isRepetition, life: only } = options;
  const { scenario, control, trial } = run.observation.identity;
  const title = SCENARIOS.find(({ name }) => name === scenario)?.title;
  const found = foundInWords(summary, run.script.readsBack !== false);
  const facts = [
    `scenario ${plain(scenario)}`,
    ...(trial === 0 ? [] : [`trial ${trial + 1}`]),
    ...(control ? ['null control: without a word to the provider'] : []),
    ...(isRepetition ? ['repeated alone'] : []),
    `seed ${summary.seed}`,
    counted(summary.lives, 'life', 'lives'),
    ...(found === '' ? [] : [`${found} found again`]),
  ];
  const lines = [
    style.bold(plain(summary.name)),
    ...(title === undefined ? [] : wrap(plain(title), width - 2).map((line) => `  ${line}`)),
    ...hang('  ', facts.join(' · '), width),
  ];
  for (const [index, life] of run.lives.entries()) {
    if (only !== null && only !== index) continue;
    const steps = run.script.lives[index]?.steps ?? [];
    const isLast = index === run.lives.length - 1;
    const before = index === 0 ? [] : (run.lives[index - 1]?.data ?? null);
    lines.push(
      '',
      style.bold(`Life ${index + 1} of ${run.lives.length}, ${life.observed.ending}`),
      '',
      ...lifeLines(life, steps, providerOf(run), options),
      '',
      ...outputLines(life, options),
      ...farSideLines(run.farSide, index, isLast, options),
      ...differenceLines(run, index, options),
      ...dataLines(before, life, options),
    );
  }
  return lines.map((line) => line.trimEnd());
}

/** The first provider that a life called: companions are loaded after those under test. */
function providerOf({ lives }: RecordedRun): string {
  const loaded = lives.flatMap(({ events }) => events).find((event) => event.e === 'loaded');
  return loaded?.module ?? 'provider';
}

/** What a life reads back otherwise than it was acknowledged. */
function differenceLines({ observation }: RecordedRun, life: number, { width, style }: ShowLayout): readonly string[] {
  const differences = observation.ledger.differences.filter(({ seenInLife }) => seenInLife === life);
  if (differences.length === 0) return [];
  return [
    ...hang('  ', style.bold('not as it was acknowledged, the first of each sort'), width),
    ...differences.flatMap(({ expected, seen, savedInLife }) =>
      hang('    ', `${plain(expected)}, ${ordinal(savedInLife)} life; seen: ${plain(seen)}`, width),
    ),
  ];
}
