import { tmpdir } from 'node:os';
import { Writable } from 'node:stream';
import test from 'ava';
import { CATALOGUE, CATALOGUE_VERSION } from '#harness/catalogue/catalogue.js';
import { runCommandLine } from '#harness/cli/main.js';

/** A pipe into a text. */
class Written extends Writable {
  text = '';

  override _write(chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    this.text += String(chunk);
    done();
  }
}

async function commandLine(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const [stdout, stderr] = [new Written(), new Written()];
  const code = await runCommandLine(args, { stdout, stderr, env, cwd: tmpdir() });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

test('list shows every requirement, without colours in a pipe', async (t) => {
  const { code, stdout } = await commandLine(['list']);
  t.is(code, 0);
  t.regex(stdout, /^ {2}DUR-1 +MUST /mu);
  t.regex(stdout, /^ {2}COM-2 +SHOULD /mu);
  t.false(stdout.includes('\u001b'));
  t.true((await commandLine(['list'], { FORCE_COLOR: '1' })).stdout.includes('\u001b'));
  t.false((await commandLine(['list', '--no-color'], { FORCE_COLOR: '1' })).stdout.includes('\u001b'));
  t.false((await commandLine(['--no-color', 'list'], { FORCE_COLOR: '1' })).stdout.includes('\u001b'));
});

test('list shows the requirements of the groups that are named, in the order of the catalogue', async (t) => {
  const { code, stdout } = await commandLine(['list', 'seq-2', 'ANS']);
  t.is(code, 0);
  const ids = stdout.split('\n').flatMap((line) => /^ {2}(\S+-\d+)/u.exec(line)?.[1] ?? []);
  t.deepEqual(
    ids,
    CATALOGUE.filter(({ id, group }) => id === 'SEQ-2' || group === 'ANS').map(({ id }) => id),
  );
});

test('list --json writes the requirements for programs', async (t) => {
  const { code, stdout } = await commandLine(['list', 'DUR-1', '--json']);
  t.is(code, 0);
  const { catalogue, requirements } = JSON.parse(stdout);
  t.is(catalogue, CATALOGUE_VERSION);
  t.deepEqual(
    requirements.map(({ id, strength }: Record<string, unknown>) => [id, strength]),
    [['DUR-1', 'MUST']],
  );
  t.true(requirements[0].scenarios.includes('outlook-exit'));
});

test('help prints the same as --help, also that of a command', async (t) => {
  t.deepEqual(await commandLine(['help']), await commandLine(['--help']));
  t.deepEqual(await commandLine(['help', 'verify']), await commandLine(['verify', '--help']));
});

test('explain explains several things, of every sort', async (t) => {
  const { code, stdout } = await commandLine(['explain', 'ANS', 'DUR-1', 'gap-19', 'DOC-050', 'outlook-exit']);
  t.is(code, 0);
  const heads = stdout
    .split('\n')
    .filter(
      (line) =>
        /^[\w-]+ {2}\S/u.test(line) && !/^(What|Why|How|Runs|Source|Broken|Look|Judged|Trials|Demands|For)/u.test(line),
    );
  t.deepEqual(
    heads.map((line) => line.split(' ')[0]),
    [
      'ANS',
      ...CATALOGUE.filter(({ group }) => group === 'ANS').map(({ id }) => id),
      'DUR-1',
      'GAP-19',
      'DOC-050',
      'outlook-exit',
    ],
  );
});

test('explain shows one requirement, whatever the case of its id', async (t) => {
  const { code, stdout, stderr } = await commandLine(['explain', 'dur-5']);
  t.is(code, 0);
  t.is(stderr, '');
  t.regex(stdout, /^DUR-5 {2}/u);
  for (const label of ['What', 'Why', 'How', 'Source']) t.regex(stdout, new RegExp(`^${label} {2,}\\S`, 'mu'));
});
