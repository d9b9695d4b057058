import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { childEnvironment } from './child-environment.js';

const execute = promisify(execFile);
const script = 'process.stdout.write(import.meta.resolve(process.argv[1]))';

/**
 * Finds the file that `import(name)` would load, by asking node itself.
 *
 * Node gives this answer only to a module that lies in the folder in question, so a short-lived process is asked: it
 * resolves, and loads nothing.
 *
 * @param name - a bare specifier, for example `@scope/store` or `store/provider`
 * @param from - the folder of the importing module
 * @returns the path of a file, or undefined when node finds none, or no file
 */
export async function resolvePackage(name: string, from: string): Promise<string | undefined> {
  try {
    const args = ['--input-type=module', '--eval', script, '--', name];
    const { stdout } = await execute(process.execPath, args, {
      cwd: from,
      env: childEnvironment(process.env),
      timeout: 60_000,
      windowsHide: true,
    });
    return stdout.startsWith('file:') ? fileURLToPath(stdout) : undefined;
  } catch {
    return undefined;
  }
}
