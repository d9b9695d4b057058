import { readFileSync } from 'node:fs';
import process from 'node:process';
import { CommanderError } from 'commander';
import { codeOf, messageOf } from '../run/input/configuration-error.js';
import { guardExitCode } from '../run/input/foreign-code.js';
import { NoProviderError } from './config.js';
import type { Context } from './context.js';
import { widthOf, writeAll } from './output.js';
import { type Actions, createProgram, USAGE } from './program.js';
import { usageSentence } from './usage-error.js';

/** Wrong usage or configuration. */
const EXIT_USAGE = 2;
/** A defect of mapi-certify itself, as sysexits.h has it. */
const EXIT_SOFTWARE = 70;

function version(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

/** The sentence for whoever made a mistake, and the exit code; for a defect of ours, how to see where. */
function describe(
  error: unknown,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): { readonly text: string; readonly exitCode: number } {
  if (error instanceof NoProviderError) {
    return { text: `mapi-certify: ${error.message}\n\n${USAGE}`, exitCode: EXIT_USAGE };
  }
  if (error instanceof CommanderError) {
    return { text: `mapi-certify: ${usageSentence(error, args)}\n`, exitCode: EXIT_USAGE };
  }
  if (error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number') {
    return { text: `mapi-certify: ${error.message}\n`, exitCode: error.exitCode };
  }
  const isFromSystem = error instanceof Error && codeOf(error) !== undefined && 'syscall' in error;
  const what = isFromSystem ? messageOf(error) : `this is a defect of mapi-certify: ${messageOf(error)}`;
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const debug = /(?:^|[\s,])(?:mapi-certify|\*)(?:$|[\s,])/u.test(env['DEBUG'] ?? '');
  const more = debug ? `${stack}\n` : 'Set DEBUG=mapi-certify to see where it comes from.\n';
  return { text: `mapi-certify: ${what}\n${more}`, exitCode: EXIT_SOFTWARE };
}

/**
 * What each command does. Its code is loaded when it is asked for: whoever types a command waits for no other.
 *
 * @param context - where the command reads and writes
 * @param end - gets the exit code, unless that is 0
 */
function actionsIn(context: Context, end: (exitCode: number) => void): Actions {
  return {
    certify: async (provider, flags) => {
      const { certifyProvider } = await import('./certify-command.js');
      end(await certifyProvider(provider, flags, context));
    },
    list: async (names, flags) => {
      const { listRequirements } = await import('./catalogue-commands.js');
      await listRequirements(names, flags, context);
    },
    explain: async (words, flags) => {
      const { explainTopics } = await import('./catalogue-commands.js');
      await explainTopics(words, flags, context);
    },
    judge: async (folder, flags) => {
      const { judgeFolder } = await import('./judge-command.js');
      end(await judgeFolder(folder, flags, context));
    },
    report: async (folders, flags) => {
      const { reportFolders } = await import('./report-command.js');
      await reportFolders(folders, flags, context);
    },
    show: async (folder, runs, flags) => {
      const { showRuns } = await import('./show-command.js');
      await showRuns(folder, runs, flags, context);
    },
    replay: async (folder, id, flags) => {
      const { replayCase } = await import('./replay-command.js');
      end(await replayCase(folder, id, flags, context));
    },
    merge: async (folders, flags) => {
      const { mergeFolders } = await import('./merge-command.js');
      end(await mergeFolders(folders, flags, context));
    },
    verify: async (path, flags) => {
      const { verifyAndPrint } = await import('./verify-command.js');
      end(await verifyAndPrint(path, flags, context));
    },
    keygen: async (file) => {
      const { makeKeyFiles } = await import('./keygen-command.js');
      await makeKeyFiles(file, context);
    },
    completion: async (shell, line) => {
      const { printCompletion } = await import('./completion-command.js');
      await printCompletion(shell, line, context);
    },
    doctor: async (flags) => {
      const { printMachine } = await import('./doctor-command.js');
      end(await printMachine(flags, context));
    },
    setUpWine: async (flags) => {
      const { prepareWine } = await import('./setup-wine-command.js');
      await prepareWine(flags, context);
    },
    init: async (kind, folder, flags) => {
      const { makeProject } = await import('./init-command.js');
      await makeProject(kind, folder, flags, context);
    },
  };
}

async function run(args: readonly string[], context: Context): Promise<number> {
  let exitCode = 0;
  let help = '';
  const program = createProgram(
    version(),
    actionsIn(context, (code) => {
      exitCode = code;
    }),
  );
  for (const command of [program, ...program.commands]) {
    command.configureOutput({
      writeOut: (text) => {
        help += text;
      },
      getOutHelpWidth: () => widthOf(context.stdout),
      getOutHasColors: () => false,
    });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    const asked = error instanceof CommanderError && error.exitCode === 0;
    if (!asked) throw error;
    await writeAll(context.stdout, help);
  }
  return exitCode;
}

/**
 * Reads the command line, does what it says, and tells whoever made a mistake.
 *
 * @param args - the arguments, without the program
 * @param context - the streams, environment and folder of the process
 * @returns the exit code
 */
export async function runCommandLine(args: readonly string[], context: Context): Promise<number> {
  try {
    return await run(args, context);
  } catch (error) {
    const { text, exitCode } = describe(error, args, context.env);
    await writeAll(context.stderr, text).catch(() => {});
    return exitCode;
  }
}

/**
 * The command `mapi-certify`: does what the command line says, and ends this process.
 *
 * @param args - the arguments, without the program
 */
export async function main(args: readonly string[]): Promise<void> {
  const { stdin, stdout, stderr, env } = process;
  const context: Context = { stdin, stdout, stderr, env, cwd: process.cwd() };
  const ended = guardExitCode();
  const exitCode = await runCommandLine(args, context);
  ended();
  process.exit(exitCode);
}
