// Removes everything that a build, a certification or the matrix makes.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const examples = readdirSync(join(root, 'examples')).map((name) => join('examples', name));

for (const workspace of ['sdk', 'harness', 'bench', ...examples]) {
  for (const folder of ['dist', 'build']) rmSync(join(root, workspace, folder), { recursive: true, force: true });
}
for (const folder of ['build', 'site', 'mapi-certify-report', '.cache']) {
  rmSync(join(root, folder), { recursive: true, force: true });
}
