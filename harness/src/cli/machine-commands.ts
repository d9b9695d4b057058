import type { Command } from 'commander';
import { quiet } from './declaration.js';

/** What the command line of `doctor` gives. */
export interface DoctorFlags {
  /** As JSON, for programs. */
  readonly json: boolean;
}

/** What the command line of `setup-wine` gives. */
export interface SetUpWineFlags {
  /** What is there is made anew. */
  readonly again: boolean;
}

/** What the commands do that are about the machine, and no certification. */
export interface MachineActions {
  readonly doctor: (flags: DoctorFlags) => Promise<void>;
  readonly setUpWine: (flags: SetUpWineFlags) => Promise<void>;
}

/**
 * Adds the commands that are about the machine.
 *
 * @param program - the command line
 * @param actions - what they do
 */
export function addMachineCommands(program: Command, actions: MachineActions): void {
  const doctor = quiet(program.command('doctor'))
    .description(
      'what is there on this machine for each kind of provider, what is missing, and the command that brings it',
    )
    .option('--json', 'write JSON, for programs')
    .action(() => actions.doctor({ json: doctor.opts<Partial<DoctorFlags>>().json === true }));
  const setUp = quiet(program.command('setup-wine'))
    .description(
      'prepare what DLLs need on Linux besides Wine: Node for Windows, koffi for it, and a prefix of its own',
    )
    .option('--again', 'throw away what is there, and make it anew')
    .action(() => actions.setUpWine({ again: setUp.opts<Partial<SetUpWineFlags>>().again === true }));
}
