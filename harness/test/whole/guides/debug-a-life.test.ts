import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import test from 'ava';
import { commandsOf } from '../../guides/support/commands.js';
import { COMMAND } from '../../guides/support/shown-output.js';
import { fileOf, javascriptIn, snippetsOf, snippetWith } from '../../guides/support/snippets.js';
import { ROOT, run } from '../../support/npm.js';

// The commands with which the page on debugging steps through a life, on a port that nobody else has.

const read = (page: string): string => readFileSync(join(ROOT, 'docs', page), 'utf8');
const page = read('debug-a-life.md');
const CERTIFY = 'DEBUG_PROVIDER=1 npx mapi-certify ';
const INSPECT = 'node inspect 127.0.0.1:9229';

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** What a debugger in a terminal prints, which somebody leaves where it stops. */
function debugged(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const debug = spawn(process.execPath, ['inspect', `127.0.0.1:${port}`], { stdio: ['pipe', 'pipe', 'ignore'] });
    let printed = '';
    debug.stdin.on('error', () => {}); // it may have left
    debug.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      if (text.includes('break in')) debug.stdin.write('.exit\n');
    });
    debug.on('error', reject);
    debug.on('close', () => resolve(printed));
  });
}

test('A life that mapi-certify plays waits for a debugger in a terminal, and stops where the module says', async (t) => {
  t.timeout(180_000);
  const commands = commandsOf(page);
  t.true(commands.includes(INSPECT));
  const short = commands.find((command) => command.startsWith(CERTIFY) && command.includes('--script')) ?? '';
  mkdirSync(join(ROOT, 'harness', 'build'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'harness', 'build', 'debug-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const port = await freePort();
  const opening = javascriptIn(snippetWith(snippetsOf(page), 'inspector.open')).replace('9229', String(port));
  const store = javascriptIn(fileOf(snippetsOf(read('write-your-first-store.md')), 'box-store.ts'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(
    join(folder, 'box-store.js'),
    `${opening}${store.replace('persistForExit() {', 'persistForExit() {\n    debugger;')}`,
  );

  const command = run(process.execPath, [COMMAND, ...short.slice(CERTIFY.length).split(' ')], folder, {
    DEBUG_PROVIDER: '1',
  });
  let ended = false;
  void command.finally(() => {
    ended = true;
  });
  let printed = '';
  while (!ended) printed += await debugged(port);
  const { code, stdout, stderr } = await command;
  t.is(code, 0, stdout + stderr);
  t.regex(printed, /break in .*box-store\.js:\d+/);
});
