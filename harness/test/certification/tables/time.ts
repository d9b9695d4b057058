import type { Expectation } from '../support/expectation.js';

/** So short that a hanging call is noticed after 1.6 s. */
const budgetMs = 300;

function hang(where: string): RegExp {
  return new RegExp(
    `^the provider hung: IMAPIProviderShutdown::${where}, called at [\\d.]+ ms, had not come back after [\\d,]+ ms, when the watchdog ended the process$`,
  );
}

/** TIME-1, TIME-3 and TIME-4. */
export const TIME: readonly Expectation[] = [
  {
    provider: 'broken/slow-do',
    verdict: 'not-certified',
    options: { budgetMs },
    fails: {
      'TIME-1': {
        message: /^Notify and Do together took [6-9]\d\d ms, the budget is 300 ms$/,
        expected: 'Notify and Do together take at most 300 ms',
        seen: /^\d+ ms: Notify [\d.]+ ms, Do [6-9]\d\d ms$/,
      },
    },
  },
  {
    provider: 'broken/quadratic-do',
    quick: false,
    verdict: 'certified',
    options: { budgetMs: 20_000 },
    summary: 'opted in, with 1 warning: TIME-3',
    warns: {
      'TIME-3': {
        message:
          /^the time of Notify and Do grows faster than the number of pending items: exponent \d\.\d\d(?: from 1,000 to 10,000)? \(100: [\d.]+ ms, 1,000: [\d.]+ ms, 10,000: \d{1,2},\d{3} ms\)$/,
      },
    },
  },
  {
    provider: 'broken/hangs-in-query',
    verdict: 'not-certified',
    options: { budgetMs },
    fails: { 'TIME-4': { message: hang('QueryFastShutdown of hangs-in-query'), scenario: 'object-contract' } },
  },
  {
    provider: 'broken/hangs-in-notify',
    verdict: 'not-certified',
    options: { budgetMs },
    fails: { 'TIME-4': { message: hang('NotifyProcessShutdown of hangs-in-notify'), scenario: 'immediate-exit' } },
  },
  {
    provider: 'broken/hangs-in-do',
    verdict: 'not-certified',
    options: { budgetMs },
    fails: { 'TIME-4': { message: hang('DoFastShutdown of hangs-in-do'), scenario: 'immediate-exit' } },
  },
  {
    provider: 'broken/hangs-and-swallows-sigterm',
    verdict: 'not-certified',
    options: { budgetMs },
    fails: { 'TIME-4': { message: hang('DoFastShutdown of hangs-and-swallows-sigterm'), scenario: 'immediate-exit' } },
  },
];
