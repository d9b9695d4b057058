import type { Expectation } from '../support/expectation.js';

/** ANS: the answer to QueryFastShutdown. */
export const ANSWERS: readonly Expectation[] = [
  {
    provider: 'broken/answers-s-false',
    verdict: 'not-certified',
    fails: {
      'ANS-1': {
        message: 'QueryFastShutdown answers neither S_OK nor a failure: it answers S_FALSE (0x00000001)',
        expected: 'QueryFastShutdown answers S_OK or MAPI_E_NO_SUPPORT',
        because: 'it is no failure and yet not S_OK, so that one client takes it for a yes and the next for a no',
      },
    },
  },
  {
    provider: 'broken/refuses-with-other-error',
    verdict: 'certified-opt-out',
    summary: 'opted out: refuses fast shutdown, and the classic exit loses nothing, with 1 warning: ANS-1',
    warns: {
      'ANS-1': {
        message:
          'QueryFastShutdown refuses by another code than MAPI_E_NO_SUPPORT: it answers MAPI_E_CALL_FAILED (0x80004005)',
        because: 'any failure counts as a refusal, but MAPI_E_NO_SUPPORT is the documented one',
      },
    },
  },
  {
    provider: 'broken/changes-its-mind',
    verdict: 'certified',
    summary: 'opted in, with 1 warning: ANS-2',
    warns: {
      'ANS-2': {
        message:
          'the answer changes from one query to the next: it returned S_OK (0x00000000), then returned MAPI_E_NO_SUPPORT (0x80040102), then returned MAPI_E_NO_SUPPORT (0x80040102)',
        expected: 'asked again in the same state, QueryFastShutdown answers the same',
        scenario: 'query-only',
      },
    },
  },
  {
    provider: 'broken/refuses-after-abandoned-notify',
    verdict: 'certified',
    summary: 'opted in, with 1 warning: ANS-6',
    warns: {
      'ANS-6': {
        message:
          'the answer changes over time: S_OK (0x00000000) at first, and MAPI_E_NO_SUPPORT (0x80040102) 0.7 s after the saves that followed a NotifyProcessShutdown',
        expected:
          'asked 0.7 s after the saves that followed a NotifyProcessShutdown, QueryFastShutdown answers as it did at first',
        scenario: 'asked-over-time',
      },
    },
  },
  {
    provider: 'broken/stops-working-after-query',
    quick: false,
    verdict: 'not-certified',
    fails: {
      'ANS-3': {
        message:
          /^a query changed something: expected two seconds after the last save as much is durable as without a query, .*; seen \d+ items lost, of \d+$/,
        because: 'the query stopped background work that had been making saved items durable',
        scenario: 'background-work',
      },
    },
  },
  {
    provider: 'broken/refuses-saves-after-query',
    verdict: 'not-certified',
    fails: {
      'ANS-3': {
        message:
          /^a query changed something: expected after QueryFastShutdown the provider works on; seen IMessage::SaveChanges of "m\d+" after QueryFastShutdown answered MAPI_E_END_OF_SESSION \(0x80040200\); \d+ calls were refused$/,
        scenario: 'query-only',
      },
    },
  },
  {
    provider: 'broken/slow-query',
    verdict: 'certified',
    summary: 'opted in, with 1 warning: ANS-4',
    warns: {
      'ANS-4': {
        message: /^QueryFastShutdown took [45]\d\d ms, the budget is 250 ms$/,
        expected: 'QueryFastShutdown returns within 250 ms',
      },
    },
  },
  {
    provider: 'broken/gives-the-interface-with-s-false',
    verdict: 'certified',
    summary: 'opted in, with 1 warning: COM-2',
    warns: {
      'COM-2': {
        message:
          'QueryInterface(IID_IMAPIProviderShutdown) gave S_FALSE (0x00000001): whoever compares that with S_OK takes the interface for missing',
        expected: 'QueryInterface(IID_IMAPIProviderShutdown) of the provider object answers S_OK',
        scenario: 'object-contract',
      },
    },
  },
  {
    provider: 'broken/no-interface',
    verdict: 'not-certified',
    summary:
      /^no IMAPIProviderShutdown\. Under option 1, Outlook's default, the client leaves without asking; some of \d+ items were lost that way\.$/,
    warns: {
      'ANS-5': {
        message:
          /^no IMAPIProviderShutdown\. Option 1, Outlook's default: the client leaves fast without asking, some of \d+ items were lost that way\. Option 2: no client leaves fast\. Option 3: no difference\.$/,
        seen: 'QueryInterface(IID_IMAPIProviderShutdown) gave E_NOINTERFACE (0x80004002)',
      },
    },
  },
];
