import { ConfigurationError } from '../input/configuration-error.js';
import type { Settings } from '../input/options.js';
import { diagnoseImport, loadsTooLong } from '../process/diagnose-import.js';
import { lifeLimit } from '../process/watchdog.js';
import type { RunEnvironment } from './run-environment.js';
import type { ScriptResult } from './run-result.js';

/**
 * Makes sure that the reconnaissance has loaded every provider; if not, a process of its own finds out why.
 *
 * @param reconnaissance - whose first life is over
 * @param environment - of the certification
 * @param settings - for the working directory
 * @param folder - for the answer of that process
 * @throws ConfigurationError when a module can't be loaded, or is no provider
 */
export async function assertLoaded(
  { loaded, observe }: ScriptResult,
  { subject, runtime, budgetMs, leftovers, signal }: RunEnvironment,
  { cwd }: Pick<Settings, 'cwd'>,
  folder: string,
): Promise<void> {
  const module =
    subject.modules[loaded.findIndex((entryPoints) => entryPoints.length === 0)] ?? subject.modules[loaded.length];
  if (module === undefined) return;
  const provider = module.resolved;
  const facts = observe().lives[0]?.facts;
  // Not the provider's doing; nothing will be concluded.
  if (facts === undefined || facts.spawnError !== null || facts.journalError !== null) return;
  const limitMs = lifeLimit({ steps: [], items: 0 }, budgetMs);
  if (loaded.length < subject.modules.length && facts.timedOut)
    throw new ConfigurationError(`${provider.given} ${loadsTooLong(limitMs)}`);
  const error = await diagnoseImport({ provider, cwd, folder, runtime, limitMs, leftovers, signal });
  // Null: it loads there. What kept the host from it is a matter of the findings.
  if (error !== null && !signal.aborted) throw error;
}
