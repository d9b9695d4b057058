import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'ava';
import GithubSlugger from 'github-slugger';
import { ROOT, run } from '../support/npm.js';
import { type Page, pageOf } from './support/pages.js';

const guides = readdirSync(join(ROOT, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []));
const examples = readdirSync(join(ROOT, 'examples')).map((name) => `examples/${name}/README.md`);
const others = ['sdk/README.md', 'harness/README.md', ...examples.filter((page) => existsSync(join(ROOT, page)))];
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...guides, ...others];

function read(page: string): Page {
  return pageOf(readFileSync(join(ROOT, page), 'utf8'));
}

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf({ headings }: Page): readonly string[] {
  const slugger = new GithubSlugger();
  return headings.map((heading) => slugger.slug(heading));
}

/** Why a link of a page is broken; null: it is not. Nobody asks what is at an address elsewhere. */
function faultOf(link: string, page: string): string | null {
  if (/^[a-z][a-z\d+.-]*:/i.test(link))
    return /^https:\/\/[\w-]+(?:\.[\w-]+)+(?:\/\S*)?$/.test(link) ? null : 'no address';
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? page : join(dirname(page), decodeURIComponent(file));
  if (!existsSync(join(ROOT, target))) return 'no such file';
  return anchor === undefined || anchorsOf(read(target)).includes(anchor) ? null : 'no such heading';
}

for (const page of pages) {
  test(`Every link of ${page} leads to a file, and to a heading where it names one`, (t) => {
    const broken = read(page).links.map((link) => [link, faultOf(link, page)] as const);
    t.deepEqual(
      broken.filter(([, fault]) => fault !== null),
      [],
    );
  });
}

test('A link is broken that leads to no file, to no heading, or to no address', (t) => {
  const links = [
    'nowhere.md',
    'docs/in-ci.md#nowhere',
    '#nowhere',
    'https://nowhere',
    'http://example.com',
    'docs/in-ci.md',
  ];
  const faults = ['no such file', 'no such heading', 'no such heading', 'no address', 'no address', null];
  t.deepEqual(
    links.map((link) => faultOf(link, 'README.md')),
    faults,
  );
});

test('Every guide can be reached from the README', (t) => {
  const reached = new Set(['README.md']);
  for (const page of reached) {
    for (const link of read(page).links) {
      const target = join(dirname(page), link.split('#')[0] ?? '').replaceAll('\\', '/');
      if (target.endsWith('.md') && existsSync(join(ROOT, target))) reached.add(target);
    }
  }
  t.deepEqual(
    guides.filter((name) => !reached.has(name)),
    [],
  );
});

test('Every guide is a page of the site', (t) => {
  const { projectDocuments } = JSON.parse(readFileSync(join(ROOT, 'typedoc.json'), 'utf8'));
  t.deepEqual([...projectDocuments].sort(), ['CHANGELOG.md', 'CONTRIBUTING.md', ...guides].sort());
});

// A page of a package is read at the registry, which has no other file beside it.
for (const page of ['sdk/README.md', 'harness/README.md']) {
  test(`Every link and picture of ${page} is an address`, (t) => {
    const { links } = read(page);
    t.deepEqual(
      links.filter((link) => !link.startsWith('https://') && !link.startsWith('#')),
      [],
    );
  });
}

test('The check of the built site names each link that is broken, and fails', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-site-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const links = [
    'sub/page.html#there',
    'https://example.com/?a=1&amp;b',
    'picture.png',
    '#not',
    'sub/page.html#not',
    '../x.html',
  ];
  mkdirSync(join(folder, 'sub'));
  writeFileSync(join(folder, 'sub', 'page.html'), '<p id="there"><a href="../index.html">up</a>');
  writeFileSync(join(folder, 'index.html'), links.map((link) => `<a href="${link}">x</a>`).join(''));
  const check = join(ROOT, 'scripts', 'check-site.js');
  const { code, stdout, stderr } = await run(process.execPath, [check, folder], ROOT);
  t.is(code, 1);
  t.deepEqual(stderr.trim().split('\n'), [
    'index.html: picture.png: no such file',
    'index.html: #not: no such place in the page',
    'index.html: sub/page.html#not: no such place in the page',
    'index.html: ../x.html: leads out of the site',
  ]);
  t.is(stdout, '2 pages, 7 links, 4 broken\n');
});
