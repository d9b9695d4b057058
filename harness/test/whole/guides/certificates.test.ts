import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { COMMAND } from '../../guides/support/shown-output.js';
import { ROOT, run } from '../../support/npm.js';

// The guide's commands and scripts, in their order, in a project with the store of the first guide.

const guide = readFileSync(join(ROOT, 'docs', 'certificates.md'), 'utf8');
const commands = [...guide.matchAll(/^npx mapi-certify (.*)$/gm)].map(([, command = '']) => command.split(' '));
const scriptOf = (name: string): string =>
  new RegExp(`^\`\`\`mjs\\n(// ${name}\\n[\\s\\S]*?)^\`\`\`$`, 'm').exec(guide)?.[1] ?? '';

let project: string;

test.before('a project has the store of the first guide', () => {
  const store = readFileSync(join(ROOT, 'docs', 'write-your-first-store.md'), 'utf8');
  const [, code = ''] = /^```js\n(\/\/ box-store\.js\n[\s\S]*?)^```$/m.exec(store) ?? [];
  mkdirSync(join(ROOT, 'harness', 'build'), { recursive: true });
  project = mkdtempSync(join(ROOT, 'harness', 'build', 'certificates-'));
  mkdirSync(join(project, 'dist'));
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(project, 'dist', 'my-store.js'), code);
  for (const name of ['gate.mjs', 'check.mjs']) writeFileSync(join(project, name), scriptOf(name));
});

test.after.always('the project is removed', () => {
  rmSync(project, { recursive: true, force: true });
});

test.serial('The commands make keys, certify, sign and verify', async (t) => {
  t.timeout(300_000);
  t.deepEqual(
    commands.map(([first]) => first),
    ['keygen', './dist/my-store.js', 'verify'],
  );
  for (const args of commands) {
    // A busy machine must not fail a test of the guide.
    const more = args.includes('--sign-key') ? ['--budget', '60000'] : [];
    const ran = await run(process.execPath, [COMMAND, ...args, ...more], project, { CI: 'true' });
    t.is(ran.code, 0, ran.stdout + ran.stderr);
    if (args[0] !== 'verify') continue;
    t.regex(ran.stdout, /^VERIFIED {2}certified: /m);
    // The guide explains each of its lines.
    const named = [...ran.stdout.matchAll(/^ {2}✓ (\w+)/gm)].map(([, name]) => name);
    const explained = [...guide.matchAll(/^\| (\w+) \| /gm)].map(([, name]) => name);
    t.deepEqual(
      named,
      explained.filter((name) => name !== 'Line'),
    );
  }
});

test.serial('The scripts let the certified provider pass, and stop once a file or the key is another', async (t) => {
  const says = async (name: string): Promise<string> => {
    const { code, stdout, stderr } = await run(process.execPath, [name], project);
    return code === 0 ? stdout : (/^Error: (.*)$/m.exec(stderr)?.[1] ?? stderr);
  };
  t.is(await says('gate.mjs'), 'opted in\n');
  t.is(await says('check.mjs'), 'PASSED: my-store.js\n');

  const journal = join(project, 'mapi-certify-report', 'evidence', 'immediate-exit', 'life-1.json');
  const before = readFileSync(journal);
  writeFileSync(journal, `${before} `);
  t.is(await says('gate.mjs'), 'not certified');
  t.is(await says('check.mjs'), 'evidence/immediate-exit/life-1.json was changed');
  writeFileSync(journal, before);

  await run(process.execPath, [COMMAND, 'keygen', 'other.key'], project);
  copyFileSync(join(project, 'other.key.pub'), join(project, 'certify.key.pub'));
  t.is(await says('gate.mjs'), 'not certified');
  t.is(await says('check.mjs'), 'not signed by this key');
});
