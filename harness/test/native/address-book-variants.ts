import { CRASH, type LibraryKind, type Variant } from './native-examples.js';

/** The variants of the address book. */
export function addressBookVariants(kind: LibraryKind): readonly Variant[] {
  const changed = /^\d+ items? not in the last saved state after DoFastShutdown had returned S_OK/;
  return [
    [
      'CrashInDo',
      'COM-6',
      'fail',
      RegExp(`${CRASH[kind]} in IMAPIProviderShutdown::DoFastShutdown of native-address-book-CrashInDo`),
    ],
    ['NoInterface', 'ANS-5', 'warn', /^no IMAPIProviderShutdown\. Option 1, .* items were lost that way\./],
    ['ForgetsTheLastBatch', 'SEQ-1', 'fail', /^after Query, Notify, Do with pauses: \d+ items lost/],
    ['WritesAfterDo', 'DUR-1', 'fail', /^\d+ items lost after DoFastShutdown had returned S_OK/],
    ['LeaksTheLogon', 'COM-7', 'fail', /^after the logoff: support object .* still has 1 reference$/],
    [
      'ReleasesOnceTooOften',
      'COM-5',
      'fail',
      /^Release was called on support object .* more often than references were/,
    ],
    ['LosesMembers', 'DUR-16', 'fail', changed],
    ['LosesNames', 'DUR-11', 'fail', changed],
    ['LosesUpdates', 'DUR-2', 'fail', changed],
    ['CutsStreams', 'DUR-12', 'fail', changed],
    ['ChangesEntryIds', 'DUR-4', 'fail', /^\d+ items no longer opened by their entry id after DoFastShutdown/],
    ['SavesUnsaved', 'DUR-5', 'fail', /^\d+ items with an unsaved change after DoFastShutdown had returned S_OK/],
    // The entry point of the message service.
    [
      'ServiceEntryFails',
      'SEQ-1',
      'inconclusive',
      /not run: the life could not go on: MSGServiceEntry of native-address-book-ServiceEntryFails answered MAPI_E_CORRUPT_DATA \(0x8004011B\) to MSG_SERVICE_CREATE, so that there is no profile to log on to/,
    ],
    [
      'ServiceEntryCrashes',
      'SEQ-1',
      'inconclusive',
      RegExp(`${CRASH[kind]} in entry point::MSGServiceEntry of native-address-book-ServiceEntryCrashes`),
    ],
    [
      'ServiceEntryHangs',
      'TIME-4',
      'fail',
      /^the provider hung: entry point::MSGServiceEntry of native-address-book-ServiceEntryHangs, .* when the watchdog ended the process$/,
    ],
    [
      'ServiceWritesNothing',
      'SEQ-1',
      'inconclusive',
      /not run: IABProvider::Logon of native-address-book-ServiceWritesNothing answered MAPI_E_UNCONFIGURED \(0x8004011C\)\. Before that, MSGServiceEntry was called with MSG_SERVICE_CREATE and no properties, and answered MAPI_E_UNCONFIGURED \(0x8004011C\); MSGServiceEntry was called with MSG_SERVICE_CONFIGURE and PR_DISPLAY_NAME_W, PR_MAPI_KIT_DATA_DIRECTORY_W, PR_MAPI_KIT_SETTINGS_W, and answered S_OK \(0x00000000\)\. Nothing was written into the profile section of its provider: what Logon reads there it has to write by IProviderAdmin::OpenProfileSection with MAPI_MODIFY and SetProps/,
    ],
  ];
}
