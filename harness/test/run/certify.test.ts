import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { CATALOGUE } from '#harness/catalogue/catalogue.js';
import { certify, type ProgressEvent } from '#harness/index.js';
import { renderJson } from '#harness/report/json.js';
import { certifyWith } from '#harness/run/certify.js';
import { ConfigurationError } from '#harness/run/input/configuration-error.js';
import { judgeEvidence } from '#harness/run/judging/judge-evidence.js';
import { isAlive } from '#harness/run/process/kill-tree.js';
import { SCENARIOS } from '#harness/scenarios/scenarios.js';
import { textOf } from '../support/evidence.js';
import { temporaryFolder } from './temporary-folder.js';

const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}.js`, import.meta.url));
const OPT_OUT: string = fixture('stores/correct-opt-out');
const INDEX: string = new URL('../../../dist/index.js', import.meta.url).href;

/** A folder of its own for everything temporary, so that a test can see what is left. */
function emptyTemporary(t: ExecutionContext): () => readonly string[] {
  const folder = temporaryFolder(t);
  const name = process.platform === 'win32' ? 'TEMP' : 'TMPDIR';
  const before = process.env[name];
  process.env[name] = folder;
  t.teardown(() => {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  });
  t.is(tmpdir(), folder);
  return () => readdirSync(folder);
}

/** A module that says under which process id it was imported, and then goes on for ever. */
function endlessProvider(folder: string): { readonly file: string; readonly pids: () => readonly number[] } {
  const file = join(folder, 'endless.mjs');
  const note = join(folder, 'pids');
  writeFileSync(
    file,
    `import { appendFileSync } from 'node:fs';
     appendFileSync(${JSON.stringify(note)}, process.pid + '\\n');
     await new Promise(() => setInterval(() => {}, 1000));`,
  );
  return { file, pids: () => (existsSync(note) ? readFileSync(note, 'utf8').trim().split('\n').map(Number) : []) };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20);
}

test.serial(
  'a provider finds neither the harness nor the scenario in its environment, folders and arguments',
  async (t) => {
    t.timeout(60_000);
    const cwd = temporaryFolder(t);
    const file = join(cwd, 'curious.mjs');
    const note = join(cwd, 'seen');
    writeFileSync(
      file,
      `import { appendFileSync, readdirSync } from 'node:fs';
     const { argv, env, cwd } = process;
     const seen = { cwd: cwd(), files: readdirSync('.'), arguments: argv.slice(2), env };
     appendFileSync(${JSON.stringify(note)}, JSON.stringify(seen) + '\\n');
     const { MSProviderInit } = await import(${JSON.stringify(pathToFileURL(OPT_OUT).href)});
     export { MSProviderInit };`,
    );
    await certify({ provider: file, scenario: ['classic-exit'], cwd, seed: 7, out: null });
    const seen = readFileSync(note, 'utf8').trim().split('\n');
    t.true(seen.length > 1);
    for (const line of seen) {
      const {
        cwd: folder,
        files,
        arguments: given,
        env,
      } = JSON.parse(line) as {
        readonly cwd: string;
        readonly files: readonly string[];
        readonly arguments: readonly string[];
        readonly env: Readonly<Record<string, string>>;
      };
      t.notRegex(folder, /certif|classic|exit|contract/i);
      t.deepEqual(given, []);
      t.false(files.includes('plan.json'), files.join(' '));
      const own = Object.entries(env).filter(([name]) => process.env[name] === undefined);
      t.notRegex(JSON.stringify(own), /certif|classic|contract/i);
    }
  },
);

test.serial('leaves a report, its evidence, and nothing else', async (t) => {
  t.timeout(60_000);
  const cwd = temporaryFolder(t);
  const left = emptyTemporary(t);
  const events: ProgressEvent[] = [];
  const onProgress = (event: ProgressEvent): void => void events.push(event);
  const profile = { server: 'mail.example.org', password: 'open sesame' };
  const report = await certify({ provider: OPT_OUT, only: ['COM-1'], cwd, seed: 7, profile, onProgress });
  t.like(report, { completion: 'complete', verdict: 'passed', evidence: 'mapi-certify-report' });
  t.like(report.provider, { name: 'correct-opt-out', stance: 'out', kinds: ['store'], given: OPT_OUT });
  t.deepEqual(report.settings.profile, { server: 'mail.example.org', password: '***' });
  t.deepEqual(
    report.findings.map(({ id, status }) => [id, status]),
    [['COM-1', 'pass']],
  );
  t.deepEqual(left(), []);
  const out = join(cwd, 'mapi-certify-report');
  t.deepEqual(readdirSync(out).sort(), ['certificate.json', 'evidence', 'manifest.json', 'result.json']);
  t.is(readFileSync(join(out, 'result.json'), 'utf8'), renderJson(report));
  const evidence = join(out, 'evidence', 'object-contract');
  const files = readdirSync(evidence).sort();
  t.deepEqual(files, [
    'life-1.data.ndjson',
    'life-1.json',
    'life-1.ndjson.gz',
    'life-1.plan.json',
    'life-2.data.ndjson',
    'life-2.json',
    'life-2.ndjson.gz',
    'life-2.plan.json',
    'run.json',
  ]);
  for (const file of files) t.false(textOf(join(evidence, file)).includes('open sesame'), file);
  t.deepEqual(
    events.map(({ kind }) => kind),
    ['planned', 'run-started', 'planned', 'run-finished', 'finding'],
  );
  t.like(events[3], { finished: 1, runs: 1, run: { name: 'object-contract', lives: 2 } });
});

test.serial('a far side that was opened before anybody knew that there is no transport leaves nothing', async (t) => {
  t.timeout(60_000);
  const cwd = temporaryFolder(t);
  await certify({ provider: fixture('stores/correct-store'), scenario: ['classic-exit'], jobs: 2, cwd, seed: 7 });
  const files = readdirSync(join(cwd, 'mapi-certify-report', 'evidence', 'classic-exit'));
  t.true(files.includes('run.json'));
  t.deepEqual(
    files.filter((file) => file.includes('far-side')),
    [],
  );
});

test.serial('keeps nothing when nothing is to be kept', async (t) => {
  t.timeout(60_000);
  const cwd = temporaryFolder(t);
  const left = emptyTemporary(t);
  const report = await certify({ provider: OPT_OUT, only: ['COM-1'], cwd, out: null });
  t.is(report.evidence, null);
  t.is(report.completion, 'complete');
  t.deepEqual([readdirSync(cwd), left()], [[], []]);
});

test.serial('an abort ends every process at once, and leaves a report that certifies nothing', async (t) => {
  t.timeout(60_000);
  const cwd = temporaryFolder(t);
  const left = emptyTemporary(t);
  const { file, pids } = endlessProvider(cwd);
  const controller = new AbortController();
  const running = certify({ provider: file, cwd, jobs: 2, signal: controller.signal });
  await until(() => pids().length === 2);
  const abortedAt = Date.now();
  controller.abort();
  const report = await running;
  t.true(Date.now() - abortedAt < 5_000);
  t.like(report, { completion: 'interrupted', verdict: 'inconclusive' });
  t.true(report.findings.length > 10);
  t.true(report.findings.every(({ status }) => status === 'inconclusive' || status === 'not-applicable'));
  t.regex(report.findings[0]?.message ?? '', /interrupted/);
  t.false(pids().some(isAlive));
  t.deepEqual(left(), []);
  const out = join(cwd, 'mapi-certify-report');
  t.deepEqual(readdirSync(out).sort(), ['certificate.json', 'evidence', 'manifest.json', 'result.json']);
  t.deepEqual(readdirSync(join(out, 'evidence')), ['certification.json'], 'no run is complete');
  t.like(await judgeEvidence(out), { completion: 'interrupted', findings: report.findings });
  t.is(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')).completion, 'interrupted');
});

test.serial('a certification that is aborted before it begins starts no process', async (t) => {
  t.timeout(60_000);
  const cwd = temporaryFolder(t);
  const { file, pids } = endlessProvider(cwd);
  const report = await certify({ provider: file, cwd, out: null, signal: AbortSignal.abort() });
  t.like(report, { completion: 'interrupted', verdict: 'inconclusive' });
  t.deepEqual(pids(), []);
});

test.serial('a process that leaves before its time takes everything with it', async (t) => {
  t.timeout(60_000);
  const cwd = temporaryFolder(t);
  const left = emptyTemporary(t);
  const { file, pids } = endlessProvider(cwd);
  const script = join(cwd, 'leaves.mjs');
  writeFileSync(
    script,
    `import { certify } from ${JSON.stringify(INDEX)};
     certify({ provider: ${JSON.stringify(file)}, jobs: 1 });
     process.stdin.on('data', () => process.exit(5));`,
  );
  const parent = spawn(process.execPath, [script], { cwd, stdio: ['pipe', 'inherit', 'inherit'] });
  await until(() => pids().length === 1);
  parent.stdin.write('now');
  const [code] = await once(parent, 'exit');
  t.is(code, 5);
  await until(() => !pids().some(isAlive));
  t.deepEqual(left(), []);
  t.false(existsSync(join(cwd, 'mapi-certify-report', '.mapi-certify.lock')));
});

test.serial('a module that can not be loaded is a mistake in the question, and leaves nothing', async (t) => {
  t.timeout(60_000);
  const cwd = temporaryFolder(t);
  const left = emptyTemporary(t);
  writeFileSync(join(cwd, 'store.mjs'), "throw new Error('no licence');");
  const error = await t.throwsAsync(certify({ provider: './store.mjs', cwd }), { instanceOf: ConfigurationError });
  t.is(error?.message, './store.mjs throws when it is imported: Error: no licence\n  at store.mjs:1:7');
  t.deepEqual([readdirSync(cwd), left()], [['store.mjs'], []]);
});

test.serial('a profile with an unknown property, or a value that does not fit, is refused at the start', async (t) => {
  const cwd = temporaryFolder(t);
  const refused = async (profile: Readonly<Record<string, string>>, message: RegExp): Promise<void> => {
    const error = await t.throwsAsync(certify({ provider: OPT_OUT, cwd, profile }), { instanceOf: ConfigurationError });
    t.regex(error?.message ?? '', message);
  };
  await refused({ PR_NO_SUCH_PROPERTY: '1' }, /PR_NO_SUCH_PROPERTY/);
  await refused({ PR_IMPORTANCE: 'high' }, /PR_IMPORTANCE/);
  t.deepEqual(readdirSync(cwd), []);
});

test.serial('the user option comes from the registry file, and a broken one is refused', async (t) => {
  t.timeout(60_000);
  const cwd = temporaryFolder(t);
  const key = String.raw`HKEY_CURRENT_USER\Software\Policies\Microsoft\Office\14.0\Outlook\Options\Shutdown`;
  const write = (name: string, value: string): void =>
    writeFileSync(join(cwd, name), `Windows Registry Editor Version 5.00\r\n\r\n[${key}]\r\n${value}\r\n`);
  write('off.reg', '"FastShutdownBehavior"=dword:00000002');
  write('wrong.reg', '"FastShutdownBehavior"=dword:00000007');
  const report = await certify({ provider: OPT_OUT, cwd, reg: 'off.reg', only: ['COM-1'], out: null });
  t.like(report.settings, { option: 3, reg: 'off.reg' });
  t.is(report.provider.stance, 'out');
  const error = await t.throwsAsync(certify({ provider: OPT_OUT, cwd, reg: 'wrong.reg', out: null }), {
    instanceOf: ConfigurationError,
  });
  t.regex(error?.message ?? '', /^reg wrong\.reg can't be used: .*FastShutdownBehavior is dword:7; allowed are/);
  write('silent.reg', '"SomethingElse"=dword:00000002');
  const silent = await t.throwsAsync(certify({ provider: OPT_OUT, cwd, reg: 'silent.reg', out: null }), {
    instanceOf: ConfigurationError,
  });
  t.regex(
    silent?.message ?? '',
    /^reg silent\.reg does not say which option: it has no FastShutdownBehavior under HKEY_/,
  );
  write('left-out.reg', '"FastShutdownBehavior"=dword:two');
  const leftOut = await t.throwsAsync(certify({ provider: OPT_OUT, cwd, reg: 'left-out.reg', out: null }));
  t.regex(
    leftOut?.message ?? '',
    /; reg import leaves out .*left-out\.reg:4: "\\"FastShutdownBehavior\\"=dword:two" is no/,
  );
});

test.serial('a module that hangs while it is loaded is told by the limit', async (t) => {
  t.timeout(90_000);
  const cwd = temporaryFolder(t);
  const { file } = endlessProvider(cwd);
  const certifying = certify({ provider: file, cwd, only: ['COM-1'], budgetMs: 100, out: null });
  const error = await t.throwsAsync(certifying, { instanceOf: ConfigurationError });
  t.regex(error?.message ?? '', /endless\.mjs did not finish loading within 10 s; /);
});

test.serial('a former result does not look new after a certification that could not begin', async (t) => {
  t.timeout(60_000);
  const cwd = temporaryFolder(t);
  writeFileSync(join(cwd, 'store.mjs'), 'export const nothing = 1;');
  await certify({ provider: OPT_OUT, only: ['COM-1'], cwd });
  await t.throwsAsync(certify({ provider: './store.mjs', cwd }), { message: /exports none of MSProviderInit/ });
  const report = JSON.parse(readFileSync(join(cwd, 'mapi-certify-report', 'result.json'), 'utf8'));
  t.is(report.completion, 'interrupted');
  t.is(report.verdict, 'inconclusive');
});

test.serial('an error of the listener ends the certification, and leaves no process', async (t) => {
  t.timeout(60_000);
  const cwd = temporaryFolder(t);
  const left = emptyTemporary(t);
  const onProgress = ({ kind }: ProgressEvent): void => {
    if (kind === 'run-finished') throw new Error('display broken');
  };
  await t.throwsAsync(certify({ provider: OPT_OUT, cwd, onProgress }), { message: 'display broken' });
  t.deepEqual([readdirSync(cwd), left()], [[], []]);
});

async function withHost(t: ExecutionContext, source: string): ReturnType<typeof certify> {
  t.timeout(60_000);
  const cwd = temporaryFolder(t);
  const hostFile = join(cwd, 'host.mjs');
  writeFileSync(hostFile, source);
  writeFileSync(join(cwd, 'store.mjs'), 'export function MSProviderInit() {}');
  const tools = { hostFile, catalogue: CATALOGUE, scenarios: SCENARIOS };
  return await certifyWith({ provider: pathToFileURL(join(cwd, 'store.mjs')).href, cwd, out: null, jobs: 2 }, tools);
}

test.serial('a full disk makes the result inconclusive', async (t) => {
  const report = await withHost(
    t,
    `import { readFileSync, writeFileSync } from 'node:fs';
     const plan = JSON.parse(readFileSync(process.argv[2], 'utf8'));
     writeFileSync(plan.journalFile, '{"n":1,"t":0,"e":"start","pid":1}\\n');
     process.exit(74);`,
  );
  t.like(report, { completion: 'complete', verdict: 'inconclusive' });
  t.false(report.findings.some(({ status }) => status === 'pass' || status === 'fail'));
  t.deepEqual(new Set(report.runs.flatMap(({ endings }) => endings)), new Set(['broken']));
});

test.serial('a host that writes nothing makes the result inconclusive', async (t) => {
  const report = await withHost(t, '');
  t.like(report, { completion: 'complete', verdict: 'inconclusive' });
});

test('a scenario that is not run with this provider passes nothing', async (t) => {
  const { verdict, findings } = await certify({
    provider: fixture('stores/correct-store'),
    scenario: ['refused-exit'],
    only: ['TIME-4'],
    seed: 7,
    out: null,
  });
  t.is(verdict, 'inconclusive');
  t.is(findings[0]?.message, 'refused-exit: not run with this provider');
});
