import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Requirement } from '../../catalogue/requirement.js';
import type { CertificationReport } from '../../report/report.js';
import type { CertificationSubject } from '../input/subject.js';
import { bundleFiles } from './bundle-files.js';
import { catalogueDigest, digestOfFile, harnessDigest } from './digests.js';
import { type ProviderContent, providerContent } from './provider-files.js';

/** The version of bundles: of the manifest, and of what lies beside it. */
export const BUNDLE_FORMAT = 1 as const;

/** A module under test, by its content. */
export interface CertifiedContent extends ProviderContent {
  /** As the profile calls it. */
  readonly name: string;
}

/** What `manifest.json` holds: every file of the bundle, and what the certification was made with. */
export interface Manifest {
  readonly format: typeof BUNDLE_FORMAT;
  readonly harness: { readonly name: 'mapi-certify'; readonly version: string; readonly sha256: string };
  readonly catalogue: { readonly version: number; readonly sha256: string };
  readonly provider: {
    readonly name: string;
    /** The digest of the profile file that lists the modules; null: there is one module, and no such file. */
    readonly profileFile: string | null;
    readonly modules: readonly CertifiedContent[];
  };
  readonly environment: {
    readonly node: string;
    readonly platform: string;
    readonly arch: string;
    /** Absent: without. */
    readonly wine?: string;
    readonly release: string;
    readonly processors: number;
    readonly memoryBytes: number;
  };
  readonly seed: number;
  /** By path, with forward slashes: all files of the bundle but this one and the certificate. */
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
}

/** What a manifest is made of. */
export interface ManifestParts {
  /** The absolute path of the bundle. */
  readonly folder: string;
  readonly report: CertificationReport;
  readonly catalogue: readonly Requirement[];
  readonly modules: readonly CertifiedContent[];
  /** Where it was certified; absent: here. */
  readonly environment?: Manifest['environment'];
}

/**
 * Says what is in a bundle, when all of it is there.
 *
 * @param parts - the bundle, and what was certified by what
 * @throws the error of `node:fs`
 */
export function manifestOf(parts: ManifestParts): Manifest {
  const { folder, report, catalogue, modules, environment = environmentOf(report) } = parts;
  const { files } = bundleFiles(folder);
  return {
    format: BUNDLE_FORMAT,
    harness: { name: 'mapi-certify', version: report.tool.version, sha256: harnessDigest() },
    catalogue: { version: report.catalogue, sha256: catalogueDigest(catalogue) },
    provider: {
      name: report.provider.name,
      profileFile: report.settings.profileFile === null ? null : report.provider.sha256,
      modules,
    },
    environment,
    seed: report.settings.seed,
    files: Object.fromEntries(files.map((name) => [name, digestOfFile(join(folder, name))])),
  };
}

function environmentOf({ environment }: CertificationReport): Manifest['environment'] {
  const { node, platform, arch, wine } = environment;
  const through = wine === undefined ? {} : { wine };
  return { node, platform, arch, ...through, release: release(), processors: cpus().length, memoryBytes: totalmem() };
}

/**
 * A manifest as it stands in its file.
 *
 * @param manifest - the manifest
 */
export function printManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * What the modules under test consist of now.
 *
 * @param subject - what is certified
 * @throws the error of `node:fs`
 */
export async function contentOf({ modules }: CertificationSubject): Promise<readonly CertifiedContent[]> {
  return await Promise.all(
    modules.map(async ({ name, resolved }) => ({ name, ...(await providerContent(resolved.file)) })),
  );
}

/**
 * The files of all modules under test, by names that are theirs alone.
 *
 * @param modules - what they consist of
 * @returns each with its name; where there are several modules, that of its module stands before it
 */
export function subjectFiles(
  modules: readonly CertifiedContent[],
): readonly { readonly name: string; readonly sha256: string }[] {
  return modules.flatMap(({ name: module, files }) =>
    files.map(({ name, sha256 }) => ({ name: modules.length === 1 ? name : `${module}/${name}`, sha256 })),
  );
}
