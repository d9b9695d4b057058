import { EXIT } from '../life/exit-codes.js';
import type { LifePlan } from '../life/life-plan.js';
import { Activity } from './activity/activity.js';
import { run } from './driver.js';
import { errorMessage } from './error-text.js';
import { guardProcess } from './guards.js';
import { Journal } from './journal.js';
import { KillPoint } from './kill-point.js';
import { type Life, Problem } from './life.js';
import { type LoadedProvider, loadProvider } from './load.js';
import { exit, keepSpawnSync, now, pid, readFileSync } from './own.js';
import { setUp } from './set-up.js';
import { Shutdown } from './shutdown.js';

// The process that dies: `node host.js <life-plan.json>`.

const start = now();
const plan = JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as LifePlan;
const journal = new Journal(plan.journalFile, start);
const { scenario, life, lives, control, seed } = plan;
const state: { life: Pick<Life, 'leaving'> } = { life: { leaving: false } };
guardProcess(journal, () => state.life.leaving);
journal.write({
  e: 'start',
  scenario,
  life,
  lives,
  control,
  seed,
  pid,
  node: process.version,
  platform: process.platform,
});

try {
  if (plan.medium !== null || plan.second !== null) await keepSpawnSync();
  const killPoint = await KillPoint.arm(plan, journal);
  const activity = Activity.arm(plan);
  const providers: LoadedProvider[] = [];
  for (const planned of plan.providers) providers.push(await loadProvider(planned, journal));
  const live: Life = {
    plan,
    journal,
    killPoint,
    activity,
    providers,
    subsystem: await setUp(plan, providers, journal, killPoint),
    sessions: [],
    shutdown: new Shutdown(journal),
    phase: 'before-query',
    leaving: false,
  };
  state.life = live;
  await run(live);
  exit(EXIT.done);
} catch (error) {
  const hr = error instanceof Problem && error.hr !== undefined ? { hr: error.hr } : {};
  journal.write({ e: 'problem', what: errorMessage(error), ...hr });
  exit(EXIT.problem);
}
