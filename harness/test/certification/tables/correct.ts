import { join } from 'node:path';
import { STARTER_KINDS } from '#harness/new-project/starter-kinds.js';
import { ROOT } from '../../support/npm.js';
import type { Correct } from '../support/certifies.js';
import { fixture } from '../support/fixture.js';

const FIXTURES = [
  'stores/correct-store',
  'stores/write-through-store',
  'stores/correct-opt-out',
  'stores/keeps-no-read-flags',
  'stores/keeps-few-types',
  'stores/answers-sparingly',
  'stores/changes-little',
  'stores/keeps-text-alone',
  'stores/has-limits',
  'transports/correct-transport',
  'transports/marks-at-hand-over',
  'transports/marks-and-defers',
  'transports/tries-again-later',
  'transports/sends-to-each-alone',
  'transports/looks-at-times-now-and-then',
  'transports/sends-text-alone',
  'transports/refuses-large-mail',
  'transports/adds-a-footer',
  'transports/receives-only',
  'books/correct-book',
  'books/inner-containers-book',
  'books/resolves-by-first-words',
  'books/changes-little-book',
  'books/writes-addresses-anew',
  'books/read-only-book',
];

const EXAMPLES = [
  'lmdb-store',
  'level-store',
  'opt-out-store',
  'wrapped-store',
  'vcard-address-book',
  'smtp-transport',
];

const hasSqlite: boolean = await import('node:sqlite' as string).then(
  () => true,
  () => false,
);

/** Providers that are right: fixtures, examples, and what `mapi-certify init` writes. */
export const CORRECT_PROVIDERS: readonly Correct[] = [
  ...FIXTURES.map((name) => ({ name, options: { provider: fixture(name) } })),
  ...[...EXAMPLES, ...(hasSqlite ? ['sqlite-store'] : [])].map((name) => ({
    name: `the example ${name}`,
    options: { provider: `@mapi-kit/example-${name}` },
  })),
  ...STARTER_KINDS.map(({ kind, module }) => ({
    name: `the template ${module}`,
    options: { provider: join(ROOT, 'harness', 'templates', kind, 'src', `${module}.js`) },
  })),
  {
    name: 'the profile with a store, a transport and an address book',
    options: { profileFile: join(ROOT, 'examples', 'profile.json') },
    // The spooler goes on looking into the store, and LMDB sets a timer at each look.
    warned: ['QUIET-1'],
  },
  { name: 'correct-opt-out with MFCMAPI', options: { provider: fixture('stores/correct-opt-out'), client: 'mfcmapi' } },
];
