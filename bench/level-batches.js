// A thread that has the records already, and writes them into LevelDB in batches: the floor of measure-level-saves.js.
import { parentPort } from 'node:worker_threads';
import { ClassicLevel } from 'classic-level';
import { costHereAsync } from './cost.js';

parentPort.once('message', async ({ path, batches }) => {
  const database = new ClassicLevel(path, { valueEncoding: 'view' });
  await database.open();
  const cost = await costHereAsync(async () => {
    for (const batch of batches) await database.batch(batch);
  });
  await database.close();
  parentPort.postMessage(cost);
});
