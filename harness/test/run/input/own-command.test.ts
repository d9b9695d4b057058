import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import test from 'ava';
import { ownCommand } from '#harness/run/input/own-command.js';

const folder = mkdtempSync(join(tmpdir(), 'mapi-certify-path-'));
test.after.always(() => rmSync(folder, { recursive: true, force: true }));
const file = process.platform === 'win32' ? 'mapi-certify.cmd' : 'mapi-certify';

/** A folder with the command, which may be no program. */
function withCommand(name: string, mode: number): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, file), '');
  chmodSync(join(path, file), mode);
  return path;
}

test('A command on the path is written by its bare name', (t) => {
  const path = [join(folder, 'nothing'), withCommand('bin', 0o755)].join(delimiter);
  t.is(ownCommand({ PATH: path }, process.platform), 'mapi-certify');
  t.is(ownCommand({ PATH: path, npm_execpath: '/npm-cli.js' }, process.platform), 'mapi-certify');
});

test('A command that is not on the path is written with npx', (t) => {
  t.is(ownCommand({}, process.platform), 'npx mapi-certify');
  t.is(ownCommand({ PATH: join(folder, 'nothing') }, process.platform), 'npx mapi-certify');
});

(process.platform === 'win32' ? test.skip : test)('A file that is no program is not the command', (t) => {
  t.is(ownCommand({ PATH: withCommand('texts', 0o644) }, process.platform), 'npx mapi-certify');
});

test('What npm puts on the path for its own while is not there for the user', (t) => {
  const path = withCommand(join('node_modules', '.bin'), 0o755);
  t.is(ownCommand({ PATH: path, npm_execpath: '/npm-cli.js' }, process.platform), 'npx mapi-certify');
  t.is(ownCommand({ PATH: path }, process.platform), 'mapi-certify');
});
