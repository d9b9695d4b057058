import { CRASH, type LibraryKind, type Variant } from './native-examples.js';

/** The variants of the transport. */
export function transportVariants(kind: LibraryKind): readonly Variant[] {
  const lost = /^\d+ items? lost after DoFastShutdown had returned S_OK/;
  return [
    ['QueueInMemory', 'DUR-6', 'fail', lost],
    ['SentBeforeTheAnswer', 'DUR-6', 'fail', lost],
    ['ForgetsThatItHasSent', 'DUR-15', 'fail', /^\d+ items? delivered again, which no kill explains/],
    [
      'WaitsForTheServerInDo',
      'TIME-2',
      'fail',
      /^with a server that is silent: [\d,]+ ms: Notify [\d.,]+ ms, Do [\d,]+ ms$/,
    ],
    [
      'WritesDownAfterDo',
      'QUIET-2',
      'fail',
      /^expected that after DoFastShutdown nothing is written to the data directory; outbox\//,
    ],
    [
      'CrashInDo',
      'COM-6',
      'fail',
      RegExp(`${CRASH[kind]} in IMAPIProviderShutdown::DoFastShutdown of native-transport`),
    ],
    ['LeaksTheSupportObject', 'COM-7', 'fail', /^after the logoff: support object .* still has 1 reference$/],
    ['LeaksAnAttachment', 'COM-7', 'fail', /^after the logoff the library still holds \d+ of IAttach$/],
    [
      'ReleasesTheMessage',
      'COM-5',
      'fail',
      /^the library released an IMessage more often than it had references to it \(\d+ times\)$/,
    ],
    [
      'UsesTheMessageAfterEndMessage',
      'COM-5',
      'fail',
      /^the library called IMessage::GetProps of an object that it had no reference to any more, and that was not lent to it/,
    ],
    [
      'FreesAReportedList',
      'COM-5',
      'fail',
      /^MAPIFreeBuffer or MAPIAllocateMore was called .* with what MAPIAllocateBuffer did not give or what was freed before/,
    ],
    ['TakesMailBeforeItIsSaved', 'DUR-7', 'fail', /^\d+ items? lost, in 1 of \d+ runs \(killed-in-start-message\)/],
    // Unusual, and right.
    ['SendsTextAlone', 'DUR-15', 'pass', /^\d+ submitted messages, none delivered again without a reason/],
  ];
}
