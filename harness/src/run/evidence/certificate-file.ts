import { printEnvelope, seal } from '../../certificate/envelope.js';
import type { SigningKey } from '../../certificate/keys.js';
import { printStatement, type Statement, statementOf } from '../../certificate/statement.js';
import type { CertificationReport } from '../../report/report.js';
import { MANIFEST_FILE } from '../folders/out-folder.js';
import { digestOfBytes } from './digests.js';
import { type Manifest, printManifest, subjectFiles } from './manifest.js';

/**
 * What the certificate of a bundle says.
 *
 * @param report - the certification, as the bundle's recordings show it
 * @param manifest - of the bundle
 */
export function certificateStatement(report: CertificationReport, manifest: Manifest): Statement {
  const { harness, catalogue, provider } = manifest;
  return statementOf({
    report,
    subject: subjectFiles(provider.modules),
    configuration: [
      { name: MANIFEST_FILE, sha256: digestOfBytes(printManifest(manifest)) },
      { name: `${harness.name}@${harness.version}`, sha256: harness.sha256 },
      { name: `catalogue@${catalogue.version}`, sha256: catalogue.sha256 },
    ],
  });
}

/**
 * The certificate of a bundle, as it stands in its file.
 *
 * @param report - the certification
 * @param manifest - of the bundle
 * @param key - signs it; null: nobody does
 */
export function printCertificate(report: CertificationReport, manifest: Manifest, key: SigningKey | null): string {
  return printEnvelope(seal(printStatement(certificateStatement(report, manifest)), key));
}
