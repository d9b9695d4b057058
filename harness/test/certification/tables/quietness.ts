import type { Expectation } from '../support/expectation.js';

const AT_REST = 'half a second after NotifyProcessShutdown, when what was pending is saved,';
const summary = 'opted in, with 1 warning: QUIET-1';
const scenario = 'quiet-after-notify';

/** QUIET-1, QUIET-3 and QUIET-4. */
export const QUIETNESS: readonly Expectation[] = [
  {
    provider: 'broken/polls-after-notify',
    verdict: 'certified',
    summary,
    warns: {
      'QUIET-1': {
        message:
          /^expected that after NotifyProcessShutdown no connection is opened; seen: \d+ connections to 127\.0\.0\.1:\d+$/,
        because: 'the same went on before NotifyProcessShutdown',
        scenario,
      },
    },
  },
  {
    provider: 'broken/downloads-after-notify',
    verdict: 'certified',
    summary,
    warns: {
      'QUIET-1': {
        message:
          /^expected that after NotifyProcessShutdown no connection is opened; seen: \d+ connections? to 127\.0\.0\.1:9$/,
        scenario,
      },
    },
  },
  {
    provider: 'broken/indexes-after-notify',
    verdict: 'certified',
    summary,
    warns: {
      'QUIET-1': {
        message: new RegExp(
          `^expected that ${AT_REST} no timer fires again and again; seen: the interval that is set at file-store\\.js:\\d+ fired \\d+ times?$`,
        ),
        because: 'the same went on before NotifyProcessShutdown',
        scenario,
      },
    },
  },
  {
    provider: 'broken/wrapper-forgets-notify',
    verdict: 'certified',
    summary,
    warns: {
      'QUIET-1': {
        message: new RegExp(
          `^expected that ${AT_REST} no timer fires again and again; seen: the interval that is set at file-store\\.js:\\d+ fired \\d+ times$`,
        ),
        scenario,
      },
    },
  },
  {
    provider: 'broken/opens-a-window',
    verdict: 'not-certified',
    fails: {
      'QUIET-3': {
        message:
          'expected that IMAPIProviderShutdown::DoFastShutdown of opens-a-window shows the user nothing; it called IMAPISupport::DoProgressDialog, which the mock subsystem answered with MAPI_E_NO_SUPPORT (0x80040102)',
        because: /^nobody may be there to answer/,
      },
    },
  },
  {
    provider: 'broken/asks-in-query',
    verdict: 'not-certified',
    fails: {
      'QUIET-3': {
        message:
          'expected that IMAPIProviderShutdown::QueryFastShutdown of asks-in-query shows the user nothing; it called IAddrBook::Address, which the mock subsystem answered with MAPI_E_USER_CANCEL (0x80040113)',
        scenario: 'object-contract',
      },
    },
  },
  {
    provider: 'broken/does-not-resume',
    quick: false,
    verdict: 'certified',
    summary: 'opted in, with 1 warning: QUIET-4',
    warns: {
      'QUIET-4': {
        message:
          /^background work does not resume: expected three seconds after a save that follows an abandoned Notify as much is durable as without a Notify, where 0 items of \d+ were lost; seen: \d+ items lost, of \d+$/,
        because: /^NotifyProcessShutdown stopped background work that had been making saved items durable/,
        scenario: 'resumes-after-notify',
      },
    },
  },
];
