import type { Command } from 'commander';
import { CATALOGUE } from '../catalogue/catalogue.js';
import { TOPICS } from '../report/explain-topic.js';
import { closest } from '../run/input/closest.js';
import { ConfigurationError } from '../run/input/configuration-error.js';
import { SCENARIOS } from '../scenarios/scenarios.js';
import { bashCompletion, fishCompletion, zshCompletion } from './completion-scripts.js';
import { SHELL_NAMES } from './completion-shells.js';
import { type CompletionTable, completionTable } from './completion-table.js';
import type { Context } from './context.js';
import { writeAll } from './output.js';

const SHELLS: Readonly<Record<string, (table: CompletionTable) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/**
 * `mapi-certify completion <shell>`: prints the script by which a shell completes the command line. It is made of what the help
 * is made of, and starts no process when a key is pressed.
 *
 * @param shell - the name of the shell
 * @param program - the command line
 * @param context - where it is printed
 * @throws ConfigurationError when there is no script for that shell
 */
export async function printCompletion(shell: string, program: Command, context: Context): Promise<void> {
  const write = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
  if (write === undefined) {
    const near = closest(shell, SHELL_NAMES);
    const meant = near === undefined ? '' : `; did you mean ${near}?`;
    throw new ConfigurationError(`completion knows ${SHELL_NAMES.join(', ')}, not ${shell}${meant}`);
  }
  const groups = new Set(CATALOGUE.map(({ group }) => group));
  const table = completionTable(program, {
    ids: [...groups, ...CATALOGUE.map(({ id }) => id)],
    topics: TOPICS,
    scenarios: SCENARIOS.map(({ name }) => name),
  });
  await writeAll(context.stdout, write(table));
}
