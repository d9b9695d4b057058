import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import test from 'ava';
import { largestFile } from '#harness/host/steps/largest-file.js';
import { temporaryFolder } from '../../run/temporary-folder.js';

test('the largest file is found in folders of folders, and a folder that is not there has none', (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'a', 'b'), { recursive: true });
  writeFileSync(join(folder, 'small'), '1');
  writeFileSync(join(folder, 'a', 'b', 'large'), '12345');
  t.is(largestFile(folder), 5);
  t.is(largestFile(join(folder, 'none')), 0);
});

test('files that a thread of a provider renames and removes meanwhile stop nothing', async (t) => {
  t.timeout(120_000);
  const folder = temporaryFolder(t);
  const rename = `
    const { workerData: folder, parentPort } = require('node:worker_threads');
    const { writeFileSync, renameSync, rmSync } = require('node:fs');
    let ends = false;
    parentPort.on('message', () => { ends = true; });
    const turn = (n) => {
      for (let i = 0; i < 20; i += 1) {
        writeFileSync(folder + '/' + n + '-' + i, 'x');
        renameSync(folder + '/' + n + '-' + i, folder + '/' + n + '+' + i);
        rmSync(folder + '/' + n + '+' + i);
      }
      if (!ends) setImmediate(turn, n + 1);
      else process.exit();
    };
    parentPort.postMessage('begun');
    turn(0);`;
  const worker = new Worker(rename, { eval: true, workerData: folder });
  // Before the folder goes: nothing that it throws may end the process of all tests.
  t.teardown(() => worker.terminate());
  await new Promise((resolve) => worker.once('message', resolve));
  for (let look = 0; look < 1_000; look += 1) largestFile(folder);
  worker.postMessage('end');
  await new Promise((resolve) => worker.once('exit', resolve));
  t.true(largestFile(folder) <= 1);
});
