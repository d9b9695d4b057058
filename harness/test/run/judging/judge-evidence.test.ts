import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { runCommandLine } from '#harness/cli/main.js';
import { CATALOGUE, certify, judgeAll, judgeEvidence, observe, readRecording } from '#harness/index.js';
import { renderJson } from '#harness/report/json.js';
import type { CertificationReport } from '#harness/report/report.js';
import { journalOf, rewriteText, textOf } from '../../support/evidence.js';

const OPT_OUT = fileURLToPath(new URL('../../fixtures/stores/correct-opt-out.js', import.meta.url));
const LOSING = fileURLToPath(new URL('../../fixtures/broken/loses-on-classic-exit.js', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-judge-'));
const out = join(folder, 'report');
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

let report: CertificationReport;

test.before(async (t) => {
  t.timeout(120_000);
  report = await certify({ provider: OPT_OUT, only: ['COM-1', 'ANS-2', 'SEQ-5'], cwd: folder, out, seed: 7, items: 5 });
});

/** The evidence, with something done to it. */
function changed(t: ExecutionContext, change: (copy: string) => void): string {
  const copy = mkdtempSync(join(folder, 'changed-'));
  cpSync(out, copy, { recursive: true });
  change(copy);
  t.teardown(() => rmSync(copy, { recursive: true, force: true }));
  return copy;
}

function rewrite(file: string, change: (value: Record<string, unknown>) => object): void {
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')))));
}

class Written extends Writable {
  text = '';

  override _write(chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    this.text += String(chunk);
    done();
  }
}

async function commandLine(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const [stdout, stderr] = [new Written(), new Written()];
  const code = await runCommandLine(args, { stdout, stderr, env: {}, cwd: folder });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

test.serial('evidence gives the report again, though the former one is gone', async (t) => {
  const copy = changed(t, (path) => rmSync(join(path, 'result.json')));
  const again = await judgeEvidence(copy);
  t.deepEqual(again.findings, report.findings);
  t.is(renderJson({ ...again, evidence: report.evidence }), renderJson(report));
});

test.serial('the command prints what the certification printed, and ends as it did', async (t) => {
  const { code, stdout, stderr } = await commandLine('judge', 'report');
  t.is(code, 0);
  t.is(stderr, '');
  t.regex(stdout, /PASSED/);
  t.regex(stdout, /evidence in report\/$/m);
  const document = await commandLine('judge', 'report', '--json', '-');
  t.is(document.code, 0);
  t.is(document.stdout, renderJson({ ...report, evidence: 'report' }));
});

test.serial('a breach is found again, ends with 1, and the repetition is compared', async (t) => {
  t.timeout(120_000);
  const broken = join(folder, 'broken');
  const first = await certify({ provider: LOSING, only: ['DUR-8'], cwd: folder, out: broken, seed: 7, items: 5 });
  t.is(first.verdict, 'not-certified');
  t.true(readdirSync(join(broken, 'evidence-of-repetitions')).length > 0);
  const again = await judgeEvidence('broken', { cwd: folder });
  t.deepEqual(again.findings, first.findings);
  t.is((await commandLine('judge', 'broken')).code, 1);
  // What the repetition shows otherwise makes the finding flaky: it is read, and not taken from the report.
  rmSync(join(broken, 'evidence-of-repetitions'), { recursive: true });
  const { code, stderr } = await commandLine('judge', 'broken');
  t.is(code, 2);
  t.regex(
    stderr,
    /^mapi-certify: broken is incomplete evidence: .*evidence-of-repetitions.*run\.json: can't be read: .*\n$/,
  );
});

test.serial('recordings change the findings, and nothing else does', async (t) => {
  const copy = changed(t, (path) => {
    const file = journalOf(join(path, 'evidence', 'object-contract'), 1);
    rewriteText(file, (text) => text.replace(/("probe":"new-object-each-initialisation","holds":)true/, '$1null'));
    t.true(textOf(file).includes('"holds":null'));
    // As if it had been seen again.
    cpSync(dirname(file), join(path, 'evidence-of-repetitions', 'object-contract'), { recursive: true });
    const report = join(path, 'result.json');
    rewrite(report, (value) => ({ ...value, verdict: 'certified' }));
  });
  const again = await judgeEvidence(copy);
  t.is(again.findings.find(({ id }) => id === 'COM-1')?.status, 'fail');
  t.is(again.verdict, 'not-certified');
});

test.serial('the parts are public: a recording is read, folded and judged', async (t) => {
  const run = observe(readRecording(join(out, 'evidence', 'object-contract')));
  t.is(run.identity.scenario, 'object-contract');
  const settings = { stance: 'out', kinds: ['store'], budgetMs: 5_000, queryBudgetMs: 250 } as const;
  const requirements = CATALOGUE.filter(({ id }) => id === 'COM-1');
  const [finding] = judgeAll(requirements, { settings, observations: [run] });
  t.deepEqual(
    finding,
    report.findings.find(({ id }) => id === 'COM-1'),
  );
});

const refused = test.macro<[change: (copy: string) => void, sentence: RegExp]>(async (t, change, sentence) => {
  const { code, stdout, stderr } = await commandLine('judge', changed(t, change));
  t.is(code, 2);
  t.is(stdout, '');
  t.regex(stderr, sentence);
  t.is(stderr.split('\n').length, 2, 'one sentence');
});

const certification = (copy: string): string => join(copy, 'evidence', 'certification.json');

test.serial(
  'a folder without evidence is refused',
  refused,
  (copy) => rmSync(join(copy, 'evidence'), { recursive: true }),
  /is no evidence of a certification: it has no folder evidence; name the folder that --out named$/m,
);

test.serial(
  'evidence of a certification that was killed is refused',
  refused,
  (copy) => rmSync(certification(copy)),
  /is incomplete evidence: the certification was ended before all was run, .*; certify again$/m,
);

test.serial(
  'evidence whose file is cut off is refused',
  refused,
  (copy) => writeFileSync(certification(copy), readFileSync(certification(copy), 'utf8').slice(0, 100)),
  /is incomplete evidence: evidence\/certification\.json can't be read: /,
);

test.serial(
  'evidence of another format is refused',
  refused,
  (copy) => rewrite(certification(copy), (value) => ({ ...value, format: 9 })),
  /is evidence of format 9, and this version reads format 1; judge it by the version that left it$/m,
);

test.serial(
  'evidence of another catalogue is refused',
  refused,
  (copy) => rewrite(certification(copy), (value) => ({ ...value, catalogue: 1 })),
  /was judged by catalogue 1, and this version has catalogue 2; judge it by the version that left it$/m,
);

test.serial(
  'evidence that names a requirement that nobody knows is refused',
  refused,
  (copy) =>
    rewrite(certification(copy), (value) => ({
      ...value,
      terms: { ...(value['terms'] as object), requirements: ['COM-1', 'COM-99'] },
    })),
  /was judged by a requirement COM-99, which this version's catalogue does not have/,
);

test.serial(
  'evidence without what it was judged by is refused',
  refused,
  (copy) => rewrite(certification(copy), ({ terms: _, ...rest }) => rest),
  /is incomplete evidence: evidence\/certification\.json is not what a certification leaves$/m,
);

test.serial(
  'evidence from which a run is missing is refused',
  refused,
  (copy) => rmSync(join(copy, 'evidence', 'query-only'), { recursive: true }),
  /is incomplete evidence: \S*query-only\/run\.json: can't be read: /,
);

test.serial(
  'evidence in which a run stands for another one is refused',
  refused,
  (copy) => {
    const [here, there] = ['object-contract', 'query-only'].map((name) => join(copy, 'evidence', name)) as [
      string,
      string,
    ];
    rmSync(here, { recursive: true });
    cpSync(there, here, { recursive: true });
  },
  /is incomplete evidence: \S*object-contract: holds the run query-only$/m,
);

test.serial(
  'evidence with a journal that is cut short is refused',
  refused,
  (copy) => {
    const file = journalOf(join(copy, 'evidence', 'query-only'), 1);
    writeFileSync(file, readFileSync(file).subarray(0, -200));
  },
  /is incomplete evidence: \S*life-1\.ndjson\S*: not as it was left: it had \d+ bytes, and has \d+$/m,
);

test.serial('judging leaves the evidence as it is', async (t) => {
  const copy = changed(t, () => {});
  mkdirSync(join(copy, 'evidence-of-repetitions'), { recursive: true });
  const before = readdirSync(copy, { recursive: true }).sort();
  await judgeEvidence(copy);
  t.deepEqual(readdirSync(copy, { recursive: true }).sort(), before);
  t.true(existsSync(join(copy, 'result.json')));
});
