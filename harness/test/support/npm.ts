import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The root of the repository, seen from build/test/support. */
export const ROOT: string = fileURLToPath(new URL('../../../../', import.meta.url));

/** How a process ended and what it printed. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program without a shell; extra environment variables are added, the ones set to undefined removed. */
export function run(
  file: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs npm: its own JavaScript where npm told us where that is, else the command. */
export function npm(args: readonly string[], cwd: string): Promise<Ran> {
  const script = process.env['npm_execpath'];
  return script === undefined ? run('npm', args, cwd) : run(process.execPath, [script, ...args], cwd);
}
