import { delimiter, join } from 'node:path';
import { isExecutable } from './executable.js';

/** How a user's shell finds this command. */
export type OwnCommand = 'mapi-certify' | 'npx mapi-certify';

/**
 * How the command is to be written so that it can be pasted into the shell that it came from.
 *
 * What npm and npx put on the path for their own while is not there for the user.
 *
 * @param env - the environment of this process
 * @param platform - as `process.platform` has it
 * @returns the bare name where it is on the path, else with `npx`
 */
export function ownCommand(env: NodeJS.ProcessEnv, platform: string): OwnCommand {
  const path = env['PATH'] ?? env['Path'] ?? '';
  const isNpm = (env['npm_execpath'] ?? '') !== '';
  const folders = path.split(delimiter).filter((folder) => folder !== '' && !(isNpm && isOfNpm(folder)));
  const file = platform === 'win32' ? 'mapi-certify.cmd' : 'mapi-certify';
  return folders.some((folder) => isExecutable(join(folder, file))) ? 'mapi-certify' : 'npx mapi-certify';
}

function isOfNpm(folder: string): boolean {
  return /[\\/](?:node_modules[\\/]\.bin|node-gyp-bin)[\\/]?$/u.test(folder);
}
