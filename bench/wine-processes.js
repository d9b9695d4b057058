// Processes of the Windows Node through Wine, for the floor of a DLL's certification.
import pLimit from 'p-limit';
import { Leftovers } from '../harness/dist/run/process/leftovers.js';
import { inspectWine } from '../harness/dist/run/wine/inspect-wine.js';
import { wineFolder } from '../harness/dist/run/wine/wine-folder.js';
import { WineSession } from '../harness/dist/run/wine/wine-session.js';
import { costOfProcesses } from './cost.js';
import { JOBS, run, scriptOf } from './processes.js';

/**
 * Starts Wine, which goes on until it is closed.
 *
 * @returns `processes(count, dll)`, which gives what so many processes cost that load a DLL and end themselves, `JOBS` at a time,
 * and `close()`; or why there is no Wine
 */
export async function openBareWine() {
  const { programs, parts } = inspectWine(process.env);
  const missing = parts.filter(({ found }) => found === null);
  if (programs === null || missing.length > 0)
    return `Wine is not set up here (mapi-certify doctor): there is no ${missing.map(({ name }) => name).join(', ')}`;
  const leftovers = new Leftovers();
  const session = await WineSession.begin(programs, wineFolder(process.env), leftovers);
  const runtime = session.runtime();
  const [command, ...args] = runtime.command;
  const env = runtime.environment(process.env);
  return {
    async processes(count, dll) {
      const limit = pLimit(JOBS);
      const words = [...args, runtime.path(scriptOf('floor-library.cjs')), runtime.path(dll)];
      const bare = () => limit(() => run(command, words, { env, stdio: 'ignore' }));
      const { value, cost } = await costOfProcesses(() => Promise.all(Array.from({ length: count }, bare)));
      // TerminateProcess with the code that Node gives it; one that could not load the DLL ends with another.
      const other = value.find(({ code }) => code !== 1);
      if (other !== undefined) throw new Error(`a bare process through Wine ended with exit code ${other.code}`);
      return cost;
    },
    async close() {
      await session.end();
      leftovers.dispose();
    },
  };
}
