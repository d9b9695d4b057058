import * as fs from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { basename, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Told of a write before it happens; what it returns is the provider's. `write` carries the write out. */
export type WriteListener = <T>(method: string, file: string, write: () => T) => T;

/** The functions whose first argument is a path or a descriptor of what they change. */
const WRITING = [
  'writeSync',
  'writevSync',
  'writeFileSync',
  'appendFileSync',
  'ftruncateSync',
  'truncateSync',
  'fsyncSync',
  'fdatasyncSync',
  'renameSync',
  'unlinkSync',
  'rmSync',
  'copyFileSync',
  'write',
  'writev',
  'writeFile',
  'appendFile',
  'ftruncate',
  'truncate',
  'fsync',
  'fdatasync',
  'rename',
  'unlink',
  'rm',
  'copyFile',
] as const;

const PROMISING = ['writeFile', 'appendFile', 'truncate', 'rename', 'unlink', 'rm', 'copyFile'] as const;

type Functions = Record<string, (...args: unknown[]) => unknown>;

/**
 * Watches what a provider writes below some directories through `node:fs`, from now on.
 *
 * Native code, such as a database's, writes past it: its writes are not seen.
 *
 * @param directories - absolute paths
 * @param listener - called with each write
 */
export function watchDurableWrites(directories: readonly string[], listener: WriteListener): void {
  const module = createRequire(import.meta.url)('node:fs') as unknown as Functions & { promises: Functions };
  const open = new Map<number, string>();
  const inside = (target: unknown): string | undefined => {
    const path = typeof target === 'number' ? (open.get(target) ?? undefined) : pathOf(target);
    return path !== undefined && directories.some((folder) => path.startsWith(folder + sep)) ? path : undefined;
  };
  const wrap = (holder: Functions, name: string): void => {
    const old = holder[name];
    if (old === undefined) return;
    holder[name] = (...args) => {
      const path = inside(args[0]);
      if (path === undefined) return old.apply(holder, args);
      return listener(name, basename(path), () => old.apply(holder, args));
    };
  };
  const { openSync } = fs;
  module['openSync'] = (...args) => {
    const descriptor = openSync(...(args as Parameters<typeof openSync>));
    const path = pathOf(args[0]);
    if (path !== undefined) open.set(descriptor, path);
    return descriptor;
  };
  for (const name of WRITING) wrap(module, name);
  for (const name of PROMISING) wrap(module.promises, name);
  syncBuiltinESMExports();
}

function pathOf(target: unknown): string | undefined {
  if (typeof target === 'string') return resolve(target);
  if (target instanceof URL) return fileURLToPath(target);
  return Buffer.isBuffer(target) ? resolve(target.toString()) : undefined;
}
