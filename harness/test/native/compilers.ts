import { spawnSync } from 'node:child_process';

/** CI has installed all compilers: there nothing may be left out because one is missing. */
const REQUIRED = process.env['MAPI_KIT_COMPILERS'] === 'required';

/**
 * Why something compiled cannot be tried on this machine.
 *
 * @param compiler - the command, for example `g++`
 * @param loads - what it makes is loaded here, too
 * @returns null: it can
 * @throws Error when CI says that it must be possible
 */
export function missingCompiler(compiler: string, loads: boolean = true): string | null {
  const reason =
    loads && (process.platform !== 'linux' || process.arch !== 'x64')
      ? 'libraries are certified on Linux for x86-64 alone'
      : spawnSync(compiler, ['--version']).status === 0
        ? null
        : `there is no ${compiler}`;
  if (REQUIRED && reason !== null) throw new Error(`MAPI_KIT_COMPILERS=required, and ${reason}`);
  return reason;
}
