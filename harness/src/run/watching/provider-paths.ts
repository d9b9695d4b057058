import { moduleGraph } from '../evidence/module-graph.js';
import type { Settings } from '../input/options.js';
import { resolveSubject } from '../input/subject.js';
import { resolvePackage } from '../process/resolve-package.js';

/**
 * The files that a provider is made of, as a certification of it would find them: its modules with all that they import by a
 * path, and the profile file.
 *
 * @param settings - name a provider or a profile file
 * @returns absolute paths, those too that are imported and not there
 * @throws ConfigurationError when there is no such provider
 */
export async function providerPaths(
  settings: Pick<Settings, 'cwd' | 'profile' | 'profileFile' | 'provider'>,
): Promise<readonly string[]> {
  const { file, modules } = await resolveSubject(settings, resolvePackage);
  const paths = new Set(settings.profileFile === null ? [] : [file]);
  for (const { resolved } of modules) {
    const { contents, missing } = await moduleGraph(resolved.file);
    for (const path of [...contents.keys(), ...missing]) paths.add(path);
  }
  return [...paths];
}
