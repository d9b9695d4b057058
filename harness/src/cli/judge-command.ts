import { exitCodeOf } from '../report/exit-code.js';
import { judgeEvidence } from '../run/judging/judge-evidence.js';
import type { Context } from './context.js';
import { jsonTarget } from './json-target.js';
import type { JudgeFlags } from './program.js';
import { writeReport } from './write-report.js';

/**
 * `mapi-certify judge <dir>`: judges a certification again from its evidence, and writes the result as that did.
 *
 * @param folder - The output folder of the certification.
 * @param flags - The options.
 * @param context - Where the result goes.
 * @returns The exit code, by the verdict.
 * @throws ConfigurationError - When the folder is no evidence that can be judged.
 * @throws ReportError - When the result can't be written.
 */
export async function judgeFolder(folder: string, flags: JudgeFlags, context: Context): Promise<number> {
  const json = flags.json === undefined ? null : jsonTarget(flags.json, context.cwd, context.stdout);
  const report = await judgeEvidence(folder, { cwd: context.cwd });
  await writeReport(report, json, flags.color, context);
  return exitCodeOf(report);
}
