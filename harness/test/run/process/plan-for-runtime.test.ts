import test from 'ava';
import type { LifePlan } from '#harness/life/life-plan.js';
import { planForRuntime } from '#harness/run/process/plan-for-runtime.js';
import { type NodeRuntime, OWN_NODE } from '#harness/run/process/runtime.js';

const WINE: NodeRuntime = {
  ...OWN_NODE,
  wine: 'wine-8.0',
  path: (path) => `Z:${path}`,
  url: (url) => url.replace('file:///', 'file:///Z:/'),
};

const PLAN: LifePlan = {
  scenario: 's',
  life: 1,
  lives: 2,
  control: false,
  steps: [],
  seed: 1,
  items: 1,
  providers: [{ name: 'store', url: 'file:///store.dll', profile: { folder: '/not/ours' } }],
  journalFile: '/j2',
  earlierJournals: ['/j1'],
  profileDirectory: '/profile',
  dataDirectories: ['/data'],
  companionDirectory: '/companions',
  option: 1,
  regFile: '/reg',
  client: 'outlook',
  companions: [],
  ownMail: { file: '/mail', messages: 1, bytes: 1 },
  farSide: { settings: [], file: '/far', refuses: true },
  kill: null,
  countsWrites: false,
  medium: { fault: 'full', mount: '/mount', missing: null, journal: null, orders: '/orders' },
  seconds: [
    { command: ['Z:/node'], cwd: '/cwd', limitMs: 1, stdoutFile: '/out', stderrFile: '/err', outcomeFile: '/outcome' },
  ],
};

test('Every path of a plan is as the processes of Wine know it, but for what the parent runs or the author wrote', (t) => {
  const text = JSON.stringify(planForRuntime(PLAN, WINE));
  const unchanged = [...text.matchAll(/"(\/[^"]*)"/g)].map(([, path]) => path);
  t.deepEqual(unchanged, ['/not/ours', '/mount']);
  t.true(text.includes('"file:///Z:/store.dll"'));
  t.deepEqual(planForRuntime(PLAN, WINE).seconds[0]?.command, ['Z:/node']);
});

test('A plan for the Node of this process stays as it is', (t) => {
  t.is(planForRuntime(PLAN, OWN_NODE), PLAN);
});
