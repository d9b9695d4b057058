import { resolve } from 'node:path';
import { exitCodeOf } from '../report/exit-code.js';
import { REPORTERS } from '../report/reporters.js';
import { judgeEvidence } from '../run/judging/judge-evidence.js';
import type { Context } from './context.js';
import type { JudgeFlags } from './evidence-commands.js';
import { hasColour } from './output.js';
import { WantedReports } from './reports.js';

/**
 * `mapi-certify judge <dir>`: judges a certification again from its evidence, and writes the result as that did.
 *
 * @param folder - the output folder of the certification
 * @param flags - the options
 * @param context - where the result goes
 * @returns the exit code, by the verdict
 * @throws ConfigurationError when the folder is no evidence that can be judged
 * @throws ReportError when the result can't be written
 */
export async function judgeFolder(folder: string, flags: JudgeFlags, context: Context): Promise<number> {
  const reports = new WantedReports(flags.reports, REPORTERS, context);
  reports.refuseIn(resolve(context.cwd, folder));
  const report = await judgeEvidence(folder, { cwd: context.cwd });
  await reports.showAndWrite(report, hasColour(context.stdout, flags.color, context.env));
  return exitCodeOf(report);
}
