import type { Requirement } from '../../catalogue/requirement.js';
import type { SigningKey } from '../../certificate/keys.js';
import type { CertificationReport } from '../../report/report.js';
import type { OutFolder } from '../folders/out-folder.js';
import { messageOf, ReportError } from '../input/configuration-error.js';
import type { CertificationSubject } from '../input/subject.js';
import { printCertificate } from './certificate-file.js';
import { type CertifiedContent, contentOf, manifestOf, printManifest, subjectFiles } from './manifest.js';

/** What a bundle is sealed with. */
export interface SealParts {
  readonly subject: CertificationSubject;
  readonly catalogue: readonly Requirement[];
  /** Null: nobody signs the certificate. */
  readonly key: SigningKey | null;
}

/** Seals the evidence of one certification: it knows the provider from before the first run. */
export class Seal {
  readonly #parts: SealParts;
  readonly #modules: readonly CertifiedContent[];

  private constructor(parts: SealParts, modules: readonly CertifiedContent[]) {
    this.#parts = parts;
    this.#modules = modules;
  }

  /**
   * Looks at what is going to be certified.
   *
   * @param parts - the provider, and what it is certified by
   */
  static async begin(parts: SealParts): Promise<Seal> {
    return new Seal(parts, await contentOf(parts.subject));
  }

  /**
   * Makes sure that the provider is still the one that was looked at: what was tried is what the certificate is about.
   *
   * @throws ReportError when a file of it was changed meanwhile
   */
  async assertUnchanged(): Promise<void> {
    const changed = await this.#changed();
    if (changed !== null) {
      throw new ReportError(
        `the provider was changed while it was certified (${changed}), so that nothing can be said of it; certify again`,
      );
    }
  }

  async #changed(): Promise<string | null> {
    try {
      const before = new Map(subjectFiles(this.#modules).map(({ name, sha256 }) => [name, sha256]));
      const now = subjectFiles(await contentOf(this.#parts.subject));
      const other = now.find(({ name, sha256 }) => before.get(name) !== sha256);
      if (other !== undefined) return other.name;
      return [...before.keys()].find((name) => !now.some((file) => file.name === name)) ?? null;
    } catch (error) {
      return messageOf(error);
    }
  }

  /**
   * Writes the manifest and the certificate.
   *
   * @param folder - of the evidence, in which all the rest is
   * @param report - the certification
   * @throws ReportError when they can't be written
   */
  close(folder: OutFolder, report: CertificationReport): void {
    const { catalogue, key } = this.#parts;
    const manifest = manifestOf({ folder: folder.path, report, catalogue, modules: this.#modules });
    folder.seal(printManifest(manifest), printCertificate(report, manifest, key));
  }
}
