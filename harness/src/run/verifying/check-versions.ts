import type { Requirement } from '../../catalogue/requirement.js';
import type { Statement } from '../../certificate/statement.js';
import { TOOL_VERSION } from '../assemble-report.js';
import { catalogueDigest, harnessDigest } from '../evidence/digests.js';
import { type Check, compared } from './check.js';

/**
 * Compares what a certification was made with, and this version of mapi-certify: judges that are others say other things.
 *
 * @param statement - of the certificate
 * @param catalogue - of this version
 * @param version - the version of the catalogue
 */
export function checkVersions(
  { predicate: { configuration } }: Statement,
  catalogue: readonly Requirement[],
  version: number,
): Check {
  const [, harness, requirements] = configuration;
  const ours = { harness: `mapi-certify@${TOOL_VERSION}`, catalogue: `catalogue@${version}` };
  const differences: string[] = [];
  if (harness?.name !== ours.harness) {
    differences.push(
      `it is of ${harness?.name}, which this version, ${ours.harness}, does not know; verify it by the version that left it`,
    );
  } else if (harness.digest.sha256 !== harnessDigest()) {
    differences.push(`it is of another build of ${ours.harness}: one of the two is not the one that was published`);
  }
  if (requirements?.name !== ours.catalogue) {
    differences.push(`it is of ${requirements?.name}, and this version has ${ours.catalogue}`);
  } else if (requirements.digest.sha256 !== catalogueDigest(catalogue)) {
    differences.push(`its ${ours.catalogue} is another one than that of this version`);
  }
  return compared('versions', differences, `${ours.harness} and ${ours.catalogue}, as this one`);
}
