import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { refusalOfWrite } from '#harness/host/steps/probe-medium.js';
import { temporaryFolder } from '../../run/temporary-folder.js';

test('a write that goes through leaves nothing behind, and one that is refused has a code', (t) => {
  const folder = temporaryFolder(t);
  t.is(refusalOfWrite(folder, 100_000), null);
  t.deepEqual(readdirSync(folder), []);
  t.is(refusalOfWrite(join(folder, 'nowhere'), 0), 'ENOENT');
});

const limited = spawnSync('prlimit', ['--version']).status === 0 ? test : test.skip;

limited('a write beyond the limit of file sizes is refused, and leaves nothing behind', (t) => {
  const folder = temporaryFolder(t);
  const module = import.meta.resolve('#harness/host/steps/probe-medium.js');
  const script = `
    import { refusalOfWrite } from ${JSON.stringify(module)};
    console.log(refusalOfWrite('.', 999), refusalOfWrite('.', 1000));`;
  const args = ['--fsize=1000', process.execPath, '--input-type=module', '-e', script];
  const { stdout } = spawnSync('prlimit', args, { cwd: folder, encoding: 'utf8' });
  t.is(stdout, 'null EFBIG\n');
  t.deepEqual(readdirSync(folder), []);
});
