import type { CommanderError } from 'commander';
import { closest } from '../run/input/closest.js';
import { COMMAND_NAMES } from './command-names.js';

const REPLAY_NEEDS = 'replay needs a finding or a run besides, for example DUR-2; mapi-certify show lists the runs';

/**
 * What commander found wrong with the command line, as one sentence in the style of all other messages.
 *
 * @param error - the error
 * @param args - the command line
 * @returns the sentence, without the name of the program
 */
export function usageSentence(error: CommanderError, args: readonly string[]): string {
  const message = error.message.replace(/^error: /u, '');
  switch (error.code) {
    case 'commander.optionMissingArgument': {
      const flags = /'(?<flags>[^']+)'/u.exec(message)?.groups?.['flags'] ?? '';
      return `${flags.split(' ')[0]} needs a value: ${flags}`;
    }
    case 'commander.missingArgument':
      if (/'(?:kind|new-dir)'/u.test(message))
        return `init needs the kind of provider and the folder to make, for example mapi-certify init store my-store`;
      if (message.includes("'shell'")) return 'completion needs the name of the shell: bash, zsh or fish';
      if (message.includes("'dir'"))
        return 'judge, report, show, replay, merge and verify need the folder that --out named, for example ./mapi-certify-report';
      if (message.includes("'finding|run'")) return REPLAY_NEEDS;
      return message.includes("'file'")
        ? 'keygen needs the file of the private key, for example certify.key'
        : 'explain needs the id of a requirement, for example DUR-5; mapi-certify list shows them';
    case 'commander.excessArguments': {
      const command = /for '(?<name>[^']+)'/u.exec(message)?.groups?.['name'];
      if (command === undefined) {
        const meant = closest(args[0] ?? '', COMMAND_NAMES);
        const orCommand = meant === undefined ? '' : `; or did you mean mapi-certify ${meant}?`;
        return `one provider is certified at a time, but several are given${orCommand}`;
      }
      if (command === 'replay') return 'replay takes one folder, and one finding or run';
      if (command === 'completion') return 'completion takes one shell';
      if (command === 'help') return 'help takes one command';
      if (command === 'doctor' || command === 'setup-wine') return `${command} takes nothing but its options`;
      if (command === 'init') return 'init takes one kind of provider and one folder';
      return `${command} takes one ${command === 'keygen' ? 'file' : 'folder'}`;
    }
    default:
      return message
        .replaceAll(/'(?<flag>-[^']*)'/gu, '$<flag>')
        .replace(/\n\(Did you mean (?:one of )?(?<names>[^?]*)\?\)$/u, '; did you mean $<names>?');
  }
}
