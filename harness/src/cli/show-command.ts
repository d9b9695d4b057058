import { counted } from '../catalogue/rules/words.js';
import type { ShowLayout } from '../report/show/life-lines.js';
import { renderRun } from '../report/show/run-page.js';
import { renderRunTable } from '../report/show/run-table.js';
import { createStyle } from '../report/style.js';
import { renderHeader } from '../report/terminal.js';
import { hang } from '../report/text.js';
import { EVIDENCE_FOLDER, REPETITIONS_FOLDER } from '../run/folders/out-folder.js';
import { ConfigurationError } from '../run/input/configuration-error.js';
import { judgeEvidence } from '../run/judging/judge-evidence.js';
import { RecordedRuns } from '../run/judging/recorded-runs.js';
import type { Context } from './context.js';
import type { ShowFlags } from './evidence-commands.js';
import { hasColour, widthOf, writeAll } from './output.js';

/** Narrower than other reports: what is looked at beside an editor. */
const NARROWEST = 40;

/**
 * `mapi-certify show <dir> [run...]`: prints recorded runs to be read, or the table of them. It judges no run, and gates
 * nothing.
 *
 * @param folder - the output folder of a certification
 * @param names - of the runs; none: the table
 * @param flags - the options
 * @param context - where it is printed
 * @throws ConfigurationError when there is no such evidence, run or life, or it is damaged; nothing is printed then
 */
export async function showRuns(
  folder: string,
  names: readonly string[],
  flags: ShowFlags,
  context: Context,
): Promise<void> {
  const style = createStyle(hasColour(context.stdout, flags.color, context.env));
  const layout: ShowLayout = { style, width: widthOf(context.stdout, NARROWEST), all: flags.all };
  const runs = new RecordedRuns(folder, context.cwd);
  const pages = names.map((name) => page(runs, name, flags, layout));
  const all = names.length === 0 ? [await table(runs, folder, flags, context, layout)] : pages;
  await writeAll(context.stdout, `${all.map((lines) => `${lines.join('\n')}\n`).join('\n')}`);
}

function page(runs: RecordedRuns, word: string, { life }: ShowFlags, layout: ShowLayout): readonly string[] {
  const named = runs.named(word);
  return runs.show(named, ({ run, summary, place }) => {
    if (life !== undefined && life > run.lives.length) {
      const all = counted(run.lives.length, 'life', 'lives');
      throw new ConfigurationError(`--life ${life}: the run ${named.name} has ${all}; name one that it has, from 1 on`);
    }
    const isRepetition = place === REPETITIONS_FOLDER;
    return renderRun(run, { ...layout, summary, isRepetition, life: life === undefined ? null : life - 1 });
  });
}

/** What the judges say anew cites the runs. */
async function table(
  runs: RecordedRuns,
  folder: string,
  { life }: ShowFlags,
  context: Context,
  layout: ShowLayout,
): Promise<readonly string[]> {
  if (life !== undefined) throw new ConfigurationError(`--life ${life}: name the run whose life is to be shown`);
  const report = await judgeEvidence(folder, { cwd: context.cwd });
  const repetitions = runs.in(REPETITIONS_FOLDER).map((run) => runs.summarise(run));
  const notReadBack = new Set(
    runs
      .in(EVIDENCE_FOLDER)
      .filter((run) => runs.describe(run).script.readsBack === false)
      .map(({ name }) => name),
  );
  const isWhole = report.completion === 'complete';
  const interrupted = 'The certification was interrupted: these are the runs that came to their end.';
  return [
    ...renderHeader(report, layout.width, layout.style),
    '',
    ...(isWhole ? [] : [...hang('  ', interrupted, layout.width), '']),
    ...renderRunTable(report, { ...layout, repetitions, notReadBack }),
    '',
    ...hang('  ', layout.style.dim('With the name of a run: what happened in it, life by life.'), layout.width),
  ];
}
