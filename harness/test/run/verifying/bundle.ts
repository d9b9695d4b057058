import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { ExecutionContext } from 'ava';
import { makeKeys } from '#harness/certificate/keys.js';
import { runCommandLine } from '#harness/cli/main.js';
import { certify } from '#harness/index.js';
import type { CertifyOptions } from '#harness/run/input/certify-options.js';

/** What is certified. */
export const OPT_OUT: string = fileURLToPath(new URL('../../fixtures/stores/correct-opt-out.js', import.meta.url));

/** How a command line ended, and what it wrote. */
interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

class Written extends Writable {
  text = '';

  override _write(chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    this.text += String(chunk);
    done();
  }
}

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

  /** Runs the command line in its folder. */
  async commandLine(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Said> {
    const [stdout, stderr] = [new Written(), new Written()];
    const code = await runCommandLine(args, { stdout, stderr, env, cwd: this.folder });
    return { code, stdout: stdout.text, stderr: stderr.text };
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
