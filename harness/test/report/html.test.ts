import { createHash } from 'node:crypto';
import test from 'ava';
import type { JournalEvent } from '#harness/recording/events.js';
import { renderHtml } from '#harness/report/html/page.js';
import {
  COMPARED_MAIL,
  certifiedReport,
  failedReport,
  finding,
  NOTHING_COMPARED,
  requirement,
  violation,
} from '../support/certification-report.js';
import { HOSTILE, hostileReport, SORTS } from '../support/hostile.js';

/** Elements of which a page needs none, or that load something. */
const LOADING =
  /<(?:iframe|object|embed|img|link(?! rel="icon" href="data:,")|audio|video|source|base|form(?! id="filter"))\b/iu;

for (const [sort, report] of Object.entries(SORTS)) {
  test(`The page of a ${sort} report loads nothing, and runs nothing but its own script`, (t) => {
    const page = renderHtml(report, [requirement()]);
    t.notRegex(page, LOADING);
    t.is(page.split('<script').length, 2);
    t.is(page.split('<style').length, 2);
    t.notRegex(page, /\son\w+\s*=\s*["']|javascript:|\sstyle="/iu);
    t.notRegex(page, /url\((?!#)|@import/iu);
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/u.exec(page) ?? [];
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/u.exec(page) ?? [];
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/u.exec(page) ?? [];
    for (const [directive, text] of [
      ['script-src', script],
      ['style-src', style],
    ] as const) {
      t.true(policy.includes(`${directive} 'sha256-${createHash('sha256').update(text).digest('base64')}'`), directive);
    }
    t.true(policy.startsWith("default-src 'none';"));
  });
}

test('The verdict and its reason come first, then what was tried, then what is broken', (t) => {
  const page = renderHtml(failedReport(), [requirement()]);
  const places = [
    '<strong>NOT CERTIFIED</strong>',
    '1 of 4 requirements failed (MUST): DUR-2',
    'id="trials"',
    'id="broken"',
  ]
    .concat('href="#DUR-2"', 'id="requirements"', 'id="DUR-2"', 'id="ledger"', 'id="compared"', 'id="runs"', 'id="how"')
    .map((text) => page.indexOf(text));
  t.false(places.includes(-1), String(places));
  t.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  );
});

test('A page says on which thread a library was called, where there were two', (t) => {
  const report = certifiedReport();
  const page = (livesWithTwoThreads: number): string =>
    renderHtml({ ...report, totals: { ...report.totals, livesWithTwoThreads } }, [requirement()]);
  t.true(
    page(48).includes('<p>A thread of the library&#39;s own called MAPI while the library was being called: each life'),
  );
  t.notRegex(page(0), /thread of/);
});

test('What was compared is listed: items, what belongs to them, and values by property type', (t) => {
  const page = renderHtml(certifiedReport({ compared: COMPARED_MAIL }), [requirement()]);
  const [, section = ''] = /<section id="compared"[^>]*>([\s\S]*?)<\/section>/u.exec(page) ?? [];
  const rows = [...section.matchAll(/<tr><th scope="row">([^<]*)<\/th>(.*?)<\/tr>/gu)].map(([, name, cells]) => {
    return [name, ...[...(cells ?? '').matchAll(/<td[^>]*>([^<]*)/gu)].map(([, text]) => text)].join(' | ');
  });
  t.deepEqual(rows, [
    'Items that were created | 960',
    'Items that were changed, moved or deleted | 480',
    'Items with large values | 12',
    'Recipients | 700',
    'Attachments | 310',
    'Embedded messages | 12',
    'Values of named properties | 640',
    'Deleted properties, which must not be there | 30',
    'PT_BINARY | 900 | 3,000,000',
    'PT_LONG | 2,000 | –',
    'PT_UNICODE | 4,000 | 200,662',
  ]);
  t.false(renderHtml(certifiedReport({ compared: NOTHING_COMPARED }), [requirement()]).includes('id="compared"'));
});

test('A failure says what was expected, seen, why, where to look, whence it comes and how to repeat it', (t) => {
  const page = renderHtml(failedReport(), [requirement()]);
  const [, body = ''] = /<details class="r fail" id="DUR-2"[^>]* open>([\s\S]*?)<\/figure>/u.exec(page) ?? [];
  t.deepEqual(
    [...body.matchAll(/<dt class="([^"]*)"/gu)].map(([, label]) => label),
    ['expected', 'seen', 'because', 'look-at', 'source', 'again'],
  );
  t.true(body.includes('>mapi-certify ./dist/box-store.js --only DUR-2 --seed 7 --scenario outlook-exit</pre>'));
  t.true(
    body.includes(
      'https://learn.microsoft.com/office/client-developer/outlook/mapi/imapiprovidershutdown-dofastshutdown',
    ),
  );
});

test('The calls are drawn with their times, up to the kill and what the later life found', (t) => {
  const page = renderHtml(failedReport(), [requirement()]);
  const [figure = ''] = /<figure class="sq">[\s\S]*?<\/figure>/u.exec(page) ?? [];
  t.deepEqual(
    [...figure.matchAll(/<time>([^<]*)<\/time>/gu)].map(([, time]) => time),
    ['12.481', '14.020', '14.311', '14.702'],
  );
  t.regex(figure, /killed 14\.910 ms \(SIGKILL, proven\)/u);
  t.regex(figure, /second life<\/b><span class="bad">reads back: 29 of 30 items as acknowledged; 1 changed/u);
});

test('What has run through Wine says so, and was ended by TerminateProcess', (t) => {
  const report = failedReport();
  const { environment } = report;
  const start: JournalEvent = { n: 1, t: 0, e: 'start', ...STARTED, platform: 'win32' };
  const timelines = Object.fromEntries(
    Object.entries(report.timelines).map(([run, events]) => [run, [start, ...events.filter(({ e }) => e !== 'start')]]),
  );
  const page = renderHtml({ ...report, timelines, environment: { ...environment, wine: 'wine-8.0' } }, [requirement()]);
  t.regex(page, /killed 14\.910 ms \(TerminateProcess, proven\)/u);
  t.regex(page, /<dt>Wine<\/dt><dd>wine-8\.0<\/dd>/u);
  t.notRegex(renderHtml(report, [requirement()]), /<dt>Wine/u);
});

const STARTED = { scenario: 's', life: 0, lives: 2, control: false, seed: 7, pid: 1, node: 'v20.20.2' };

test('A run is drawn once, and others refer to it', (t) => {
  const findings = ['DUR-2', 'DUR-3'].map((id) => finding({ id, status: 'fail', violations: [violation()] }));
  const page = renderHtml(failedReport({ findings }), [requirement()]);
  t.is(page.split('<figure').length, 2);
  t.true(page.includes('are drawn at <a href="#DUR-2">DUR-2</a>'));
});

test('Beside what became of the items stands the null control, where there was one', (t) => {
  const [run] = failedReport().runs;
  if (run === undefined) throw new Error('the report has a run');
  const control = { ...run, name: 'outlook-exit-control', control: true, found: 10, differences: { lost: 20 } };
  const ledger = (page: string): string => /<section id="ledger"[\s\S]*?<\/section>/u.exec(page)?.[0] ?? '';
  t.false(ledger(renderHtml(failedReport(), [])).includes('Null control'));
  const both = ledger(renderHtml(failedReport({ runs: [run, control] }), []));
  t.regex(both, /Null control/u);
  t.regex(both, /outlook-exit<\/th>[\s\S]*97 %<\/td><td>30<\/td>[\s\S]*33 %<\/td><td>30<\/td><td>20<\/td>/u);
});

test('A hostile text stays a text, and is shown', (t) => {
  const page = renderHtml(hostileReport(), [requirement()]);
  t.true(HOSTILE.startsWith('</script><script>alert(1)'));
  t.true(
    page.includes(
      '&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&amp;amp; &amp;#0;',
    ),
  );
  t.notRegex(page, /<img|<script>alert/u);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
  t.notRegex(page, /[\u0000-\u0009\u000b-\u001f\u202e\ufffe]/u);
});

test('A page of a thousand failures is below 2 MB', (t) => {
  const findings = Array.from({ length: 1_000 }, (_, index) => {
    return finding({ id: `DUR-${index}`, status: 'fail', message: 'broken', violations: [violation()] });
  });
  t.true(Buffer.byteLength(renderHtml(failedReport({ findings }), [requirement()])) < 2_000_000);
});
