// Runs the tests of a tier.
//
//   npm test                     unit tests, and every provider by the quick mode: minutes
//   npm run test:whole           whole certifications of the correct providers, and every command of the guides
//   npm test -- FILE…            only these: compiled test files, as AVA takes them
//
// Certifying the broken providers as a whole is a tier of its own: `npm run detection`.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const ABOUT = { quick: 'about ten minutes', whole: 'about twenty minutes' };

const given = process.argv.slice(2);
const isWhole = given[0] === '--whole';
const rest = isWhole ? given.slice(1) : given;
// It triples what a process of Node 20 takes to start, and there are a thousand of them; nothing here leaves the machine.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

const startedAt = performance.now();
if (rest.length === 0) {
  const what = isWhole ? 'The whole certifications and the guides' : 'The tests';
  say(`${what} take ${ABOUT[isWhole ? 'whole' : 'quick']} on two cores, the build included.`);
}
say('Building…');
const build = spawnSync(process.execPath, [join(root, 'scripts', 'build.js')], { cwd: root, stdio: 'inherit', env });
if (build.status !== 0) {
  say('The build failed: see above. No test was run.');
  process.exit(1);
}
say(`Built after ${seconds()} s. Running…`);
const ava = join(root, 'node_modules', 'ava', 'entrypoints', 'cli.mjs');
const tier = isWhole ? 'whole' : rest.length === 0 ? 'quick' : 'all';
const child = spawn(process.execPath, [ava, ...rest], {
  cwd: root,
  env: { ...env, MAPI_KIT_TIER: tier },
  stdio: ['inherit', 'pipe', 'inherit'],
});
let output = '';
child.stdout.setEncoding('utf8').on('data', (text) => {
  output += text;
  process.stdout.write(text);
});
// Ctrl-C reaches AVA as well, which ends its processes: this one only waits for it.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name));
child.on('close', (code, signal) => {
  const count = (pattern) => output.match(pattern)?.length ?? 0;
  const passed = count(/^ *✔ /gm);
  const failed = count(/^ *✘ \[fail\]/gm);
  if (signal !== null || code === 130) {
    say(`Interrupted after ${seconds()} s: ${passed} tests had passed, ${failed} had failed.`);
    process.exit(130);
  }
  if (code === 0) say(`All ${passed.toLocaleString('en-US')} tests passed, in ${seconds()} s.`);
  else {
    say(
      `${failed === 0 ? 'Something' : failed} of ${(passed + failed).toLocaleString('en-US')} tests failed, in ${seconds()} s: see above what was expected, and what came.`,
    );
  }
  process.exit(code ?? 1);
});

function say(line) {
  process.stdout.write(`${line}\n`);
}

function seconds() {
  return Math.round((performance.now() - startedAt) / 1_000);
}
