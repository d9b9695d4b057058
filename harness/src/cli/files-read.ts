import { resolve } from 'node:path';
import type { CertifyOptions } from '../run/input/certify-options.js';
import { ConfigurationError } from '../run/input/configuration-error.js';
import { readProfileFile } from '../run/input/profile-file.js';
import { resolveProvider } from '../run/input/resolve-provider.js';
import { resolvePackage } from '../run/process/resolve-package.js';

/** What a command reads: absolute paths of files by the words for them. */
export type FilesRead = Readonly<Record<string, string>>;

/**
 * Finds the files that a certification reads, which no report may be written over.
 *
 * What is not there is left out: who certifies is told so.
 *
 * @param options - name them
 * @param config - the configuration file, as it was named; undefined: there is none
 * @param cwd - the folder that paths are relative to
 */
export async function filesRead(
  { provider, profileFile, farSide, reg, signKey, expectedFailures }: CertifyOptions,
  config: string | undefined,
  cwd: string,
): Promise<FilesRead> {
  const paths: Readonly<Record<string, string | null | undefined>> = {
    'the profile file': profileFile,
    'the exported registry file': reg,
    'the key that signs': signKey,
    'the list of expected failures': expectedFailures,
    'the configuration file': config,
  };
  const files = Object.entries(paths).flatMap(([words, path]) => (path ? [[words, resolve(cwd, path)] as const] : []));
  const modules: Modules = [
    ['the provider itself', provider, cwd],
    ['the far side', farSide, cwd],
    ...(profileFile === undefined ? [] : listedModules(profileFile, cwd)),
  ];
  for (const [words, given, folder] of modules) {
    const file = given === undefined ? null : await moduleFile(given, folder);
    if (file !== null) files.push([words, file]);
  }
  return Object.fromEntries(files);
}

/** Modules as they are named, each with the words for it, and the folder from which it is looked for. */
type Modules = readonly (readonly [words: string, given: string | undefined, folder: string])[];

function listedModules(profileFile: string, cwd: string): Modules {
  try {
    const { folder, providers } = readProfileFile(profileFile, cwd);
    return providers.map(({ module }) => [`${module} of the profile file`, module, folder]);
  } catch (error) {
    if (error instanceof ConfigurationError) return [];
    throw error;
  }
}

/** The file behind a path, a file URL, a folder or the name of a package; null: there is none. */
async function moduleFile(given: string, folder: string): Promise<string | null> {
  try {
    return (await resolveProvider(given, folder, resolvePackage)).file;
  } catch (error) {
    if (error instanceof ConfigurationError) return null;
    throw error;
  }
}
