import type { Argument, Command, Option } from 'commander';
import { STARTER_KINDS } from '../new-project/starter-kinds.js';
import { COMMAND_NAMES } from './command-names.js';
import { SHELL_NAMES } from './completion-shells.js';

/** What may stand in a place: words, or a path. */
export type Completed = { readonly words: readonly string[]; readonly isList?: true } | 'file' | 'folder' | 'nothing';

/** An option as a shell completes it. */
export interface CompletedOption {
  readonly long: string;
  readonly description: string;
  /** Null: it takes no value. */
  readonly value: Completed | null;
}

/** A command as a shell completes it; the certification itself has no name. */
export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** What its arguments may be; the last one holds for all that follow. */
  readonly args: readonly Completed[];
}

/** All that a shell completes. */
export interface CompletionTable {
  readonly certification: CompletedCommand;
  readonly commands: readonly CompletedCommand[];
}

/** Names that belong to the catalogue. */
export interface CompletedNames {
  /** Of requirements and groups. */
  readonly ids: readonly string[];
  /** All that `explain` explains. */
  readonly topics: readonly string[];
  readonly scenarios: readonly string[];
}

/**
 * What may stand where on the command line: read from that which parses it and prints the help.
 *
 * @param program - the command line
 * @param names - of the catalogue
 */
export function completionTable(program: Command, names: CompletedNames): CompletionTable {
  return {
    certification: completed(program, names),
    commands: program.commands.map((command) => completed(command, names)),
  };
}

function completed(command: Command, names: CompletedNames): CompletedCommand {
  const help = command.createHelp();
  return {
    name: command.name(),
    description: command.description(),
    options: help.visibleOptions(command).flatMap((option) => {
      const { long, description } = option;
      return long === undefined || long === null ? [] : [{ long, description, value: completedValue(option, names) }];
    }),
    args: command.registeredArguments.map((argument) => argumentOf(argument, command.name(), names)),
  };
}

function completedValue({ flags, long }: Option, { ids, scenarios }: CompletedNames): Completed | null {
  const value = /<(?<value>[^>]+)>/u.exec(flags)?.groups?.['value'];
  if (value === undefined) return null;
  if (value === 'ids') return { words: ids, isList: true };
  if (long === '--scenario') return { words: scenarios, isList: true };
  if (long === '--client') return { words: ['outlook', 'mfcmapi'] };
  if (value.includes('|')) return { words: value.split('|') };
  if (value === 'file' || value === 'module') return 'file';
  return value === 'dir' ? 'folder' : 'nothing';
}

function argumentOf(argument: Argument, command: string, { ids, topics }: CompletedNames): Completed {
  switch (argument.name()) {
    case 'kind':
      return { words: STARTER_KINDS.map(({ kind }) => kind) };
    case 'ids':
      return { words: ids };
    case 'id':
      return { words: topics };
    case 'finding|run':
      return { words: ids };
    case 'command':
      return { words: COMMAND_NAMES };
    case 'shell':
      return { words: SHELL_NAMES };
    case 'dir':
      return command === 'verify' ? 'file' : 'folder';
    case 'new-dir':
      return 'folder';
    case 'run':
      return 'nothing';
    default:
      return 'file';
  }
}
