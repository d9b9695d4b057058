import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import type { CertificationReport } from '#harness/report/report.js';
import { testOnSmallDisk } from '../support/small-disk.js';

const BIN = fileURLToPath(new URL('../../../bin/mapi-certify.js', import.meta.url));
const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}.js`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'mapi-certify-command-'));
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

function mapiCertify(args: readonly string[], stdin = ''): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args, '--seed', '7'], {
    cwd: folder,
    input: stdin,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '', FORCE_COLOR: '' },
    timeout: 60_000,
  });
  return { code: status, stdout, stderr };
}

/** One run without repetitions, beside the one that each certification has. */
const SMALL = ['--only', 'SEQ-6', '--scenario', 'do-without-notify', '--items', '5'];

/** That one alone. */
const SMALLEST = ['--only', 'COM-1', '--items', '5'];

test.serial('A selection that passes ends with PASSED and code 0, and a pipe gets the result alone', (t) => {
  const { code, stdout, stderr } = mapiCertify([fixture('stores/correct-store'), ...SMALL, '--out', 'passed']);
  t.is(stderr, '');
  t.is(code, 0);
  t.regex(stdout, /^PASSED {2}1 of \d+ requirements was judged \(--only SEQ-6 --scenario\n? +do-without-notify\)/mu);
  t.regex(stdout, /^ {2}SEQ {4}sequences {17}1 passed$/mu);
  t.false(stdout.includes('\u001b'));
  t.true(readdirSync(join(folder, 'passed')).includes('result.json'));
});

test.serial('A failure ends with code 1, and its command repeats it', (t) => {
  const first = mapiCertify([fixture('broken/commits-only-in-notify'), ...SMALL, '--out', 'failed']);
  t.is(first.code, 1, first.stderr);
  t.regex(first.stderr, /^✗ SEQ-6 {2}.+ \(after \d+ s; to be confirmed\)\n$/u);
  const command = /^ +again +(?:npx )?mapi-certify (?<rest>.+)$/mu.exec(first.stdout)?.groups?.['rest'] ?? '';
  t.regex(command, / --only SEQ-6 --seed 7 --scenario do-without-notify --items 5$/u);
  const [provider = '', ...options] = command.split(' ');
  const seed = options.indexOf('--seed');
  const again = mapiCertify([provider, ...options.toSpliced(seed, 2), '--out', 'again']);
  t.is(again.code, 1, again.stderr);
  const seen = (text: string): string | undefined => /^ +seen .*$/mu.exec(text)?.[0];
  t.truthy(seen(first.stdout));
  t.is(seen(again.stdout), seen(first.stdout));
});

test.serial('A failure is told once, when it is known, and before the result', (t) => {
  const file = join(folder, 'both-streams.txt');
  const both = openSync(file, 'w');
  const args = [fixture('broken/forgets-last-batch'), '--quick', '--only', 'DUR-1', '--seed', '7', '--out', 'told'];
  const { status } = spawnSync(process.execPath, [BIN, ...args], {
    cwd: folder,
    stdio: ['ignore', both, both],
    env: { ...process.env, NO_COLOR: '', FORCE_COLOR: '' },
    timeout: 60_000,
  });
  closeSync(both);
  t.is(status, 1);
  const lines = readFileSync(file, 'utf8').split('\n');
  t.regex(lines[0] ?? '', /^✗ DUR-1 {2}\d+ items lost after .+ … \(after \d+ s\)$/u, 'the quick mode confirms nothing');
  t.regex(lines[1] ?? '', /^mapi-certify /u);
  t.is(lines.filter((line) => line.startsWith('✗')).length, 1);
});

test.serial('--json - writes the document to stdout, and nothing else', (t) => {
  const { code, stdout, stderr } = mapiCertify([fixture('stores/correct-store'), ...SMALLEST, '--json', '-']);
  t.is(stderr, '');
  t.is(code, 0);
  const report = JSON.parse(stdout) as CertificationReport;
  t.is(report.settings.seed, 7);
  t.deepEqual(report.settings.only, ['COM-1']);
  t.deepEqual(
    report.findings.map(({ id, status }) => [id, status]),
    [['COM-1', 'pass']],
  );
});

test.serial('--json FILE writes the same document that the output folder has, beside the result', (t) => {
  const args = [fixture('stores/correct-store'), ...SMALLEST, '--json', 'result.json', '--out', 'both'];
  const { code, stdout } = mapiCertify(args);
  t.is(code, 0);
  t.regex(stdout, /^PASSED /mu);
  t.is(readFileSync(join(folder, 'result.json'), 'utf8'), readFileSync(join(folder, 'both', 'result.json'), 'utf8'));
});

testOnSmallDisk(
  '--json FILE on a disk without enough room ends with code 3, and the former file is whole',
  (t, disk) => {
    const args = [
      fixture('stores/correct-store'),
      ...SMALL,
      '--only',
      'COM,ANS,TIME,QUIET',
      '--seed',
      '7',
      '--out',
      join(folder, 'torn'),
    ];
    const output = disk(
      `printf former > "$DISK/result.json"
     head -c 8192 /dev/zero > "$DISK/filler"
     "$@" --json "$DISK/result.json" 2>&1 > /dev/null; echo "code $?"
     ls -A "$DISK"; cat "$DISK/result.json"`,
      process.execPath,
      BIN,
      ...args,
    );
    const [error, ...rest] = output.split('\n');
    t.regex(error ?? '', /^mapi-certify: --json \S+\/result\.json could not be written: the disk is full$/u);
    t.deepEqual(rest, ['code 3', 'filler', 'result.json', 'former']);
    t.true(readFileSync(join(folder, 'torn', 'result.json')).length > 4_096, 'it had begun to be written');
  },
);

test.serial('A module without an entry point is an error of configuration, not a verdict', (t) => {
  const { code, stdout, stderr } = mapiCertify([fixture('broken/no-export'), '--out', 'none']);
  t.is(code, 2);
  t.is(stdout, '');
  t.regex(stderr, /^mapi-certify: .*no-export\.js exports none of MSProviderInit.*\n$/u);
});
