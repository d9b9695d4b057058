import type { Expectation } from '../support/expectation.js';

/** SEQ-1 to SEQ-6. */
export const SEQUENCES: readonly Expectation[] = [
  {
    provider: 'broken/do-fails-when-paused',
    verdict: 'not-certified',
    fails: {
      'SEQ-1': {
        message:
          'after Query, Notify, Do with pauses: expected that IMAPIProviderShutdown::DoFastShutdown of do-fails-when-paused returns S_OK; it returned MAPI_E_TIMEOUT (0x80040401)',
        scenario: 'outlook-exit',
      },
    },
  },
  {
    provider: 'broken/opts-in-and-then-refuses',
    verdict: 'not-certified',
    fails: {
      'SEQ-1': {
        message:
          'after Query, Notify, Do with pauses: expected that IMAPIProviderShutdown::DoFastShutdown of opts-in-and-then-refuses returns S_OK; it returned MAPI_E_NO_SUPPORT (0x80040102)',
        scenario: 'outlook-exit',
      },
    },
  },
  {
    provider: 'broken/needs-a-turn-to-commit',
    verdict: 'not-certified',
    fails: {
      'SEQ-2': {
        message:
          /^after Query, Notify, Do in one turn right after the last save: \d+ items lost, in (?:3 of 3 runs|1 of 1 run)$/,
        expected: /^folder "f1 v1" \(saved at [\d.]+ ms, acknowledged S_OK\)$/,
        seen: 'nothing in the second life',
        because:
          /^DoFastShutdown, called [\d.]+ m?s after the save, returned S_OK \(0x00000000\) in [\d.]+ ms(?:; where the process lingered .*)?$/,
        scenario: 'immediate-exit',
      },
    },
  },
  {
    provider: 'broken/drops-changes-when-refused-by-neighbour',
    verdict: 'not-certified',
    fails: {
      'SEQ-3': {
        message: /^after a neighbour has refused: \d+ items lost, in 1 of 1 run$/,
        seen: 'nothing in the second life',
        because:
          'the client left the classic way: Logoff returned S_OK (0x00000000); IMSProvider::Shutdown of drops-changes-when-refused-by-neighbour returned S_OK (0x00000000)',
        scenario: 'neighbour-refuses',
      },
    },
  },
  {
    provider: 'broken/stops-after-abandoned-notify',
    verdict: 'not-certified',
    fails: {
      'SEQ-4': {
        message: /^after an abandoned Notify: \d+ items? lost, in 1 of 1 run$/,
        seen: 'nothing in the second life',
        because:
          'it was saved after NotifyProcessShutdown; the client left the classic way: Logoff returned S_OK (0x00000000); IMSProvider::Shutdown of stops-after-abandoned-notify returned S_OK (0x00000000)',
        scenario: 'abandoned-after-notify',
      },
    },
  },
  {
    provider: 'broken/crashes-when-notified-after-refusal',
    verdict: 'not-certified',
    fails: {
      'SEQ-5': {
        message:
          /^after a refusal and a Notify: expected that the first life goes on until the client ends it; an exception that nobody caught ended the process in step "wait", outside any call of the provider: TypeError: the writer was never started, at .*crashes-when-notified-after-refusal\.js:\d+:\d+\)$/,
        scenario: 'query-refused-then-notify',
      },
    },
  },
  {
    provider: 'broken/loses-when-notified-after-refusal',
    verdict: 'not-certified',
    fails: {
      'SEQ-5': {
        message: /^after a refusal and a Notify: \d+ items lost, in 1 of 1 run$/,
        because:
          'the client left the classic way: Logoff returned S_OK (0x00000000); IMSProvider::Shutdown of loses-when-notified-after-refusal returned S_OK (0x00000000)',
        scenario: 'query-refused-then-notify',
      },
    },
  },
  {
    provider: 'broken/commits-only-in-notify',
    verdict: 'not-certified',
    fails: {
      'SEQ-6': {
        message: /^after Do without Notify: \d+ items lost, in 1 of 1 run$/,
        seen: 'nothing in the second life',
        scenario: 'do-without-notify',
      },
    },
  },
];

/** SEQ-7 to SEQ-12, SEQ-14 and SEQ-15. */
export const MORE_SEQUENCES: readonly Expectation[] = [
  {
    provider: 'broken/fails-second-do',
    verdict: 'certified',
    summary: 'opted in, with 1 warning: SEQ-7',
    warns: {
      'SEQ-7': {
        message:
          /^after Notify and Do twice each: expected that IMAPIProviderShutdown::DoFastShutdown of fails-second-do returns S_OK.*; it returned E_UNEXPECTED \(0x8000FFFF\)$/,
        scenario: 'repeated-calls',
      },
    },
  },
  {
    provider: 'broken/drops-changes-when-notified-twice',
    verdict: 'not-certified',
    fails: {
      'SEQ-14': {
        message: /^after Notify and Do twice each: \d+ items lost, in 1 of 1 run$/,
        scenario: 'repeated-calls',
      },
    },
  },
  {
    provider: 'broken/drops-updates-when-not-notified',
    verdict: 'not-certified',
    fails: {
      'SEQ-15': {
        message:
          /^over lives that end in every way: (?:.*, in 1 of 1 run$|expected that the third life works on the data of)/,
        scenario: 'every-exit-in-turn',
      },
    },
  },
  {
    provider: 'broken/forgets-deletes-after-notify',
    quick: false,
    verdict: 'not-certified',
    fails: {
      'SEQ-15': {
        message: /^over lives that end in every way: \d+ items? deleted, but there again, in 1 of 1 run$/,
        because: /^it was saved between NotifyProcessShutdown and DoFastShutdown; DoFastShutdown, called /,
        scenario: 'every-exit-in-turn',
      },
    },
  },
  {
    provider: 'broken/knows-the-last-store-alone',
    verdict: 'not-certified',
    fails: {
      'SEQ-8': {
        message: /^with two sessions in one process: \d+ items lost, in 1 of 1 run$/,
        seen: /^nothing in the second life/,
        scenario: 'two-sessions',
      },
    },
  },
  {
    provider: 'broken/flushes-the-first-store-alone',
    verdict: 'not-certified',
    fails: {
      'SEQ-8': {
        message: /^with two sessions in one process: \d+ items lost, in 1 of 1 run$/,
        seen: /^nothing in the second life, in session [12] of 2, in its second store$/,
        scenario: 'two-sessions',
      },
    },
  },
  {
    provider: 'broken/tells-one-of-two-sessions',
    verdict: 'not-certified',
    fails: {
      'SEQ-8': {
        message: /^with two sessions in one process: \d+ items lost, in 1 of 1 run$/,
        seen: 'nothing in the second life, in session 1 of 2',
        scenario: 'two-sessions',
      },
    },
  },
  {
    provider: 'broken/needs-its-neighbour-in-do',
    verdict: 'not-certified',
    fails: {
      'SEQ-9': {
        message:
          'in company of other providers: expected that IMAPIProviderShutdown::DoFastShutdown of needs-its-neighbour-in-do returns S_OK; it returned MAPI_E_CALL_FAILED (0x80004005)',
        scenario: 'in-company',
      },
    },
  },
  {
    provider: 'broken/loses-saves-after-notify',
    verdict: 'not-certified',
    fails: {
      'SEQ-10': {
        message:
          /^with saves between the calls: \d+ items? not in the last saved state and \d+ items? lost, in 1 of 1 run$/,
        seen: /^value "mapi-certify setting v1 .* in the second life$/,
        because:
          /^it was saved between NotifyProcessShutdown and DoFastShutdown; DoFastShutdown, called .* returned S_OK/,
        scenario: 'saves-between-calls',
      },
    },
  },
  {
    provider: 'broken/crashes-when-called-after-do',
    verdict: 'certified',
    summary: 'opted in, with 1 warning: SEQ-11',
    warns: {
      'SEQ-11': {
        message:
          /^with calls after Do: expected that the first life goes on until the client ends it; the process ended by itself with code 139 in step "call-after-shutdown", at crashes-when-called-after-do\.js:\d+$/,
        scenario: 'calls-after-do',
      },
    },
  },
  {
    provider: 'broken/duplicates-on-fifth-generation',
    quick: false,
    verdict: 'not-certified',
    fails: {
      'SEQ-12': {
        message: /^over five generations: 1 item there more than once, in 1 of 1 run$/,
        seen: '2 of them in the sixth life',
        scenario: 'five-generations',
      },
    },
  },
  {
    provider: 'broken/grows-without-bound',
    quick: false,
    verdict: 'not-certified',
    fails: {
      'SEQ-12': {
        message:
          /^over five generations: expected that after \d+ saves the data takes no more than [\d,]+ [KM]iB, twice what the first lives needed; [\d,]+ [KM]iB after the fifth life$/,
        because: /^the sizes were [\d,]+ KiB(, [\d,]+ [KM]iB){4}$/,
        scenario: 'five-generations',
      },
    },
  },
];

/** SEQ-13. */
export const RANDOM_WALKS: readonly Expectation[] = [
  {
    provider: 'broken/saves-nothing-when-asked-twice',
    verdict: 'not-certified',
    options: { walks: 20 },
    fails: {
      'SEQ-13': {
        message: /^after logon · (work 1 · query · query|query · query · work 1) · do · kill: \d items? lost$/,
        seen: 'nothing in the second life',
        because: /DoFastShutdown, called .* after the save, returned S_OK/,
        scenario: 'random-walks',
      },
    },
  },
];
