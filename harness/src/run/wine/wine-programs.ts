import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { isExecutable } from '../input/executable.js';

/** The programs of Wine. */
export interface WinePrograms {
  /** Becomes the process of Windows that it starts. */
  readonly wine: string;
  readonly server: string;
  /** As it tells itself: `wine-8.0 (Debian 8.0~repack-4)`. */
  readonly version: string;
}

/** Debian keeps the programs themselves here; what it has on the path are scripts, and of wine64 none. */
const DEBIAN = '/usr/lib/wine';

/**
 * Finds Wine for 64-bit programs.
 *
 * @param environment - of this process
 * @param elsewhere - the folder to be looked into besides those of the path; Debian's unless given
 * @returns null: it is not installed, or cannot be run
 */
export function findWine(environment: NodeJS.ProcessEnv, elsewhere: string = DEBIAN): WinePrograms | null {
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const wine = first([...folders, elsewhere], 'wine64') ?? first(folders, 'wine');
  if (wine === undefined) return null;
  const server = first([dirname(wine), ...folders, elsewhere], 'wineserver');
  const version = versionOf(wine);
  return server === undefined || version === null ? null : { wine, server, version };
}

function first(folders: readonly string[], name: string): string | undefined {
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** Null: it cannot be run. */
function versionOf(program: string): string | null {
  const { status, stdout, stderr } = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  if (status !== 0) return null;
  return `${stdout}${stderr}`.trim().split('\n')[0] ?? null;
}
