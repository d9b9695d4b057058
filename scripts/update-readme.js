// Fills the README's blocks behind `<!-- output: COMMAND -->` with what the commands print now.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const readme = join(root, 'README.md');
const command = join(root, 'harness', 'bin', 'mapi-certify.js');

const filled = readFileSync(readme, 'utf8').replace(
  /^<!-- output: mapi-certify (.*) -->\n\n```text\n[\s\S]*?^```$/gm,
  (_, line) => {
    const { stdout, stderr } = spawnSync(process.execPath, [command, ...line.split(' ')], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    });
    if (stdout === '') throw new Error(`mapi-certify ${line} printed nothing: ${stderr}`);
    return `<!-- output: mapi-certify ${line} -->\n\n\`\`\`text\n${stdout.trimEnd()}\n\`\`\``;
  },
);
writeFileSync(readme, filled);
