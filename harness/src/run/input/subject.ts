import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { PlannedProvider } from '../../life/life-plan.js';
import { checkProfile } from './check-profile.js';
import { ConfigurationError } from './configuration-error.js';
import type { Settings } from './options.js';
import { readProfileFile } from './profile-file.js';
import { type PackageFinder, type ResolvedProvider, resolveProvider } from './resolve-provider.js';

/** A module under test, with what its section of the profile says. */
export interface CertifiedModule extends PlannedProvider {
  readonly resolved: ResolvedProvider;
}

/** What is certified: a provider, or a profile with several. */
export interface CertificationSubject {
  /** As the user gave it. */
  readonly given: string;
  readonly file: string;
  readonly name: string;
  /** Of the file, hexadecimal. */
  readonly sha256: string;
  readonly modules: readonly CertifiedModule[];
}

/**
 * Finds what is to be certified.
 *
 * @param settings - name a provider or a profile file
 * @param findPackage - asks node, which takes a process
 * @throws ConfigurationError when something of it is not there, or is no module
 */
export async function resolveSubject(
  settings: Pick<Settings, 'cwd' | 'profile' | 'profileFile' | 'provider'>,
  findPackage: PackageFinder,
): Promise<CertificationSubject> {
  const { cwd, profile, profileFile } = settings;
  if (profileFile === null) {
    await checkProfile(profile);
    const resolved = await resolveProvider(settings.provider, cwd, findPackage);
    const { given, file, name, sha256, url } = resolved;
    return { given, file, name, sha256, modules: [{ resolved, name, url, profile }] };
  }
  const { file, folder, providers } = readProfileFile(profileFile, cwd);
  const modules: CertifiedModule[] = [];
  for (const listed of providers) {
    const own = { ...listed.settings, ...profile };
    await checkProfile(own);
    const resolved = await resolveProvider(listed.module, folder, findPackage);
    const name = listed.name ?? resolved.name;
    if (modules.some((other) => other.name === name)) {
      throw new ConfigurationError(
        `the profile file ${profileFile} lists two providers called ${name}; give one of them another name`,
      );
    }
    modules.push({ resolved, name, url: resolved.url, profile: own });
  }
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  return { given: profileFile, file, name: basename(file).replace(/\.json$/i, ''), sha256, modules };
}
