import { type Command, Option } from 'commander';

/** What the command line of each command gives. */
export interface ColourFlags {
  /** False when `--no-color` is given, before the command or behind it. */
  readonly color: boolean;
}

/** Makes a command say nothing by itself: what is wrong is thrown. */
export function quiet(command: Command): Command {
  return command
    .exitOverride()
    .configureOutput({ writeErr: () => {}, outputError: () => {} })
    .allowExcessArguments(false);
}

/** The option by which a command writes without colours. */
export function noColour(): Option {
  return new Option('--no-color', 'write without colours; NO_COLOR does the same');
}

/** Whether a command writes with colours: the option may stand before it, too. */
export function isColoured(program: Command, command: Command): boolean {
  return command.opts<ColourFlags>().color && program.opts<ColourFlags>().color;
}
