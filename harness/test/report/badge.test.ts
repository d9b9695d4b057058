import test from 'ava';
import { XmlDocument } from 'libxml2-wasm';
import { renderBadge, renderBadgeEndpoint } from '#harness/report/badge.js';
import { hostileReport, SORTS } from '../support/hostile.js';

const LAYOUT = { width: 80, colour: false };

const MESSAGES: Readonly<Record<string, string>> = {
  certified: 'certified',
  'not certified': 'not certified',
  interrupted: 'interrupted',
  inconclusive: 'inconclusive',
  quick: 'passed (quick)',
};

for (const [sort, message] of Object.entries(MESSAGES)) {
  const report = SORTS[sort] ?? hostileReport();
  test(`The badge of a ${sort} report says so`, (t) => {
    const document = XmlDocument.fromString(renderBadge(report, LAYOUT));
    t.is(document.root.name, 'svg');
    t.is(document.root.attr('aria-label')?.value, `fast shutdown: ${message}`);
    document.dispose();
  });

  test(`The endpoint of a ${sort} report has what shields.io takes, and nothing else`, (t) => {
    const endpoint = JSON.parse(renderBadgeEndpoint(report, LAYOUT)) as Record<string, unknown>;
    const { color, isError, ...others } = endpoint;
    t.deepEqual(others, { schemaVersion: 1, label: 'fast shutdown', message });
    t.regex(String(color), /^#[\da-f]{6}$/u);
    t.is(isError, message === 'certified' || message === 'passed (quick)' ? undefined : true);
  });
}

test('Nothing of the provider is in a badge', (t) => {
  for (const render of [renderBadge, renderBadgeEndpoint]) t.notRegex(render(hostileReport(), LAYOUT), /script|alert/u);
});
