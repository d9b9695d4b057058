import { spawnSync } from '../primordials.js';

/**
 * Runs a command that changes the medium, to its end.
 *
 * @returns what is wrong, in words; null: it was done
 */
export function runCommand([command = '', ...args]: readonly string[]): string | null {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0) return null;
  if (/busy/.test(stderr ?? '')) return 'the provider keeps a file open for writing';
  return error?.message ?? stderr.trim();
}
