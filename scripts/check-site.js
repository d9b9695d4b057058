// Checks the links of a built site: `node scripts/check-site.js FOLDER`. Each link within it leads to a file, and to an
// element where it names one; one that leads out of it is an address by https. Offline: nobody asks what is there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Parser } from 'htmlparser2';

const REFERENCES = new Set(['href', 'src']);

const folder = resolve(process.argv[2] ?? '');
const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.html'));
const pages = new Map(files.map((name) => [join(folder, name), read(join(folder, name))]));

let [links, broken] = [0, 0];
for (const [file, page] of pages) {
  for (const link of page.links) {
    links += 1;
    const fault = faultOf(link, file);
    if (fault === null) continue;
    broken += 1;
    console.error(`${relative(folder, file)}: ${link}: ${fault}`);
  }
}
console.log(`${pages.size} pages, ${links} links, ${broken} broken`);
process.exitCode = broken > 0 || links === 0 ? 1 : 0;

/** What can be linked to in a page, and what it links to, each once. */
function read(file) {
  const page = { ids: new Set(), links: new Set() };
  const parser = new Parser({
    onattribute(name, value) {
      if (name === 'id') page.ids.add(value);
      if (REFERENCES.has(name)) page.links.add(value);
    },
  });
  parser.end(readFileSync(file, 'utf8'));
  return page;
}

/** Why a link of a file is broken; null: it is not. */
function faultOf(link, file) {
  if (!URL.canParse(link, pathToFileURL(file).href)) return 'no address';
  const url = new URL(link, pathToFileURL(file));
  if (url.protocol === 'https:') return null;
  if (url.protocol !== 'file:') return `${url.protocol} is not https:`;
  const target = fileURLToPath(new URL(url.pathname, url));
  if (!`${target}${sep}`.startsWith(`${folder}${sep}`)) return 'leads out of the site';
  const id = decodeURIComponent(url.hash.slice(1));
  if (!pages.has(target)) return existsSync(target) ? null : 'no such file';
  return id === '' || pages.get(target).ids.has(id) ? null : 'no such place in the page';
}
