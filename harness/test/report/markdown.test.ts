import test from 'ava';
import MarkdownIt from 'markdown-it';
import { renderMarkdown } from '#harness/report/markdown.js';
import { markdownBlock, markdownCode, markdownText } from '#harness/report/markdown-text.js';
import { failedReport, finding, requirement, violation } from '../support/certification-report.js';
import { HOSTILE, hostileReport, SORTS } from '../support/hostile.js';

/** As GitHub reads it: tables, bare addresses and HTML. */
const markdown = new MarkdownIt({ html: true, linkify: true });

function tags(html: string): string[] {
  return [...new Set([...html.matchAll(/<([a-z]\w*)/giu)].map(([, name = '']) => name))].sort();
}

test('A failed certification begins with the verdict and its reason, and tells the failure whole', (t) => {
  const text = renderMarkdown(failedReport(), [requirement()]);
  t.regex(text, /^## ❌ NOT CERTIFIED\n\n1 of 4 requirements failed \(MUST\): DUR-2\n\n`box-store` · store/u);
  t.regex(text, /^\| \*\*DUR\*\* \| nothing lost \| {2}\| 1 \| 1 \|$/mu);
  t.regex(text, /^❌ \*\*DUR-2\*\* Changed and deleted items keep their last saved state · MUST$/mu);
  t.regex(text, /^expected {2}message "budget-q3"/mu);
  t.regex(text, /^```sh\nmapi-certify \S+ --only DUR-2 --seed 7 --scenario outlook-exit\n```$/mu);
  t.regex(text, /✖ killed 14\.910 ms/u);
});

test('Requirements that one reason keeps open share a line', (t) => {
  const open = ['SEQ-1', 'SEQ-2'].map((id) =>
    finding({ id, group: 'SEQ', status: 'inconclusive', message: 'no_luck' }),
  );
  const text = renderMarkdown(failedReport({ findings: open }), []);
  t.true(text.includes(String.raw`- ❔ **SEQ-1, SEQ-2** no\_luck`));
});

for (const [sort, report] of Object.entries(SORTS)) {
  test(`A ${sort} report is shown with no other elements than ours`, (t) => {
    const html = markdown.render(renderMarkdown(report, [requirement()]));
    const ours = ['code', 'details', 'h2', 'li', 'p', 'pre', 'strong', 'summary', 'ul'];
    const table = ['table', 'tbody', 'td', 'th', 'thead', 'tr'];
    t.deepEqual(
      tags(html).filter((name) => ![...ours, ...table].includes(name)),
      [],
    );
    t.is(html.split('<h2').length, 2);
    t.is(html.split('<details').length, html.split('</details>').length);
  });
}

test('With as many failures as there can be, a summary of GitHub takes it, and each is named', (t) => {
  const long = violation({ seen: 'x'.repeat(5_000) });
  const many = Array.from({ length: 400 }, (_, index) => {
    return finding({ id: `DUR-${index}`, status: 'fail', message: 'broken', violations: [long] });
  });
  const text = renderMarkdown(failedReport({ findings: many }), []);
  t.true(Buffer.byteLength(text) < 1024 * 1024);
  for (const { id } of many) t.true(text.includes(`**${id}**`), id);
});

test('A hostile text means nothing as a text, as code and as a block', (t) => {
  t.deepEqual(tags(markdown.render(`a ${markdownText(HOSTILE)}`)), ['p']);
  t.deepEqual(tags(markdown.render(markdownCode(HOSTILE))), ['code', 'p']);
  t.deepEqual(tags(markdown.render(markdownBlock(['```', '~~~', '</details>']).join('\n'))), ['code', 'pre']);
  const text = renderMarkdown(hostileReport(), [requirement()]);
  t.notRegex(text, /##vso\[|##\[error\]|^\s*::/mu);
  t.notRegex(markdownText(HOSTILE), /@somebody|#12/u);
});
