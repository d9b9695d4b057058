import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { runCommandLine } from '#harness/cli/main.js';
import { FakeKeys } from './fake-keys.js';

const fixture = (name: string): string => new URL(`../fixtures/${name}.js`, import.meta.url).href;

/** A terminal, and what stands there. */
class Screen extends Writable {
  text = '';
  isTTY = false;

  override _write(chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    this.text += String(chunk);
    done();
  }

  /** Waits until something stands there, and gives all before it. */
  async until(what: RegExp): Promise<string> {
    const until = Date.now() + 60_000;
    while (!what.test(this.text)) {
      if (Date.now() > until) throw new Error(`${what} does not come; there is: ${this.text}`);
      await sleep(20);
    }
    const { text } = this;
    this.text = '';
    return text;
  }
}

function folderOf(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-watching-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test.serial('a provider is certified again when it changes, until a key ends it, and nothing is kept', async (t) => {
  t.timeout(120_000);
  const cwd = folderOf(t);
  const write = (name: string): void => writeFileSync(join(cwd, 'store.mjs'), `export * from '${fixture(name)}';\n`);
  write('stores/correct-opt-out');
  const [stdout, stderr, stdin] = [new Screen(), new Screen(), new FakeKeys()];
  const env = { MAPI_CERTIFY_SIGN_KEY: 'of no use' };
  const args = ['./store.mjs', '--watch', '--only', 'SEQ-5', '--items', '5'];
  const over = runCommandLine(args, { stdout, stderr, stdin, env, cwd });
  const passed = await stdout.until(/Watching 3 files\. Enter: all again · q: quit/);
  t.regex(passed, /PASSED \(quick\)/);
  t.false(passed.includes('\u001b'));
  write('broken/loses-when-notified-after-refusal');
  t.regex(await stdout.until(/Watching/), /NOT CERTIFIED .*SEQ-5/);
  stdin.press('q');
  t.is(await over, 0);
  t.is(stderr.text.replaceAll(/^✗.*\n/gmu, ''), '');
  t.deepEqual(readdirSync(cwd), ['store.mjs']);
  t.false(stdin.isRaw);
});

test.serial('a provider that is not there is a mistake, and nothing is watched', async (t) => {
  const [stdout, stderr] = [new Screen(), new Screen()];
  const code = await runCommandLine(['./none.js', '--watch'], { stdout, stderr, env: {}, cwd: folderOf(t) });
  t.is(code, 2);
  t.regex(stderr.text, /^mapi-certify: .*\.\/none\.js/u);
  t.is(stderr.text.trim().split('\n').length, 1);
});
