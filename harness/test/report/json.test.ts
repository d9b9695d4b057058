import { readFileSync } from 'node:fs';
import test from 'ava';
import { findRequirement } from '#harness/catalogue/catalogue.js';
import type { Finding } from '#harness/catalogue/requirement.js';
import { FEATURES } from '#harness/recording/feature.js';
import { renderJson } from '#harness/report/json.js';
import type { CertificationReport } from '#harness/report/report.js';
import { certifiedReport, defaultSettings, failedReport } from '../support/certification-report.js';

function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, entry]) => [key, reversed(entry)])) as T;
}

test('The document holds the whole report and ends in a line break', (t) => {
  const report = failedReport();
  const document = renderJson(report);
  const { findings, ...others } = JSON.parse(document) as CertificationReport;
  const { findings: before, ...rest } = JSON.parse(JSON.stringify(report)) as CertificationReport;
  t.deepEqual(others, rest);
  const own = ['reason', 'lookAt', 'sources', 'again', 'circumstances'];
  const without = findings.map((each) =>
    Object.fromEntries(Object.entries(each).filter(([key]) => !own.includes(key))),
  );
  t.deepEqual(without, before as object[]);
  t.true(document.endsWith('}\n'));
});

test('The figures of a finding keep their name, value, unit and whole', (t) => {
  const [finding] = certifiedReport().findings.filter(({ id }) => id === 'TIME-1');
  t.deepEqual(JSON.parse(renderJson(certifiedReport())).findings.at(-1).measured, finding?.measured);
  t.deepEqual(finding?.measured.at(-1), { name: 'slowest together', value: 11, unit: 'ms', of: 5_000 });
});

test('The order of the keys does not depend on how the report was built', (t) => {
  const report = failedReport({ settings: defaultSettings({ profile: { b: '1', a: '2' } }), timelines: {} });
  t.is(renderJson(reversed<CertificationReport>(report)), renderJson(report));
  t.regex(renderJson(report), /^\{\n {2}"format": 1,\n {2}"tool"/u);
  t.regex(renderJson(report), /"a": "2",\n\s+"b": "1"/u);
});

test('A finding says where to look, why, where it comes from and how to repeat it', (t) => {
  const { findings } = JSON.parse(renderJson(failedReport())) as { findings: Record<string, unknown>[] };
  const broken = findings.find(({ status }) => status === 'fail');
  const requirement = findRequirement(String(broken?.['id']));
  t.is(broken?.['lookAt'], requirement?.lookAt);
  t.deepEqual(
    broken?.['sources'],
    requirement?.sources.map(({ id, text, page }) => ({ id, text, page })),
  );
  t.regex(String(broken?.['again']), /^mapi-certify \S+ --only DUR-2 --seed 7 --scenario outlook-exit/);
  t.regex(String(broken?.['reason']), /^DoFastShutdown returned S_OK/);
  const passed = findings.find(({ status }) => status === 'pass');
  t.like(passed, { reason: null, lookAt: null, again: null });
  const other = findings.find(({ status }) => status === 'not-applicable');
  if (other !== undefined) t.is(other['reason'], other['message']);
});

test('A finding says what was going on, and a place to look at that it knows itself', (t) => {
  const circumstance = { run: 'outlook-exit', life: 0, thrown: ['open(): Error: no'], printed: ['stderr: no'] };
  const report = failedReport();
  const findings = report.findings.map((finding): Finding => {
    return finding.status === 'fail' ? { ...finding, circumstances: [circumstance], lookAt: 'box.js:12' } : finding;
  });
  const told = (JSON.parse(renderJson({ ...report, findings })) as { findings: Record<string, unknown>[] }).findings;
  t.like(
    told.find(({ status }) => status === 'fail'),
    { lookAt: 'box.js:12', circumstances: [circumstance] },
  );
  t.like(
    told.find(({ status }) => status === 'pass'),
    { lookAt: null, circumstances: [] },
  );
});

for (const name of ['result', 'statement']) {
  test(`the schema of the ${name} knows whatever a provider may leave out`, (t) => {
    const url = new URL(`../../../schemas/${name}.schema.json`, import.meta.url);
    const listed = new Set<string>();
    JSON.parse(readFileSync(url, 'utf8'), (key, value: unknown) => {
      if (key === 'leftOut' && typeof value === 'object' && value !== null && 'items' in value) {
        for (const feature of (value.items as { readonly enum?: readonly string[] }).enum ?? []) listed.add(feature);
      }
      return value;
    });
    t.deepEqual([...listed].sort(), Object.keys(FEATURES).sort());
  });
}
