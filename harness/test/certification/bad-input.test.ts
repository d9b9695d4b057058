import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { ConfigurationError, certify } from '#harness/index.js';
import { fixture } from './support/fixture.js';

// Providers whose certification can't begin: the user's mistake is named, without a report and without a stack trace.

const fixtures = dirname(dirname(fixture('broken/no-export')));

async function refused(t: ExecutionContext, provider: string, message: string | RegExp, cwd = fixtures): Promise<void> {
  t.timeout(200_000);
  const error = await t.throwsAsync(certify({ provider, cwd, out: null, budgetMs: 300, jobs: 2 }), {
    instanceOf: ConfigurationError,
  });
  t.is(error?.exitCode, 2);
  if (typeof message === 'string') t.is(error?.message, message);
  else t.regex(error?.message ?? '', message);
}

test.serial('a module that is to be called on two threads', async (t) => {
  await t.throwsAsync(certify({ provider: fixture('stores/correct-store'), out: null, twoThreads: true }), {
    instanceOf: ConfigurationError,
    message: /^twoThreads is about calls of compiled libraries, and .*correct-store\.js is none; leave it out$/,
  });
});

test.serial('a module that AddressSanitizer is to watch', async (t) => {
  await t.throwsAsync(certify({ provider: fixture('stores/correct-store'), out: null, asan: true }), {
    instanceOf: ConfigurationError,
    message:
      /^asan is (?:about compiled libraries, and .*correct-store\.js is none|possible on Linux alone, .*); leave it out$/,
  });
});

test.serial('a module that throws at its import', async (t) => {
  await refused(
    t,
    './broken/throws-at-import.js',
    /^\.\/broken\/throws-at-import\.js throws when it is imported: Error: the licence has expired\n {2}at broken[/\\]throws-at-import\.js:\d+:\d+$/,
  );
});

test.serial('a module that ends the process at its import', async (t) => {
  await refused(
    t,
    './broken/exits-at-import.js',
    './broken/exits-at-import.js ended the process with exit code 0 while it was imported',
  );
});

test.serial('a module whose import never ends', async (t) => {
  await refused(
    t,
    './broken/hangs-at-import.js',
    './broken/hangs-at-import.js did not finish loading within 10 s; what a module does at its top level must come to an end',
  );
});

test.serial('a module that exports nothing', async (t) => {
  await refused(
    t,
    './broken/no-export.js',
    './broken/no-export.js exports none of MSProviderInit, XPProviderInit, ABProviderInit (it exports nothing)',
  );
});

test.serial('a module that exports other things', async (t) => {
  await refused(
    t,
    './broken/has-no-provider-export.js',
    './broken/has-no-provider-export.js exports none of MSProviderInit, XPProviderInit, ABProviderInit (it exports: BoxStore, default)',
  );
});

test.serial('a file that does not exist', async (t) => {
  await refused(
    t,
    './broken/nowhere.js',
    /^\.\/broken\/nowhere\.js does not exist \(looked for .*nowhere\.js\); is it built/,
  );
});

test.serial('TypeScript source', async (t) => {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, 'box-store.ts'), 'export const MSProviderInit = (): null => null;\n');
    await refused(t, './box-store.ts', /^\.\/box-store\.ts is TypeScript source; give the compiled module/, folder);
  });
});

test.serial('a syntax error', async (t) => {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, 'box-store.mjs'), 'export const MSProviderInit = () => {\n  return {;\n};\n');
    await refused(
      t,
      './box-store.mjs',
      "./box-store.mjs has a syntax error: Unexpected token ';'\n  at box-store.mjs:2",
      folder,
    );
  });
});

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bad-input-'));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
