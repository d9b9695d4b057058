import { REPORTERS } from '../report/reporters.js';
import { plain } from '../report/text.js';
import { ConfigurationError } from '../run/input/configuration-error.js';
import { replayOf } from '../run/replaying/replay.js';
import { defaultTools } from '../run/tools.js';
import { carryOut } from './certify-command.js';
import { flagOf } from './certify-flags.js';
import type { Context } from './context.js';
import type { ReplayFlags } from './evidence-commands.js';
import { writeAll } from './output.js';
import { WantedReports } from './reports.js';

/**
 * `mapi-certify replay <dir> <id>`: plays the case of a finding or a run again, and prints what comes of it as a
 * certification does that is limited to it. No configuration file is read: the evidence has the settings.
 *
 * @param folder - the output folder of the certification that showed the case
 * @param word - the id of the finding, or the name of the run
 * @param flags - the options
 * @param context - where the result goes
 * @returns the exit code of that certification
 * @throws ConfigurationError when there is no such case, or something that it needs is not there
 * @throws ReportError when the result can't be written
 */
export async function replayCase(folder: string, word: string, flags: ReplayFlags, context: Context): Promise<number> {
  const { provider, profile, out, keepData, inspect = false, color } = flags;
  const { options, notes, isOfCase } = await replayOf({ folder, word, cwd: context.cwd, provider, profile, out });
  for (const note of notes) await writeAll(context.stderr, `mapi-certify: ${plain(note)}\n`);
  const certification = {
    // Where somebody is to look at one process, no other goes on beside it.
    options: { ...options, keepData, ...(inspect ? { jobs: 1 } : {}) },
    ...(inspect ? { tools: { ...defaultTools, debugged: isOfCase } } : {}),
    reports: new WantedReports({}, REPORTERS, context),
    colour: color,
    inWords: (error: unknown): unknown =>
      error instanceof ConfigurationError ? new ConfigurationError(error.messageWith(flagOf), { cause: error }) : error,
  };
  return await carryOut(certification, context);
}
