import test from 'ava';
import { renderCataloguePage } from '#harness/report/catalogue-page.js';
import { requirement } from '../support/certification-report.js';

const PAGES = 'https://learn.microsoft.com/office/client-developer/outlook/mapi';

test('A requirement on the page of the catalogue says what, why, how, where it comes from and what breaks it', (t) => {
  const page = renderCataloguePage([requirement({ stances: ['out'] })], 'broken/');
  const [, entry = ''] = page.split('## DUR: nothing lost\n');
  t.deepEqual(entry.split('\n'), [
    '',
    '### DUR-2',
    '',
    '**Changed and deleted items keep their last saved state**',
    '',
    'MUST · stores · opted out',
    '',
    '- **What** Updated, moved, copied and deleted items are found as they were saved last; deleted ones stay deleted.',
    '- **Why** An item in an older state is data that the user was told is safe.',
    '- **How** scenario outlook-exit: 30 items, Query, Notify, Do, kill; the second life reads back.',
    '- **Runs** outlook-exit, immediate-exit',
    '- **Look at** persistForExit(): it must write what write() has queued before it returns',
    `- **Source** [DOC-050](${PAGES}/imapiprovidershutdown-dofastshutdown) ready for the client to exit immediately`,
    `  - [GAP-20](${PAGES}/fast-shutdown-overview) what is saved before Do is kept`,
    '- **Broken** by [loses-deletes.ts](broken/loses-deletes.ts)',
    '',
  ]);
});

test('A requirement that no provider breaks alone has no such line', (t) => {
  t.notRegex(renderCataloguePage([requirement({ brokenBy: null })], ''), /Broken/);
});

test('What Markdown would take for its own is shown as it is', (t) => {
  const page = renderCataloguePage([requirement({ why: 'a*b, `c`, <d> and [e]; MAPI_E_NO_SUPPORT' })], '');
  t.true(page.includes(String.raw`a\*b, \`c\`, \<d> and \[e\]; MAPI_E_NO_SUPPORT`));
});

test('The page says for which kinds of providers a requirement is', (t) => {
  const kinds = ['store', 'address-book'] as const;
  t.regex(renderCataloguePage([requirement({ kinds })], ''), /^MUST · stores and address books · /m);
  t.regex(
    renderCataloguePage([requirement({ kinds: ['store', 'transport', 'address-book'] })], ''),
    / · every kind · /,
  );
});
