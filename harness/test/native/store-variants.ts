import { buildExample, CRASH, exampleLibrary, type LibraryKind, type Variant } from './native-examples.js';

/** Builds the store, or variants of it. */
export function buildStore(kind: LibraryKind, ...options: readonly string[]): void {
  buildExample('native-store', kind, ...options);
}

/** The path of the store, or of a variant. */
export function storeLibrary(kind: LibraryKind, variant?: string): string {
  return exampleLibrary('native-store', kind, variant);
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
    /SEGV in \S*CrashIf\S* \(broken-on-purpose\.cpp:\d+\)/,
  ],
];

/** How the end of a process is told where an exception leaves a method. */
const UNCAUGHT: Readonly<Record<LibraryKind, string>> = {
  so: "SIGABRT \\(abort\\) in IMAPIProviderShutdown::DoFastShutdown .* 'native::Failure' what\\(\\): nobody catches this$",
  dll: 'crashed with exit code 67, of 0x20474343 \\(C\\+\\+ exception that nobody caught\\) in IMAPIProviderShutdown::DoFastShutdown ',
};

const DIVISION_BY_ZERO: Readonly<Record<LibraryKind, string>> = {
  so: 'was ended by SIGFPE \\(arithmetic error\\)',
  dll: 'crashed with exit code 148, of 0xC0000094 \\(integer division by zero\\)',
};

/** The variants of the store. */
export function storeVariants(kind: LibraryKind): readonly Variant[] {
  const inMethod = (method: string): RegExp => RegExp(`${CRASH[kind]} in IMAPIProviderShutdown::${method}$`);
  return [
    ['CrashInQuery', 'COM-6', 'fail', inMethod('QueryFastShutdown of native-store-CrashInQuery')],
    ['CrashInNotify', 'COM-6', 'fail', inMethod('NotifyProcessShutdown of native-store-CrashInNotify')],
    ['CrashInDo', 'COM-6', 'fail', inMethod('DoFastShutdown of native-store-CrashInDo')],
    [
      'DividesByZeroAfterDo',
      'QUIET-2',
      'fail',
      RegExp(
        `${DIVISION_BY_ZERO[kind]} in step "linger", outside any call of the provider, after IMAPIProviderShutdown::DoFastShutdown of the library had returned`,
      ),
    ],
    ['ThrowsThroughTheBoundary', 'COM-6', 'fail', RegExp(UNCAUGHT[kind])],
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
    [
      'GivesNoStore',
      'SEQ-1',
      'inconclusive',
      /IMSProvider::Logon: it answered S_OK \(0x00000000\), and the store is a null pointer/,
    ],
    [
      'GivesAPointerToNowhere',
      'SEQ-1',
      'inconclusive',
      RegExp(`${CRASH[kind]} in step "probe", in IMSProvider::QueryInterface of the library$`),
    ],
    // What nobody sees.
    ['ReadsFreedMemory', 'SEQ-1', 'pass', /all \d+ items found as acknowledged/],
    ['WritesOneByteTooMany', 'SEQ-1', 'pass', /all \d+ items found as acknowledged/],
    // Unusual, and right.
    ['JoinsAWriterThatFreesMemory', 'SEQ-1', 'pass', /all \d+ items found as acknowledged/],
    ['NeedsALargeStack', 'SEQ-1', 'pass', /all \d+ items found as acknowledged/],
    ['ReliesOnThreadLocal', 'SEQ-1', 'pass', /all \d+ items found as acknowledged/],
  ];
}
