import { resolve } from 'node:path';
import { REPORTERS } from '../report/reporters.js';
import { judgeEvidence } from '../run/judging/judge-evidence.js';
import type { Context } from './context.js';
import { hasColour } from './output.js';
import type { JudgeFlags } from './program.js';
import { WantedReports } from './reports.js';

/**
 * `mapi-certify report <dir>`: writes the reports that are asked for, from the evidence of a certification; when none is,
 * shows the result. It gates nothing: whoever has reports written from a failed certification wants them all.
 *
 * @param folder - the output folder of the certification
 * @param flags - the options
 * @param context - where the result goes
 * @throws ConfigurationError when the folder is no evidence that can be judged
 * @throws ReportError when a report can't be written
 */
export async function reportFolder(folder: string, flags: JudgeFlags, context: Context): Promise<void> {
  const reports = new WantedReports(flags.reports, REPORTERS, context);
  reports.refuseIn(resolve(context.cwd, folder));
  const report = await judgeEvidence(folder, { cwd: context.cwd });
  const colour = hasColour(context.stdout, flags.color, context.env);
  if (reports.isEmpty) await reports.showAndWrite(report, colour);
  else await reports.write(report, colour);
}
