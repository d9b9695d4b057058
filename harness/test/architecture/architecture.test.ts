import test from 'ava';
import { findOffences, type House } from './offences.js';
import { entriesOf } from './public-names.js';
import { LONG_TABLES, MOST_LINES, MOST_LOOSE_FILES, ROOMS } from './rooms.js';
import { readSourceFiles } from './source-files.js';

const HOUSE: House = {
  rooms: ROOMS,
  mostLooseFiles: MOST_LOOSE_FILES,
  mostLines: MOST_LINES,
  longTables: LONG_TABLES,
  publicEntries: entriesOf('sdk').map(({ name }) => name),
};

test('every source file is in a room, imports along the arrows, is on no circle, and is not too long', (t) => {
  const files = readSourceFiles();
  t.true(files.size > 400, `only ${files.size} sources were read`);
  t.deepEqual(
    findOffences(files, HOUSE),
    [],
    'against CONTRIBUTING.md, "Arrows point one way"; rooms.ts has the table',
  );
});

const isRefused = test.macro({
  exec(t, file: string, imported: string) {
    const found = findOffences(new Map([[file, `import '${imported}';\n`]]), HOUSE);
    t.is(found.filter((offence) => offence.startsWith(`${file} imports `)).length, 1);
  },
  title: (_, file, imported) => `${file} may not import ${imported}`,
});

test(isRefused, 'sdk/src/com/new.ts', '../contract/flags.js');
test(isRefused, 'sdk/src/contract/new.ts', '../tables/memory-table.js');
test(isRefused, 'sdk/src/tables/new.ts', '../provider/objects/property-bag.js');
test(isRefused, 'sdk/src/subsystem/spooler/new.ts', '../../provider/common/errors.js');
test(isRefused, 'sdk/src/provider/objects/new.ts', '../common/errors.js');
test(isRefused, 'sdk/src/provider/common/new.ts', '../store/store-core.js');
test(isRefused, 'sdk/src/provider/store/new.ts', '../transport/transport-core.js');
test(isRefused, 'sdk/src/provider/store/new.ts', '../../subsystem/subsystem.js');
test(isRefused, 'sdk/src/provider/transport/new.ts', 'nodemailer');
test(isRefused, 'harness/src/scenarios/new.ts', '../recording/events.js');
test(isRefused, 'harness/src/recording/new.ts', '../catalogue/requirement.js');
test(isRefused, 'harness/src/host/steps/new.ts', '../../run/input/options.js');
test(isRefused, 'harness/src/host/steps/new.ts', '../../catalogue/catalogue.js');
test(isRefused, 'harness/src/catalogue/requirement.ts', './catalogue.js');
test(isRefused, 'harness/src/catalogue/rules/new.ts', '../groups/dur.js');
test(isRefused, 'harness/src/catalogue/rules/new.ts', 'node:fs');
test(isRefused, 'harness/src/catalogue/groups/new.ts', '../catalogue.js');
test(isRefused, 'harness/src/report/new.ts', '../run/progress.js');
test(isRefused, 'harness/src/report/new.ts', 'node:child_process');
test(isRefused, 'harness/src/run/input/new.ts', '../process/run-child.js');
test(isRefused, 'harness/src/run/process/new.ts', '../schedule/plan.js');
test(isRefused, 'harness/src/run/folders/new.ts', '../schedule/plan.js');
test(isRefused, 'harness/src/run/far-side/new.ts', '../process/run-life.js');
test(isRefused, 'harness/src/run/schedule/new.ts', '../certification.js');
test(isRefused, 'harness/src/run/new.ts', '../cli/main.js');
test(isRefused, 'harness/src/run/new.ts', '../host/main.js');
test(isRefused, 'harness/src/cli/new.ts', '../run/schedule/plan.js');
test(isRefused, 'examples/new/src/new.ts', '../../../sdk/src/com/guid.js');
