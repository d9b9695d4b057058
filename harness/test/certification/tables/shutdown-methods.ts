import type { Expectation } from '../support/expectation.js';

/** COM-6: what the three methods do instead of returning an HRESULT. */
export const SHUTDOWN_METHODS: readonly Expectation[] = [
  {
    provider: 'broken/returns-a-promise',
    verdict: 'not-certified',
    fails: { 'COM-6': { message: /DoFastShutdown of returns-a-promise .*returned a promise/, because: /promise/ } },
  },
  {
    provider: 'broken/throws-in-query',
    verdict: 'not-certified',
    fails: {
      'COM-6': { message: /QueryFastShutdown of throws-in-query .*threw "thrown in QueryFastShutdown"$/ },
    },
    open: /not run: QueryFastShutdown threw: thrown in QueryFastShutdown/,
  },
  {
    provider: 'broken/throws-in-notify',
    verdict: 'not-certified',
    fails: {
      'COM-6': {
        message: /NotifyProcessShutdown of throws-in-notify .*threw "thrown in NotifyProcessShutdown"$/,
      },
    },
  },
  {
    provider: 'broken/throws-in-do',
    verdict: 'not-certified',
    fails: { 'COM-6': { message: /DoFastShutdown of throws-in-do .*threw "thrown in DoFastShutdown"$/ } },
  },
  {
    provider: 'broken/returns-undefined-from-do',
    verdict: 'not-certified',
    fails: { 'COM-6': { message: /DoFastShutdown of returns-undefined-from-do .*returned undefined/ } },
  },
  {
    provider: 'broken/exits-in-do',
    verdict: 'not-certified',
    fails: {
      'COM-6': {
        message:
          /; the process ended by itself with code 0 in IMAPIProviderShutdown::DoFastShutdown of exits-in-do, at exits-in-do\.js:\d+$/,
      },
    },
  },
  {
    provider: 'broken/kills-itself-in-do',
    verdict: 'not-certified',
    fails: {
      'COM-6': {
        message: /; the process was ended by SIGKILL in IMAPIProviderShutdown::DoFastShutdown of kills-itself-in-do$/,
      },
    },
  },
  {
    provider: 'broken/allocates-without-end',
    verdict: 'not-certified',
    fails: {
      'COM-6': {
        message:
          /; the process took memory without end in IMAPIProviderShutdown::DoFastShutdown of allocates-without-end, and was ended by the watchdog$/,
      },
    },
  },
];
