import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { FindingStatus } from '#harness/catalogue/requirement.js';
import { ROOT } from '../support/npm.js';

/** The examples in C++. */
export type NativeExample = 'native-store' | 'native-transport' | 'native-address-book';

/** As what they are built. */
export type LibraryKind = 'so' | 'dll';

/** A broken variant, or one that is unusual and right: what it breaks, how that comes out, and what its author is told. */
export type Variant = readonly [name: string, id: string, status: FindingStatus, message: RegExp];

const folderOf = (example: NativeExample): string => join(ROOT, 'examples', example);

/** Builds an example, or variants of it: in half the time of what an author builds. */
export function buildExample(example: NativeExample, kind: LibraryKind, ...options: readonly string[]): void {
  const env = { ...process.env, CXXFLAGS: '-O0' };
  const { status, stderr } = spawnSync(process.execPath, ['build.js', `--${kind}`, ...options], {
    cwd: folderOf(example),
    encoding: 'utf8',
    env,
  });
  if (status !== 0) throw new Error(stderr);
}

/** The path of an example, or of a variant. */
export function exampleLibrary(example: NativeExample, kind: LibraryKind, variant?: string): string {
  return join(folderOf(example), 'build', `${example}${variant === undefined ? '' : `-${variant}`}.${kind}`);
}

/** How a crash is told, as a regular expression. */
export const CRASH: Readonly<Record<LibraryKind, string>> = {
  so: 'was ended by SIGSEGV \\(segmentation fault\\)',
  dll: 'crashed with exit code 5, of 0xC0000005 \\(access violation\\)',
};
