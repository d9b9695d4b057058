import { resolve } from 'node:path';
import { type Comparison, compareReports, MOST_SIDES } from '../report/comparison/comparison.js';
import { COMPARISON_REPORTERS, COMPARISON_TERMINAL_REPORTER } from '../report/comparison-reporters.js';
import { REPORTERS } from '../report/reporters.js';
import { ConfigurationError } from '../run/input/configuration-error.js';
import { judgeEvidence } from '../run/judging/judge-evidence.js';
import { reportOfOtherCatalogue } from '../run/judging/other-catalogue.js';
import type { Context } from './context.js';
import type { JudgeFlags } from './evidence-commands.js';
import { hasColour, widthOf, writeAll } from './output.js';
import { WantedReports } from './reports.js';

/**
 * `mapi-certify report <dir...>`: writes the reports that are asked for, from the evidence of a certification; when none is,
 * shows the result. Several are compared. It gates nothing: whoever has reports written from a failed certification wants
 * them all.
 *
 * @param folders - the output folder of the certification, or of each of those to compare
 * @param flags - the options
 * @param context - where the result goes
 * @throws ConfigurationError when a folder is no evidence that can be judged
 * @throws ReportError when a report can't be written
 */
export async function reportFolders(folders: readonly string[], flags: JudgeFlags, context: Context): Promise<void> {
  const [folder, ...others] = folders;
  if (folder === undefined) return;
  const colour = hasColour(context.stdout, flags.color, context.env);
  if (others.length > 0) return await compareFolders([folder, ...others], flags, context, colour);
  const reports = new WantedReports(flags.reports, REPORTERS, context);
  reports.refuseIn(resolve(context.cwd, folder));
  const report = await judgeEvidence(folder, { cwd: context.cwd });
  if (reports.isEmpty) await reports.showAndWrite(report, colour);
  else await reports.write(report, colour);
}

async function compareFolders(
  folders: readonly [string, ...string[]],
  flags: JudgeFlags,
  context: Context,
  colour: boolean,
): Promise<void> {
  refuseComparison(folders, flags, context.cwd);
  const reports = new WantedReports<Comparison>(flags.reports, COMPARISON_REPORTERS, context);
  for (const folder of folders) reports.refuseIn(resolve(context.cwd, folder));
  const read = async (folder: string) =>
    reportOfOtherCatalogue(folder, context.cwd) ?? (await judgeEvidence(folder, { cwd: context.cwd }));
  const [first, ...others] = folders;
  const compared = [];
  for (const folder of others) compared.push(await read(folder));
  const comparison = compareReports([await read(first), ...compared]);
  if (!reports.isEmpty) return await reports.write(comparison, colour);
  const render = await COMPARISON_TERMINAL_REPORTER.load();
  await writeAll(context.stdout, render(comparison, { width: widthOf(context.stdout), colour }));
}

/** @throws ConfigurationError when these can't be compared, whatever is in them */
function refuseComparison(folders: readonly string[], { reports }: JudgeFlags, cwd: string): void {
  if (folders.length > MOST_SIDES) {
    throw new ConfigurationError(`report compares ${MOST_SIDES} folders at most, and ${folders.length} are given`);
  }
  const twice = folders.find(
    (folder, index) => folders.findIndex((other) => resolve(cwd, other) === resolve(cwd, folder)) < index,
  );
  if (twice !== undefined) throw new ConfigurationError(`${twice} is given twice; name each folder once`);
  const names = COMPARISON_REPORTERS.flatMap(({ name, option }) => (option === null ? [] : [name]));
  const other = Object.keys(reports).find((name) => !names.includes(name));
  if (other === undefined) return;
  const those = names.map((name) => `--${name}`).join(', ');
  throw new ConfigurationError(`--${other} has room for one certification; a comparison takes ${those}`);
}
