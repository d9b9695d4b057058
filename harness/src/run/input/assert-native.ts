import { ConfigurationError, messageOf } from './configuration-error.js';
import { ENTRY_POINTS } from './kinds.js';
import { type LibraryHeader, readLibraryHeader } from './library-header.js';

/** What compiled libraries this version certifies, and where: said in every refusal. */
const WHAT_RUNS =
  'libraries for x86-64 are certified: shared objects (.so) on Linux, DLLs on Windows, and on Linux through Wine';

/** Where the harness runs. */
export interface Machine {
  readonly platform: string;
  readonly arch: string;
}

/**
 * Checks a compiled library before any process loads it.
 *
 * @param given - as the user named it
 * @param bytes - of the file
 * @param machine - this one, unless a test says otherwise
 * @throws ConfigurationError when it cannot be certified here, with the reason
 */
export function assertNative(given: string, bytes: Buffer, machine: Machine = process): void {
  const reason = refusalOf(headerOf(given, bytes), machine);
  if (reason !== null) throw new ConfigurationError(`${given} ${reason}`);
}

function headerOf(given: string, bytes: Buffer): LibraryHeader | null {
  try {
    return readLibraryHeader(bytes);
  } catch (error) {
    throw new ConfigurationError(`${given} is damaged: ${messageOf(error)}`);
  }
}

function refusalOf(header: LibraryHeader | null, { platform, arch }: Machine): string | null {
  if (header === null) return 'is no library: it has neither an ELF nor a PE header; is it a text, or cut off?';
  const { format, bits, machine, isLibrary, exports } = header;
  const what = format === 'pe' ? 'DLL of Windows' : 'shared object';
  if (!isLibrary)
    return `is no library: its header says that it is ${format === 'pe' ? 'a program' : 'an object file or a program'}`;
  if (bits === 32) return `is a 32-bit ${what} (${machine}); ${WHAT_RUNS}`;
  if (machine !== 'x86-64') return `is a ${what} for ${machine}; ${WHAT_RUNS}`;
  const runs = arch === 'x64' && (platform === 'linux' || (platform === 'win32' && format === 'pe'));
  if (!runs) return `is a ${what}, and this is ${platform} on ${arch}; ${WHAT_RUNS}`;
  if (exports === null) return null;
  const found = ENTRY_POINTS.filter((name) => exports.includes(name));
  if (found.length > 0) return null;
  return `exports none of ${ENTRY_POINTS.join(', ')}; is it declared extern "C", and visible?${nearest(exports)}`;
}

/** C++ names a function with its parameters unless it is told otherwise. */
function nearest(exports: readonly string[]): string {
  const mangled = exports.find((name) => /^(?:_Z|\?)/.test(name) && ENTRY_POINTS.some((entry) => name.includes(entry)));
  return mangled === undefined ? '' : ` It exports ${mangled}, which is the name of a C++ function`;
}
