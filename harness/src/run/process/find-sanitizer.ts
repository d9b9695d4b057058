import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isNativeLibrary } from '../../life/native-library.js';
import { ConfigurationError } from '../input/configuration-error.js';
import { type LibraryHeader, readLibraryHeader } from '../input/library-header.js';
import type { ResolvedProvider } from '../input/resolve-provider.js';

/** What is certified, as the user gave it, and its modules. */
export interface SanitizedSubject {
  readonly given: string;
  readonly modules: readonly { readonly resolved: Pick<ResolvedProvider, 'given' | 'file'> }[];
}

/** AddressSanitizer's runtime as a library of its own: of GCC, and of clang. */
const RUNTIME = /^lib(?:asan\.so|clang_rt\.asan)/;
/** The loader of programs for x86-64, where the ABI has it. */
const LOADER = '/lib64/ld-linux-x86-64.so.2';

/**
 * Finds the runtime of AddressSanitizer that a library is built for, as the system's loader would.
 *
 * @param subject - what is certified
 * @param isWanted - `--asan` was given
 * @param platform - this one, unless a test says otherwise
 * @returns the path of the runtime; null: none is wanted, and none needed
 * @throws ConfigurationError when one is wanted that cannot be had, or one is needed and not wanted
 */
export function findSanitizer(
  subject: SanitizedSubject,
  isWanted: boolean,
  platform: string = process.platform,
): string | null {
  const libraries = subject.modules.flatMap(({ resolved }) => {
    const header = isNativeLibrary(resolved.file) ? readLibraryHeader(readFileSync(resolved.file)) : null;
    return header === null ? [] : [{ ...resolved, header }];
  });
  const sanitized = libraries.filter(({ header }) => isSanitized(header));
  const [first] = sanitized;
  if (!isWanted) {
    if (first === undefined) return null;
    throw new ConfigurationError(
      (name) =>
        `${first.given} is built with AddressSanitizer, whose runtime has to be loaded before everything else; give ${name('asan')}`,
    );
  }
  if (platform !== 'linux')
    throw new ConfigurationError(
      (name) => `${name('asan')} is possible on Linux alone, and this is ${platform}; leave it out`,
    );
  if (first === undefined) throw refusalOf(subject, libraries);
  const paths = new Set(sanitized.map(({ given, file, header }) => runtimeOf(given, file, header)));
  const [path = '', other] = paths;
  if (other !== undefined)
    throw new ConfigurationError(
      `the libraries of ${subject.given} are built for two runtimes of AddressSanitizer, ${path} and ${other}, and a process has one; build them with one compiler`,
    );
  return path;
}

function isSanitized({ needs, imports }: LibraryHeader): boolean {
  return needs.some((name) => RUNTIME.test(name)) || imports.includes('__asan_init');
}

interface Library {
  readonly given: string;
  readonly header: LibraryHeader;
}

function refusalOf({ given }: SanitizedSubject, libraries: readonly Library[]): ConfigurationError {
  const [library] = libraries;
  const why =
    library === undefined
      ? `is about compiled libraries, and ${given} is none; leave it out`
      : library.header.format === 'pe'
        ? `is about shared objects, and ${library.given} is a DLL of Windows; leave it out`
        : `is about libraries that are built with AddressSanitizer, and ${library.given} is not; compile and link it with -fsanitize=address, or leave it out`;
  return new ConfigurationError((name) => `${name('asan')} ${why}`);
}

/** The loader itself says where it finds what a library needs. */
function runtimeOf(given: string, file: string, { needs }: LibraryHeader): string {
  const runtime = needs.find((name) => RUNTIME.test(name));
  if (runtime === undefined)
    throw new ConfigurationError(
      `${given} is built with AddressSanitizer and names no runtime that could be loaded before it; link it with -shared-libasan, as clang calls it`,
    );
  const { stdout, error } = spawnSync(LOADER, ['--list', file], { encoding: 'utf8' });
  if (error !== undefined)
    throw new ConfigurationError(`${given}: the system's loader cannot be asked: ${error.message}`);
  const line = stdout.split('\n').find((text) => text.trim().startsWith(`${runtime} => `));
  const path = / => (\/.+) \(0x[\da-f]+\)$/.exec(line ?? '')?.[1];
  if (path === undefined)
    throw new ConfigurationError(
      `${given} needs ${runtime}, the runtime of AddressSanitizer, which is not where the system looks for libraries; install that of the compiler which built it, or name its folder in LD_LIBRARY_PATH`,
    );
  if (/[\s:]/.test(path))
    throw new ConfigurationError(
      `the runtime of AddressSanitizer that ${given} needs is ${path}, and what has a blank or a colon in its path cannot be loaded before everything else; put it elsewhere`,
    );
  return path;
}
