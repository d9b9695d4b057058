import type { Statement } from '../../certificate/statement.js';
import { contentOf, type Manifest, subjectFiles } from '../evidence/manifest.js';
import { resolveSubject } from '../input/subject.js';
import { resolvePackage } from '../process/resolve-package.js';
import { type Check, compared } from './check.js';

/**
 * Compares a provider that somebody has with the one that a certificate is about.
 *
 * @param given - a module, a package or a profile file
 * @param cwd - what it is relative to
 * @param statement - of the certificate
 * @param manifest - of the bundle; null: the certificate is all there is
 * @throws ConfigurationError when there is no such provider
 */
export async function checkProvider(
  given: string,
  cwd: string,
  { subject }: Statement,
  manifest: Manifest | null,
): Promise<Check> {
  const isProfile = given.endsWith('.json');
  const named = { cwd, profile: {}, profileFile: isProfile ? given : null, provider: isProfile ? '' : given };
  const modules = await contentOf(await resolveSubject(named, resolvePackage));
  const found = new Map(subjectFiles(modules).map(({ name, sha256 }) => [name, sha256]));
  const certified = new Map(subject.map(({ name, digest }) => [name, digest.sha256]));
  const differences = [
    ...[...certified].flatMap(([name, sha256]) => {
      const other = found.get(name);
      if (other === undefined) return [`${given} has no file ${name}, which was certified`];
      return other === sha256 ? [] : [`${name} of ${given} is not the one that was certified`];
    }),
    ...[...found.keys()].flatMap((name) => (certified.has(name) ? [] : [`${name} of ${given} was not certified`])),
    ...(manifest === null ? [] : otherVersions(modules, manifest)),
  ];
  return compared(
    'provider',
    differences,
    `${given} is what was certified: ${found.size} ${found.size === 1 ? 'file' : 'files'}`,
  );
}

/** Of packages that both know. */
function otherVersions(modules: Manifest['provider']['modules'], { provider }: Manifest): readonly string[] {
  const certified = new Map(
    provider.modules.flatMap(({ dependencies }) => dependencies.map(({ name, version }) => [name, version] as const)),
  );
  return modules
    .flatMap(({ dependencies }) => dependencies)
    .flatMap(({ name, version }) => {
      const before = certified.get(name) ?? null;
      if (before === null || version === null || before === version) return [];
      return [`it was certified with ${name} ${before}, and here is ${version}`];
    });
}
