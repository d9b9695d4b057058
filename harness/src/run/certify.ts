import { isNativeLibrary } from '../life/native-library.js';
import type { CertificationReport } from '../report/report.js';
import { Certification } from './certification.js';
import { type FarSideModule, loadFarSide } from './far-side/custom-far-side.js';
import type { CertifyOptions } from './input/certify-options.js';
import { ConfigurationError } from './input/configuration-error.js';
import { readExpectedFailures } from './input/expected-failures.js';
import { signingKey } from './input/key-file.js';
import { readOptions, type Settings } from './input/options.js';
import { effectiveOption } from './input/reg-option.js';
import { resolveProvider } from './input/resolve-provider.js';
import { select } from './input/selection.js';
import { type CertificationSubject, resolveSubject } from './input/subject.js';
import { readMailFolder } from './own-mail/read-mail-folder.js';
import { findSanitizer } from './process/find-sanitizer.js';
import { Leftovers } from './process/leftovers.js';
import { resolvePackage } from './process/resolve-package.js';
import { withSanitizer } from './process/sanitizer.js';
import { defaultTools, type Tools } from './tools.js';
import { openRuntime } from './wine/open-runtime.js';

/**
 * Certifies a provider: plays MAPI clients against it, each in a process that really ends, judges what the next process
 * finds, and leaves a report with its evidence.
 *
 * The provider is imported by those processes only, never by the caller's. No process and no temporary folder is left
 * behind, also when the certification fails or is aborted; of a folder that cannot be removed `onProgress` is told.
 *
 * @param options - the provider, and what to try
 * @returns the report. An aborted certification gives one too: its `completion` is `interrupted`, and it certifies
 * nothing
 * @throws ConfigurationError when the certification can't be started as asked for
 * @throws ReportError when the report can't be written
 * @example
 * ```ts
 * import { certify } from '@mapi-kit/harness';
 *
 * const report = await certify({ provider: './dist/box-store.js', seed: 7 });
 * if (report.verdict !== 'certified') throw new Error(report.summary);
 * ```
 */
export async function certify(options: CertifyOptions): Promise<CertificationReport> {
  return await certifyWith(options, defaultTools);
}

/**
 * The same, with other tools than the product's own; for the product's tests.
 *
 * @param options - as for {@link certify}
 * @param tools - the host's script, the catalogue, the scenarios
 * @returns the report
 */
export async function certifyWith(options: CertifyOptions, tools: Tools): Promise<CertificationReport> {
  const settings = readOptions(options);
  const key = signingKey(settings.signKey, settings.cwd);
  const selection = select(settings, tools.catalogue, tools.scenarios);
  const expectedFailures = readExpectedFailures(settings.expectedFailures, settings.cwd, tools.catalogue);
  const option = await effectiveOption(settings);
  const subject = await resolveSubject(settings, resolvePackage);
  if (settings.twoThreads) assertHasLibrary(subject);
  const sanitizer = findSanitizer(subject, settings.asan);
  const farSide = await farSideOf(settings);
  const mail = settings.mail === null ? null : await readMailFolder(settings.mail, settings.cwd);
  const leftovers = new Leftovers();
  try {
    const opened = await openRuntime(subject, leftovers, process.env);
    const runtime = sanitizer === null ? opened.runtime : withSanitizer(opened.runtime, sanitizer);
    try {
      const parts = { settings, selection, option, subject, farSide, mail, key, expectedFailures, leftovers, tools };
      return await new Certification({ ...parts, runtime }).carryOut();
    } finally {
      await opened.close();
    }
  } finally {
    const remainders = leftovers.dispose();
    if (remainders.length > 0) settings.onProgress({ kind: 'left-behind', remainders });
  }
}

function assertHasLibrary({ given, modules }: CertificationSubject): void {
  if (modules.some(({ url }) => isNativeLibrary(url))) return;
  throw new ConfigurationError(
    (name) =>
      `${name('twoThreads')} is about calls of compiled libraries, and ${given} is ${modules.length === 1 ? 'none' : 'of none'}; leave it out`,
  );
}

async function farSideOf({ farSide, cwd }: Settings): Promise<FarSideModule | null> {
  if (farSide === null) return null;
  const { file } = await resolveProvider(farSide, cwd, resolvePackage).catch((error: unknown) => {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new ConfigurationError((name) => `${name('farSide')}: ${error.messageWith(name)}`, { cause: error });
  });
  return await loadFarSide(file, farSide);
}
