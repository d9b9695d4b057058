import { dirname } from 'node:path';
import { EXIT } from '../life/exit-codes.js';
import type { LifePlan } from '../life/life-plan.js';
import { callNotesFile } from '../life/native-library.js';
import { secretsOf } from '../life/secrets.js';
import { endOf } from '../scenarios/step-facts.js';
import type { Step } from '../scenarios/step-kinds.js';
import { Activity } from './activity/activity.js';
import { run } from './driver.js';
import { type EarlierLife, endedLife } from './earlier-life.js';
import { errorMessage } from './error-text.js';
import { type GuardedLife, guardProcess } from './guards.js';
import { Journal } from './journal.js';
import { KillTrigger } from './kill/kill-trigger.js';
import type { LifeContext } from './life-context.js';
import { optimizeLater } from './optimize-later.js';
import { exit, keepSpawnSync, now, pid, readFileSync, unlinkSync } from './primordials.js';
import { Problem } from './problem.js';
import { type LoadedProvider, loadProvider } from './set-up/load-provider.js';
import { setUp } from './set-up/set-up.js';
import { Shutdown } from './shutdown.js';
import { Refusal } from './store/refusal.js';
import { errorInWords, ThrownLog } from './thrown.js';

// The process that dies: `node host.js <life-plan.json>`. With several plans it lives several lives, one after the other,
// and they end with the last one.

const start = now();
// Nothing of the plans is left in the arguments for a provider to read.
const files = process.argv.splice(2);
/** The lives so far, the present one last. */
const lives: GuardedLife[] = [];
const earlier: EarlierLife[] = [];
guardProcess(lives);

const plans = files.map((file): LifePlan => {
  const plan = JSON.parse(readFileSync(file, 'utf8')) as LifePlan;
  if (plan.readOnce) unlinkSync(file);
  return plan;
});
if (plans.some(({ medium, seconds }) => medium !== null || seconds.length > 0)) await keepSpawnSync();

for (const [index, plan] of plans.entries()) {
  const isLast = index === plans.length - 1;
  if (plans.length > 1) process.chdir(dirname(files[index] ?? '.'));
  await live(plan, new Journal(plan.journalFile, index === 0 ? start : now()), isLast);
}
exit(EXIT.done);

/** A life that is not the last one stops before its end: that comes with the last one's. */
async function live(plan: LifePlan, journal: Journal, isLast: boolean): Promise<void> {
  const { scenario, life, lives: count, control, seed } = plan;
  const exitOfLife = { expected: false };
  journal.secrets = secretsOf(
    plan.providers.map(({ profile }) => profile),
    process.env,
  );
  journal.dataFolder = plan.dataDirectories[0] === undefined ? null : dirname(plan.dataDirectories[0]);
  const thrown = new ThrownLog(journal);
  lives.push({ journal, thrown, exit: exitOfLife });
  journal.write({
    e: 'start',
    scenario,
    life,
    lives: count,
    control,
    seed,
    pid,
    node: process.version,
    platform: process.platform,
  });
  try {
    const killTrigger = await KillTrigger.arm(plan, journal);
    const activity = Activity.arm(plan);
    const providers: LoadedProvider[] = [];
    const manner = { notes: callNotesFile(plan), hasTwoThreads: plan.twoThreads === true };
    for (const planned of plan.providers) providers.push(await loadProvider(planned, manner, journal));
    // From now on: what Node loads of its own modules comes compiled only as long as nothing is set.
    optimizeLater();
    const live: LifeContext = {
      plan: isLast ? plan : { ...plan, steps: plan.steps.filter((step) => !isEnd(step)) },
      journal,
      killTrigger,
      activity,
      providers,
      subsystem: await setUp(plan, providers, { journal, thrown, killTrigger }),
      sessions: [],
      shutdown: new Shutdown(journal, killTrigger),
      phase: 'before-query',
      earlier,
      endsLater: isLast ? null : (plan.together ?? null),
      exit: exitOfLife,
    };
    await run(live);
    if (isLast) return;
    killTrigger.leave();
    exitOfLife.expected = plan.together === 'exit';
    earlier.push(endedLife(plan, journal, live.plan.steps.at(-1)?.do ?? 'start'));
  } catch (error) {
    const hr = error instanceof Problem && error.hr !== undefined ? { hr: error.hr } : {};
    const what = error instanceof Problem || error instanceof Refusal ? errorMessage(error) : errorInWords(error);
    journal.write({ e: 'problem', what, ...hr });
    exit(EXIT.problem);
  }
}

/** Whether a step does nothing but end the process. */
function isEnd(step: Step): boolean {
  const end = endOf(step);
  return end === 'kill' || end === 'exit';
}
