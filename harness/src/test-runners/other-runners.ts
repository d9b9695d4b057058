import type { TestContext, TestRegistrar } from './certification-tests.js';

/** `test` of `node:test`, as far as it is needed. */
export type NodeTest = (
  title: string,
  options: { readonly timeout: number },
  implementation: (t: { diagnostic(message: string): void }) => Promise<void>,
) => unknown;

/** `test` of Vitest, as far as it is needed. */
export type VitestTest = (title: string, implementation: () => Promise<void>, timeoutMs: number) => unknown;

/**
 * Registers tests with `node:test`.
 *
 * @param test - its `test`
 * @returns what `certificationTests` takes in the place of AVA's `test`
 * @example
 * ```ts
 * import test from 'node:test';
 * import { certificationTests, nodeTest } from '@mapi-kit/harness';
 *
 * certificationTests(nodeTest(test), { provider: './dist/box-store.js' });
 * ```
 */
export function nodeTest(test: NodeTest): TestRegistrar {
  return (title, implementation, timeout) => {
    test(title, { timeout }, async (t) => {
      await carryOut(implementation, (line) => t.diagnostic(line));
    });
  };
}

/**
 * Registers tests with Vitest.
 *
 * @param test - its `test`
 * @returns what `certificationTests` takes in the place of AVA's `test`
 * @example
 * ```ts
 * import { certificationTests, vitest } from '@mapi-kit/harness';
 * import { test } from 'vitest';
 *
 * certificationTests(vitest(test), { provider: './dist/box-store.js' });
 * ```
 */
export function vitest(test: VitestTest): TestRegistrar {
  return (title, implementation, timeout) => {
    test(title, async () => await carryOut(implementation, (line) => console.log(line)), timeout);
  };
}

/** Runs a test where a failure is what is thrown, and the runner knows how long it may take. */
async function carryOut(implementation: (t: TestContext) => Promise<void>, log: (line: string) => void): Promise<void> {
  const failures: string[] = [];
  await implementation({
    pass: () => {},
    fail: (message = 'failed') => failures.push(message),
    log: (...lines) => {
      for (const line of lines.flatMap((each) => each.split('\n'))) log(line);
    },
    timeout: () => {},
  });
  if (failures.length === 0) return;
  const error = new Error(failures.join('\n'));
  // Where in this file it was thrown says nothing to anybody.
  error.stack = `${error.name}: ${error.message}`;
  throw error;
}
