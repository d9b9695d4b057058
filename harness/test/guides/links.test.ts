import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'ava';
import { ROOT } from '../support/npm.js';

const guides = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
const pages = ['README.md', 'CONTRIBUTING.md', 'harness/README.md', ...guides.map((name) => `docs/${name}`)];

/** The relative links of a page; what stands in code is none. */
function linksOf(text: string): readonly string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link);
}

/** The anchors that the headings of a page get. */
function anchorsOf(text: string): readonly string[] {
  const headings = [...text.replaceAll(/^```[\s\S]*?^```$/gm, '').matchAll(/^#+ (.*)$/gm)];
  return headings.map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

for (const page of pages) {
  test(`Every link of ${page} leads to a file, and to a heading where it names one`, (t) => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    for (const link of linksOf(text)) {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? join(ROOT, page) : join(ROOT, dirname(page), file);
      t.true(existsSync(target), link);
      if (anchor !== undefined && existsSync(target)) {
        t.true(anchorsOf(readFileSync(target, 'utf8')).includes(anchor), `${link}: no such heading`);
      }
    }
    t.pass();
  });
}

test('Every guide can be reached from the README', (t) => {
  const reached = new Set(['README.md']);
  for (const page of reached) {
    for (const link of linksOf(readFileSync(join(ROOT, page), 'utf8'))) {
      const target = join(dirname(page), link.split('#')[0] ?? '').replaceAll('\\', '/');
      if (target.endsWith('.md') && existsSync(join(ROOT, target))) reached.add(target);
    }
  }
  t.deepEqual(
    guides.filter((name) => !reached.has(`docs/${name}`)),
    [],
  );
});
