import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import test from 'ava';
import { CATALOGUE } from '#harness/catalogue/catalogue.js';
import { runCommandLine } from '#harness/cli/main.js';
import { SCENARIOS } from '#harness/scenarios/scenarios.js';

const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-completion-'));
mkdirSync(join(folder, 'dist'));
writeFileSync(join(folder, 'my-store.js'), '');
writeFileSync(join(folder, 'a name.json'), '');
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

async function commandLine(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const text = { stdout: '', stderr: '' };
  const into = (name: 'stdout' | 'stderr'): Writable =>
    new Writable({
      write(chunk, _, done) {
        text[name] += String(chunk);
        done();
      },
    });
  const code = await runCommandLine(args, { stdout: into('stdout'), stderr: into('stderr'), env: {}, cwd: folder });
  return { code, ...text };
}

const hasBash = spawnSync('bash', ['-c', 'type complete']).status === 0;
let script = '';
test.before(async () => {
  script = (await commandLine('completion', 'bash')).stdout;
});

/** What bash offers for the last of the words. */
function offered(...words: readonly string[]): readonly string[] {
  const line = ['mapi-certify', ...words].map((word) => `'${word}'`).join(' ');
  const ask = `COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _mapi_certify; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', `${script}\n${ask}`], { cwd: folder, encoding: 'utf8' });
  if (stderr !== '') throw new Error(stderr);
  return stdout.split('\n').filter((word) => word !== '');
}

const bash = hasBash ? test : test.skip;

bash('bash: commands and files where a command line begins, and files after a provider', (t) => {
  t.true(['merge', 'completion', 'my-store.js', 'dist'].every((word) => offered('').includes(word)));
  t.deepEqual(offered('ver'), ['verify']);
  t.deepEqual(offered('my'), ['my-store.js']);
  t.deepEqual(offered('my-store.js', 'ver'), []);
});

bash('bash: options, each of its command', (t) => {
  t.deepEqual(offered('my-store.js', '--shar'), ['--shard']);
  t.deepEqual(offered('verify', '--'), ['--provider', '--key', '--no-color', '--help']);
  t.true(offered('merge', 'dist', '--').includes('--junit'));
  t.false(offered('merge', '--').includes('--only'));
});

bash('bash: the values of options: requirements and scenarios, also after a comma, words, files and folders', (t) => {
  const ids = CATALOGUE.map(({ id }) => id).filter((id) => id.startsWith('DUR-1'));
  t.deepEqual(offered('--only', 'DUR-1'), ids);
  t.deepEqual(offered('my-store.js', '--skip', 'COM,QUIET-4'), ['COM,QUIET-4']);
  t.deepEqual(
    offered('--scenario', ''),
    SCENARIOS.map(({ name }) => name),
  );
  t.deepEqual(offered('--client', 'm'), ['mfcmapi']);
  t.deepEqual(offered('--option', ''), ['1', '2', '3']);
  t.deepEqual(offered('--out', ''), ['dist']);
  t.deepEqual(offered('--mail', ''), ['dist']);
  t.deepEqual(offered('--config', 'my'), ['my-store.js']);
  t.deepEqual(offered('--config', 'a'), ['a name.json']);
  t.deepEqual(offered('--seed', ''), []);
});

bash('bash: the arguments of commands', (t) => {
  t.deepEqual(offered('init', 'st'), ['store']);
  t.deepEqual(offered('init', 'store', ''), ['dist']);
  t.deepEqual(offered('explain', 'GAP-19'), ['GAP-19']);
  t.deepEqual(offered('explain', 'DUR-5', 'outlook'), ['outlook-exit']);
  t.deepEqual(offered('replay', 'dist', 'QUIET-4'), ['QUIET-4']);
  t.deepEqual(offered('completion', ''), ['bash', 'zsh', 'fish']);
  t.deepEqual(offered('help', 'key'), ['keygen']);
});

/** Not every shell reads a script from what Node gives a child as its stdin. */
async function scriptFile(shell: string): Promise<string> {
  const file = join(folder, 'dist', `completion.${shell}`);
  writeFileSync(file, (await commandLine('completion', shell)).stdout);
  return file;
}

for (const shell of ['zsh', 'fish']) {
  const isThere = spawnSync(shell, ['--version']).status === 0;
  (isThere ? test : test.skip)(`${shell} reads its script`, async (t) => {
    t.is(spawnSync(shell, ['-n', await scriptFile(shell)], { encoding: 'utf8' }).stderr, '');
  });
  test(`the script for ${shell} has commands, options and names`, async (t) => {
    const { code, stdout } = await commandLine('completion', shell);
    t.is(code, 0);
    for (const word of ['merge', 'expected-failures', 'DUR-2', 'outlook-exit', 'transport']) {
      t.true(stdout.includes(word), word);
    }
  });
}

const hasFish = spawnSync('fish', ['--version']).status === 0;
(hasFish ? test : test.skip)('fish offers commands, options, and what is in the catalogue', async (t) => {
  const file = await scriptFile('fish');
  const fish = (line: string): readonly string[] => {
    const { stdout } = spawnSync('fish', ['-c', `source '${file}'; complete -C '${line}'`], { encoding: 'utf8' });
    return stdout.split('\n').flatMap((each) => each.split('\t')[0] || []);
  };
  t.true(fish('mapi-certify li').includes('list'));
  t.deepEqual(fish('mapi-certify --qui'), ['--quick']);
  t.deepEqual(fish('mapi-certify --client '), ['mfcmapi', 'outlook']);
  t.true(fish('mapi-certify explain DUR-1').includes('DUR-16'));
});

const refused = test.macro(async (t, args: readonly string[], message: string) => {
  t.deepEqual(await commandLine(...args), { code: 2, stdout: '', stderr: `mapi-certify: ${message}\n` });
});
test('no shell', refused, ['completion'], 'completion needs the name of the shell: bash, zsh or fish');
test('two shells', refused, ['completion', 'bash', 'zsh'], 'completion takes one shell');
test('another shell', refused, ['completion', 'bsh'], 'completion knows bash, zsh, fish, not bsh; did you mean bash?');
