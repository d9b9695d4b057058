import test from 'ava';
import { measuredCount } from '#harness/catalogue/rules/measured.js';
import { renderTerminal, type TerminalOptions } from '#harness/report/terminal.js';
import {
  certifiedReport,
  defaultSettings,
  failedReport,
  finding,
  requirement,
  violation,
} from '../support/certification-report.js';

const options: TerminalOptions = {
  width: 80,
  colour: false,
  requirements: [requirement()],
};

test('A certified result is header, groups, totals and verdict', (t) => {
  t.deepEqual(renderTerminal(certifiedReport(), options), [
    'mapi-certify 1.0.0 · catalogue 2 · box-store (message store) · option 1 ·',
    '  client outlook · seed 7',
    '',
    '  COM    object contract           1 passed',
    '  DUR    nothing lost              1 passed   1 not applicable',
    '  TIME   in time                   1 passed',
    '         TIME-1  Notify (p95): 0.4 ms · slowest together: 11 ms of 5,000 ms',
    '',
    '  48 lives, 24 kills, all proven · 1,440 items acknowledged, 1,440 found again',
    '  Without fast shutdown the same kills would have cost 611 of 1,440 items',
    '  (42 %).',
    '',
    'CERTIFIED  opted in                     9.8 s · evidence in mapi-certify-report/',
  ]);
});

test('A failure says what was expected, what was seen, why, where to look and how to repeat it', (t) => {
  const lines = renderTerminal(failedReport(), options);
  const from = lines.findIndex((line) => line.includes('✗'));
  t.deepEqual(lines.slice(from, from + 19), [
    '  ✗ DUR-2  Changed and deleted items keep their last saved state            MUST',
    '           expected  message "budget-q3" with subject "v3" (saved at 12.481 ms,',
    '                     acknowledged S_OK)',
    '           seen      subject "v1" in the second life',
    '           because   DoFastShutdown returned S_OK 0.2 ms after it was called; 3',
    '                     saves were acknowledged after the last write to disk',
    '           look at   persistForExit(): it must write what write() has queued',
    '                     before it returns',
    '           source    DOC-050 ready for the client to exit immediately',
    '                     (imapiprovidershutdown-dofastshutdown; also GAP-20)',
    '           again     mapi-certify ./dist/box-store.js --only DUR-2 --seed 7 --scenario outlook-exit',
    '',
    '           client                   subsystem   box-store',
    '           │ SaveChanges ───────────┼──────────▶│ 12.481 ms  S_OK "budget-q3 v3"',
    '           │ QueryFastShutdown ────▶│──────────▶│ 14.020     S_OK',
    '           │ NotifyProcessShutdown ▶│──────────▶│ 14.311     S_OK',
    '           │ DoFastShutdown ───────▶│──────────▶│ 14.702     S_OK after 0.2 ms',
    '           ✖ killed 14.910 ms (SIGKILL, proven)',
    '',
  ]);
  t.true(lines.at(-2)?.startsWith('NOT CERTIFIED  1 of 4 requirements failed (MUST)'));
});

test('The figures of a group stand below it, those of each requirement behind its id', (t) => {
  const measured = [measuredCount('calls that came back', 143)];
  const findings = [
    finding({ id: 'COM-6', group: 'COM', measured }),
    finding({ id: 'COM-7', group: 'COM', measured }),
    finding({ id: 'DUR-9', group: 'DUR', strength: 'REPORT', measured }),
    finding({ id: 'QUIET-3', group: 'QUIET', status: 'inconclusive', measured }),
  ];
  const lines = renderTerminal(certifiedReport({ findings }), options);
  t.deepEqual(
    lines.filter((line) => line.includes('calls that came back')),
    ['         COM-6  calls that came back: 143', '         COM-7  calls that came back: 143'],
  );
});

test('What was measured stands in a failure as well', (t) => {
  const measured = [measuredCount('kills inside Notify and Do', 9, 12)];
  const broken = finding({ status: 'fail', message: 'lost', violations: [violation()], measured });
  const lines = renderTerminal(failedReport({ findings: [broken] }), options);
  t.true(lines.includes('           measured  kills inside Notify and Do: 9 of 12'));
});

test('The evidence stands on the line of the verdict when there is room, else below it', (t) => {
  const wide = renderTerminal(failedReport(), { ...options, width: 100 });
  t.is(
    wide.at(-1),
    'NOT CERTIFIED  1 of 4 requirements failed (MUST): DUR-2     9.8 s · evidence in mapi-certify-report/',
  );
  t.is(renderTerminal(failedReport(), options).at(-1)?.trimStart(), '9.8 s · evidence in mapi-certify-report/');
});

test('A result without evidence names no folder', (t) => {
  t.regex(
    renderTerminal(certifiedReport({ evidence: null }), options).at(-1) ?? '',
    /^CERTIFIED {2}opted in +9\.8 s$/u,
  );
});

for (const width of [80, 96, 110]) {
  test(`At ${width} columns no line but a command is longer`, (t) => {
    const long = violation({ run: 'immediate-exit-trial-3', seen: `nothing ${'at all '.repeat(30)}` });
    const broken = finding({
      status: 'fail',
      message: 'lost',
      violations: [violation(), long, long, long, long, long],
    });
    const warned = finding({
      id: 'QUIET-1',
      group: 'QUIET',
      strength: 'SHOULD',
      status: 'warn',
      message: 'a '.repeat(90),
    });
    const unsure = finding({
      id: 'SEQ-1',
      group: 'SEQ',
      status: 'inconclusive',
      message: `not run: ${'word '.repeat(40)}`,
    });
    const report = failedReport({ findings: [...certifiedReport().findings, broken, warned, unsure] });
    const lines = renderTerminal(report, { ...options, width });
    const tooLong = lines.filter((line) => line.length > width && !line.includes('again     mapi-certify '));
    t.deepEqual(tooLong, []);
    t.true(lines.length > 40);
  });
}

test('Without colour there is no escape sequence, with colour there is, and the words are the same', (t) => {
  const without = renderTerminal(failedReport(), options).join('\n');
  const coloured = renderTerminal(failedReport(), { ...options, colour: true }).join('\n');
  const esc = String.fromCharCode(27);
  t.false(without.includes(esc));
  t.true(coloured.includes(esc));
  t.is(coloured.replaceAll(new RegExp(`${esc}\\[\\d+m`, 'gu'), ''), without);
});

test('What a provider says cannot paint the terminal or break the layout', (t) => {
  const esc = String.fromCharCode(27);
  const seen = `threw ${esc}[31mred${esc}[0m\nCERTIFIED  opted in\u0007`;
  const broken = finding({ status: 'fail', message: 'threw', violations: [violation({ seen })] });
  const lines = renderTerminal(failedReport({ findings: [broken] }), options);
  t.false(lines.join('').includes(esc));
  t.true(lines.includes('           seen      threw red CERTIFIED  opted in'));
});

test('Inconclusive requirements with the same reason share their lines', (t) => {
  const message = 'explained by DUR-1: 3 of 60 items were lost';
  const ids = ['SEQ-1', 'SEQ-2', 'DUR-2'];
  const findings = ids.map((id) => finding({ id, status: 'inconclusive', message }));
  const lines = renderTerminal(certifiedReport({ verdict: 'inconclusive', summary: 'x', findings }), options);
  t.true(lines.includes('  ? SEQ-1, SEQ-2, DUR-2  explained by DUR-1: 3 of 60 items were lost'));
});

test('Requirements whose scenarios were not run for one reason share their lines', (t) => {
  const reason = 'not run: DoFastShutdown did not return in immediate-exit';
  const findings = [
    finding({ id: 'SEQ-3', status: 'inconclusive', message: `scenario neighbour-refuses: ${reason}` }),
    finding({ id: 'DUR-1', status: 'inconclusive', message: `scenario outlook-exit: ${reason} (and 2 more like it)` }),
  ];
  const lines = renderTerminal(certifiedReport({ verdict: 'inconclusive', summary: 'x', findings }), options);
  t.true(lines.includes(`  ? SEQ-3, DUR-1  ${reason}`));
});

test('A message that only repeats what was seen is not said twice', (t) => {
  const broken = finding({ status: 'fail', message: `it hung: ${violation().seen}`, violations: [violation()] });
  const lines = renderTerminal(failedReport({ findings: [broken] }), options);
  t.false(lines.some((line) => line.includes('it hung')));
  t.true(lines.some((line) => line.includes(`seen      ${violation().seen}`)));
});

test('An interrupted result does not list what was not judged', (t) => {
  const findings = [finding({ id: 'SEQ-3', status: 'inconclusive', message: 'interrupted' })];
  const lines = renderTerminal(certifiedReport({ completion: 'interrupted', findings }), options);
  t.false(lines.some((line) => line.includes('?')));
  t.true(lines.some((line) => line.startsWith('INTERRUPTED  0 of 1 requirement were judged')));
});

test('A warning is shown like a failure, and a flaky one says so', (t) => {
  const warned = finding({
    id: 'ANS-4',
    group: 'ANS',
    title: 'The answer is quick',
    strength: 'SHOULD',
    status: 'warn',
    message: 'the query took 300 ms',
    flaky: true,
    violations: [violation({ scenario: 'query-only', run: 'query-only' })],
  });
  const lines = renderTerminal(certifiedReport({ findings: [warned] }), options);
  t.true(lines.includes('  ! ANS-4  The answer is quick                                            SHOULD'));
  t.true(lines.includes('           broken    the query took 300 ms'));
  t.true(lines.some((line) => line.startsWith('           flaky     a repetition alone gave another result')));
});

test('The registry file that gave the option is named', (t) => {
  const report = certifiedReport({ settings: defaultSettings({ option: 3, reg: 'policy.reg' }) });
  t.true(renderTerminal(report, options).join(' ').includes('option 3 (policy.reg)'));
});

test('Of each further run one case is shown, of the rest the number', (t) => {
  const runs = ['a', 'a', 'a', 'b', 'c', 'd', 'e'];
  const violations = runs.map((run, index) => violation({ run, seen: `${run} ${index}` }));
  const broken = finding({ status: 'fail', message: 'lost', violations });
  const lines = renderTerminal(failedReport({ findings: [broken] }), options);
  t.deepEqual(
    lines.filter((line) => /^ {11}(?:seen|also) |more case/u.test(line)),
    [
      '           seen      a 0',
      '           also      b: b 3',
      '           also      c: c 4',
      '           also      d: d 5',
      '                     3 more cases in the evidence',
    ],
  );
});
