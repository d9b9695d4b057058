import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { FindingStatus } from '#harness/catalogue/requirement.js';
import { ROOT } from '../support/npm.js';

const FOLDER = join(ROOT, 'examples', 'native-store');

/** As what the store in C++ is built. */
export type LibraryKind = 'so' | 'dll';

/** Builds the store, or variants of it: in half the time of what an author builds. */
export function buildStore(kind: LibraryKind, ...options: readonly string[]): void {
  const env = { ...process.env, CXXFLAGS: '-O0' };
  const { status, stderr } = spawnSync(process.execPath, ['build.js', `--${kind}`, ...options], {
    cwd: FOLDER,
    encoding: 'utf8',
    env,
  });
  if (status !== 0) throw new Error(stderr);
}

/** The path of the store, or of a variant. */
export function storeLibrary(kind: LibraryKind, variant?: string): string {
  return join(FOLDER, 'build', `native-store${variant === undefined ? '' : `-${variant}`}.${kind}`);
}

/** What AddressSanitizer finds, and nobody else: the variant, and what its author is told. */
export const FOUND_BY_ASAN: readonly (readonly [name: string, call: RegExp, found: RegExp])[] = [
  [
    'ReadsFreedMemory',
    /in step "work", in IMessage::SaveChanges of the library: /,
    /heap-use-after-free in (?:native_store::)?ReadFreedByte\S* \(message\.cpp:\d+\)/,
  ],
  [
    'WritesOneByteTooMany',
    /in IMAPIProviderShutdown::DoFastShutdown of native-store-WritesOneByteTooMany-asan: /,
    /heap-buffer-overflow in \S*WriteOneByteTooMany\S* \(fast-shutdown\.cpp:\d+\)/,
  ],
  // What the system ends at once is told with its place, too.
  [
    'CrashInNotify',
    /in IMAPIProviderShutdown::NotifyProcessShutdown of native-store-CrashInNotify-asan: /,
    /SEGV in \S*CrashIf\S* \(fast-shutdown\.cpp:\d+\)/,
  ],
];

/** How the end of a process is told where a library does what no library may. */
export interface EndInWords {
  readonly crash: string;
  readonly uncaught: string;
}

const ON_LINUX: EndInWords = {
  crash: 'was ended by SIGSEGV \\(segmentation fault\\)',
  uncaught:
    "SIGABRT \\(abort\\) in IMAPIProviderShutdown::DoFastShutdown .* 'native_store::Failure' what\\(\\): nobody catches this$",
};

const THROUGH_WINE: EndInWords = {
  crash: 'crashed with exit code 5, of 0xC0000005 \\(access violation\\)',
  uncaught:
    'crashed with exit code 67, of 0x20474343 \\(C\\+\\+ exception that nobody caught\\) in IMAPIProviderShutdown::DoFastShutdown ',
};

/** A broken variant, or one that is unusual and right: what it breaks, how that comes out, and what its author is told. */
export type Variant = readonly [name: string, id: string, status: FindingStatus, message: RegExp];

/** The variants of the store. */
export function storeVariants(kind: LibraryKind): readonly Variant[] {
  const { crash, uncaught } = kind === 'so' ? ON_LINUX : THROUGH_WINE;
  const inMethod = (method: string): RegExp => RegExp(`${crash} in IMAPIProviderShutdown::${method}$`);
  return [
    ['CrashInQuery', 'COM-6', 'fail', inMethod('QueryFastShutdown of native-store-CrashInQuery')],
    ['CrashInNotify', 'COM-6', 'fail', inMethod('NotifyProcessShutdown of native-store-CrashInNotify')],
    ['CrashInDo', 'COM-6', 'fail', inMethod('DoFastShutdown of native-store-CrashInDo')],
    ['ThrowsThroughTheBoundary', 'COM-6', 'fail', RegExp(uncaught)],
    [
      'WaitsForItsOwnThread',
      'TIME-4',
      'fail',
      /^the provider hung: IMAPIProviderShutdown::DoFastShutdown .* when the watchdog ended the process$/,
    ],
    [
      'WrongThis',
      'COM-6',
      'fail',
      /QueryInterface for IID_IMAPIProviderShutdown gave the pointer of IMSProvider, at which slot 3 is another method/,
    ],
    ['NoInterface', 'ANS-5', 'warn', /^no IMAPIProviderShutdown\. Option 1, .* items were lost that way\./],
    [
      'ReleasesOnceTooOften',
      'COM-5',
      'fail',
      /^Release was called on support object .* more often than references were/,
    ],
    ['LeaksTheSupportObject', 'COM-7', 'fail', /^after the logoff: support object .* still has 1 reference$/],
    [
      'FreesWithTheWrongAllocator',
      'COM-5',
      'fail',
      /^MAPIFreeBuffer or MAPIAllocateMore was called \d+ times with what MAPIAllocateBuffer did not give/,
    ],
    [
      'KeepsALentBuffer',
      'DUR-1',
      'fail',
      /^\d+ items not in the last saved state after DoFastShutdown had returned S_OK/,
    ],
    ['WritesAfterDo', 'DUR-1', 'fail', /^\d+ items lost after DoFastShutdown had returned S_OK/],
    ['ForgetsTheLastBatch', 'SEQ-1', 'fail', /^after Query, Notify, Do with pauses: \d+ items lost/],
    ['SavesInDllMainOnly', 'DUR-1', 'fail', /^\d+ items lost after DoFastShutdown had returned S_OK/],
    ['AnsiOnly', 'DUR-1', 'inconclusive', /refused ordinary work \(.*SetProps .* answered MAPI_E_BAD_CHARWIDTH/],
    // What nobody sees.
    ['ReadsFreedMemory', 'SEQ-1', 'pass', /all 26 items found as acknowledged/],
    ['WritesOneByteTooMany', 'SEQ-1', 'pass', /all 26 items found as acknowledged/],
    // Unusual, and right.
    ['JoinsAWriterThatFreesMemory', 'SEQ-1', 'pass', /all 26 items found as acknowledged/],
    ['NeedsALargeStack', 'SEQ-1', 'pass', /all 26 items found as acknowledged/],
    ['ReliesOnThreadLocal', 'SEQ-1', 'pass', /all 26 items found as acknowledged/],
  ];
}
