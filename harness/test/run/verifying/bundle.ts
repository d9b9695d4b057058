import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExecutionContext } from 'ava';
import { makeKeys } from '#harness/certificate/keys.js';
import { certify } from '#harness/index.js';
import type { CertifyOptions } from '#harness/run/input/certify-options.js';

/** What is certified. */
export const OPT_OUT: string = fileURLToPath(new URL('../../fixtures/stores/correct-opt-out.js', import.meta.url));

/** A small certification with its evidence, signed. */
export class Bundle {
  /** All paths that messages show are relative to it. */
  readonly folder: string = realpathSync(mkdtempSync(join(tmpdir(), 'mapi-kit-bundle-')));
  /** The public key, and the private one. */
  readonly key: string = join(this.folder, 'key.pub');
  readonly signKey: string = join(this.folder, 'key');
  /** The evidence. */
  readonly path: string = join(this.folder, 'out');

  constructor() {
    const { privateKey, publicKey } = makeKeys();
    writeFileSync(this.signKey, privateKey);
    writeFileSync(this.key, publicKey);
  }

  /** Certifies. */
  async make(options: Partial<CertifyOptions> = {}): Promise<this> {
    const { signKey, path: out, folder: cwd } = this;
    await certify({ provider: OPT_OUT, only: ['COM-1'], seed: 7, items: 5, cwd, out, signKey, ...options });
    return this;
  }

  /** A copy of the evidence, which goes with the test. */
  copy(t: ExecutionContext): string {
    const copy = mkdtempSync(join(this.folder, 'copy-'));
    cpSync(this.path, copy, { recursive: true });
    t.teardown(() => rmSync(copy, { recursive: true, force: true }));
    return copy;
  }

  /** It is over. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
