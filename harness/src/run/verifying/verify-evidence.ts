import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CATALOGUE, CATALOGUE_VERSION } from '../../catalogue/catalogue.js';
import type { Requirement } from '../../catalogue/requirement.js';
import type { Statement } from '../../certificate/statement.js';
import type { CertificationReport } from '../../report/report.js';
import { digestOfBytes } from '../evidence/digests.js';
import { BUNDLE_FORMAT, type Manifest } from '../evidence/manifest.js';
import { CERTIFICATE_FILE, EVIDENCE_FOLDER, MANIFEST_FILE } from '../folders/out-folder.js';
import { ConfigurationError, messageOf } from '../input/configuration-error.js';
import { verifyingKey } from '../input/key-file.js';
import { broken, type Check, open } from './check.js';
import { checkDerived } from './check-derived.js';
import { checkFiles } from './check-files.js';
import { checkProvider } from './check-provider.js';
import { checkVersions } from './check-versions.js';
import { type ReadCertificate, readCertificate } from './read-certificate.js';
import { schemaErrors } from './schemas.js';

/** What there is besides the evidence. */
export interface VerifyOptions {
  /** The provider that is to be the one that was certified: a module, a package or a profile file. */
  readonly provider?: string | undefined;
  /** The file of the public key by which the certificate must be signed. */
  readonly key?: string | undefined;
  /** What all paths are relative to; the working directory unless given. */
  readonly cwd?: string | undefined;
  /** The catalogue, for the product's own tests. */
  readonly catalogue?: readonly Requirement[] | undefined;
}

/** What the verification of evidence came to. */
export interface Verification {
  /** Nothing is broken. */
  readonly holds: boolean;
  readonly checks: readonly Check[];
  /** What the certificate says; null: it can't be read. */
  readonly statement: Statement | null;
  /** What the recordings say; null: they were not given, or can't be judged. */
  readonly report: CertificationReport | null;
}

/**
 * Verifies evidence, without believing whoever sends it: the signature, every file, and that the journals lead to the
 * findings and the verdict that are told. Nothing of the provider is needed or run.
 *
 * @param given - the output folder of a certification, or a certificate alone
 * @param options - a key, a provider
 * @returns everything that was looked at, and each difference
 * @throws ConfigurationError when there is no evidence, key or provider of that name
 */
export async function verifyEvidence(given: string, options: VerifyOptions = {}): Promise<Verification> {
  const { cwd = process.cwd(), catalogue = CATALOGUE } = options;
  const path = resolve(cwd, given);
  const key = options.key === undefined ? null : verifyingKey(options.key, cwd);
  const isFolder = isBundle(path, given);
  const certificate = readCertificate(
    isFolder ? join(path, CERTIFICATE_FILE) : path,
    isFolder ? CERTIFICATE_FILE : given,
    key,
  );
  const { statement } = certificate;
  const checks = [...certificate.checks];
  if (statement !== null) checks.push(checkVersions(statement, catalogue, CATALOGUE_VERSION));
  let report: CertificationReport | null = null;
  let manifest: Manifest | null = null;
  if (isFolder) {
    const read = readManifest(path, certificate);
    manifest = read.manifest;
    checks.push(read.check);
    const payload = statement === null ? null : certificate.payload;
    const derived = await checkDerived({ folder: path, catalogue, manifest, payload });
    report = derived.report;
    checks.push(derived.check);
  } else {
    checks.push(open('files', 'not checked: the certificate alone was given'));
    checks.push(open('derived', 'nothing was derived again: that takes the folder of the evidence'));
  }
  if (options.provider === undefined) {
    checks.push(open('provider', 'not compared: --provider names one that is to be what was certified'));
  } else if (statement !== null) {
    checks.push(await checkProvider(options.provider, cwd, statement, manifest));
  }
  return { holds: checks.every(({ state }) => state !== 'broken'), checks, statement, report };
}

/** Whether there is a folder; otherwise a file. */
function isBundle(path: string, given: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) {
    throw new ConfigurationError(
      `${given} does not exist; name the folder that --out named, or a ${CERTIFICATE_FILE} out of it`,
    );
  }
  if (!stat.isDirectory()) return false;
  if (![CERTIFICATE_FILE, MANIFEST_FILE, EVIDENCE_FOLDER].some((name) => existsSync(join(path, name)))) {
    throw new ConfigurationError(
      `${given} is no evidence of a certification: it has no ${CERTIFICATE_FILE}; name the folder that --out named`,
    );
  }
  return true;
}

/** The manifest, and how the files compare with it. */
function readManifest(
  folder: string,
  { statement }: ReadCertificate,
): { readonly manifest: Manifest | null; readonly check: Check } {
  const unknown = (...words: readonly string[]): { manifest: null; check: Check } => {
    return { manifest: null, check: broken('files', ...words) };
  };
  let text: string;
  let value: unknown;
  try {
    text = readFileSync(join(folder, MANIFEST_FILE), 'utf8');
    value = JSON.parse(text);
  } catch (error) {
    return unknown(`${MANIFEST_FILE} can't be read: ${messageOf(error)}`);
  }
  const format: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'format') : undefined;
  if (format !== BUNDLE_FORMAT) {
    return unknown(`the bundle is of format ${String(format)}, and this version knows format ${BUNDLE_FORMAT}`);
  }
  const errors = schemaErrors('manifest', value);
  if (errors.length > 0) return unknown(...errors.map((error) => `${MANIFEST_FILE}: ${error}`));
  // The schema has just said so.
  const manifest = value as Manifest;
  const check = checkFiles(folder, manifest);
  const certified = statement?.predicate.configuration[0];
  if (statement === null || (certified?.name === MANIFEST_FILE && certified.digest.sha256 === digestOfBytes(text))) {
    return { manifest, check };
  }
  const differences = check.state === 'broken' ? check.words : [];
  return {
    manifest,
    check: broken('files', `${MANIFEST_FILE} is not the one that the certificate is about`, ...differences),
  };
}
