import test from 'ava';
import { findOffences, type House } from './offences.js';

/** A house in miniature: values below, stores beside transports above them, judges that know no process. */
const HOUSE: House = {
  rooms: [
    { room: 'sdk/src/com', mayImport: [] },
    { room: 'sdk/src/provider/store', mayImport: ['sdk/src/com'], packages: ['node:*'] },
    { room: 'sdk/src/provider/transport/**', mayImport: ['sdk/src/com'] },
    { room: 'harness/src/catalogue', mayImport: [], packages: ['@mapi-kit/sdk', 'node:util'] },
    { room: 'harness/src/catalogue/judge.ts', mayImport: ['harness/src/catalogue'] },
  ],
  mostLooseFiles: new Map([['sdk/src/provider/store', 2]]),
  mostLines: 4,
  longTables: new Map(),
  publicEntries: ['@mapi-kit/sdk', '@mapi-kit/sdk/store'],
};

const SOUND = {
  'sdk/src/com/guid.ts': "import { hex } from './hex.js';\n",
  'sdk/src/com/hex.ts': '',
  'sdk/src/provider/store/folder.ts': "import { join } from 'node:path';\nimport { guid } from '../../com/guid.js';\n",
  'sdk/src/provider/transport/queue/queue.ts': "import { guid } from '../../../com/guid.js';\n",
  'harness/src/catalogue/requirement.ts': "import type { Guid } from '@mapi-kit/sdk';\n",
  'harness/src/catalogue/judge.ts': "import type { Requirement } from './requirement.js';\n",
  'examples/box-store/src/box.ts': "import { x } from '@mapi-kit/sdk/store';\nimport 'lmdb';\nimport './disk.js';\n",
  'examples/box-store/src/disk.ts': '',
};

const finds = test.macro({
  exec(t, added: Readonly<Record<string, string>>, expected: readonly string[], changed: Partial<House> = {}) {
    const files = new Map(Object.entries({ ...SOUND, ...added }));
    t.deepEqual(findOffences(files, { ...HOUSE, ...changed }), expected);
  },
  title: (given) => given ?? '',
});

test('a sound house has no offence', finds, {}, []);

for (const [how, line] of [
  ['an import', "import { folder } from '../store/folder.js';"],
  ['an import of a type', "import type { Folder } from '../store/folder.js';"],
  ['an export of what is elsewhere', "export * from '../store/folder.js';"],
  ['an import that is awaited', "const { folder } = await import('../store/folder.js');"],
  ['an import in the place of a type', "let folder: import('../store/folder.js').Folder;"],
  ['an import by the short name of the sources', "import { folder } from '#src/provider/store/folder.js';"],
] as const) {
  test(`${how} against the arrows is found`, finds, { 'sdk/src/provider/transport/inbox.ts': `${line}\n` }, [
    'sdk/src/provider/transport/inbox.ts imports sdk/src/provider/store/folder.ts: sdk/src/provider/transport/** may not import sdk/src/provider/store',
  ]);
}

test(
  'an import upwards within a folder is found when the file above is a room of its own',
  finds,
  { 'harness/src/catalogue/sources.ts': "import { judge } from './judge.js';\n" },
  [
    'harness/src/catalogue/sources.ts imports harness/src/catalogue/judge.ts: harness/src/catalogue may not import harness/src/catalogue/judge.ts',
  ],
);

test(
  'a package that a room may not import is found, also one of Node',
  finds,
  { 'harness/src/catalogue/sources.ts': "import 'node:child_process';\nimport 'node:util';\nimport 'lmdb';\n" },
  [
    'harness/src/catalogue/sources.ts imports lmdb: harness/src/catalogue may not import this package',
    'harness/src/catalogue/sources.ts imports node:child_process: harness/src/catalogue may not import this package',
  ],
);

test(
  'a circle of files is found once, as all that are on it',
  finds,
  {
    'sdk/src/com/hex.ts': "import type { A } from './a.js';\n",
    'sdk/src/com/a.ts': "import { b } from './b.js';\n",
    'sdk/src/com/b.ts': "import { guid } from './guid.js';\n",
    'sdk/src/com/c.ts': "import { b } from './b.js';\n",
  },
  [
    'A circle of files, each reached from each: sdk/src/com/a.ts, sdk/src/com/b.ts, sdk/src/com/guid.ts, sdk/src/com/hex.ts',
  ],
);

test('a file that imports itself is a circle', finds, { 'sdk/src/com/hex.ts': "import { hex } from './hex.js';\n" }, [
  'A circle of files, each reached from each: sdk/src/com/hex.ts',
]);

test('a comment that shows an import is none', finds, { 'sdk/src/com/hex.ts': "// import 'lmdb';\n" }, []);

test(
  'a file without a room is found',
  finds,
  { 'sdk/src/provider/loose.ts': '', 'sdk/src/provider/store/a/b.ts': '' },
  [
    'sdk/src/provider/loose.ts is in no room: give its folder a line in the table of rooms',
    'sdk/src/provider/store/a/b.ts is in no room: give its folder a line in the table of rooms',
  ],
);

test(
  'a file that is too long is found, and one that no longer needs its exception',
  finds,
  {
    'sdk/src/com/hex.ts': '\n'.repeat(5),
    'sdk/src/com/codes.ts': '\n'.repeat(5),
    'sdk/src/com/tags.ts': '\n'.repeat(4),
  },
  ['sdk/src/com/hex.ts has 5 lines: at most 4', 'sdk/src/com/tags.ts needs no exception: it has at most 4 lines'],
  {
    longTables: new Map([
      ['sdk/src/com/codes.ts', 'a table'],
      ['sdk/src/com/tags.ts', 'a table'],
    ]),
  },
);

test(
  'too many loose files are found',
  finds,
  { 'sdk/src/provider/store/a.ts': '', 'sdk/src/provider/store/b.ts': '' },
  ['sdk/src/provider/store has 3 loose files: at most 2'],
);

test(
  'an example that imports what is not public is found',
  finds,
  {
    'examples/box-store/src/disk.ts':
      "import '@mapi-kit/sdk/dist/com/guid.js';\nimport '@mapi-kit/harness';\nimport '@mapi-kit/example-lmdb-store';\n",
  },
  [
    'examples/box-store/src/disk.ts imports @mapi-kit/harness: an example imports @mapi-kit/sdk, @mapi-kit/sdk/store alone',
    'examples/box-store/src/disk.ts imports @mapi-kit/sdk/dist/com/guid.js: an example imports @mapi-kit/sdk, @mapi-kit/sdk/store alone',
  ],
);

test(
  'an example that reaches for files of others is found',
  finds,
  {
    'examples/box-store/src/disk.ts': "import '../../../sdk/src/com/guid.js';\nimport '../../lmdb-store/src/x.js';\n",
  },
  [
    'examples/box-store/src/disk.ts imports examples/lmdb-store/src/x.ts: an example imports what an author can install, by its name',
    'examples/box-store/src/disk.ts imports sdk/src/com/guid.ts: an example imports what an author can install, by its name',
  ],
);

test(
  'a table of rooms whose arrows run in a circle is found',
  finds,
  {},
  ['A circle of rooms, each reached from each: sdk/src/com, sdk/src/provider/store'],
  {
    rooms: HOUSE.rooms.map((room) =>
      room.room === 'sdk/src/com' ? { ...room, mayImport: ['sdk/src/provider/store'] } : room,
    ),
  },
);

test(
  'a room without files, and an arrow to what is no room, are found',
  finds,
  {},
  [
    'sdk/src/tables is a room without files: take it out of the table of rooms',
    'sdk/src/tables may import sdk/src/values, which is no room',
  ],
  { rooms: [...HOUSE.rooms, { room: 'sdk/src/tables', mayImport: ['sdk/src/values'] }] },
);
