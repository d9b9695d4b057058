import test from 'ava';
import type { Difference } from '#harness/recording/observation.js';
import type { PlannedRun } from '#harness/run/schedule/plan.js';
import { chainRun } from '#harness/run/schedule/plan-walks.js';
import type { RunResult } from '#harness/run/schedule/run-result.js';
import { type ShrinkRequest, shrinkWalks } from '#harness/run/schedule/shrink-walks.js';
import { parseScript, printScript } from '#harness/scenarios/walk-script.js';
import { walksOf } from '#harness/scenarios/walks.js';
import { settings } from '../../support/judging.js';
import { observation } from '../observation.js';

/** A run in whose life `brokenLife` something was saved that is lost in the next; null: nothing is. */
function resultOf(run: PlannedRun, brokenLife: number | null): RunResult {
  const empty = observation(run.identity);
  const [life] = empty.lives;
  if (life === undefined) throw new Error('no life');
  const lost: Difference = {
    kind: 'lost',
    item: 'm1',
    category: 'created',
    session: 0,
    phase: 'before-query',
    savedInLife: brokenLife ?? 0,
    savedAt: 1,
    seenInLife: (brokenLife ?? 0) + 1,
    expected: 'message "m1 v1"',
    seen: 'nothing',
  };
  return {
    run,
    observation: {
      ...empty,
      lives: run.lives.map(({ steps }) => ({ ...life, steps, itemsListed: 1 })),
      ledger: { ...empty.ledger, differences: brokenLife === null ? [] : [lost] },
    },
    wallMs: 1,
    loaded: [['MSProviderInit']],
  };
}

/** Plays nothing: a script fails in the first life (of the chain so far) that this finds. */
function request(
  script: string,
  brokenLife: (scripts: readonly string[]) => number,
): ShrinkRequest & { readonly tried: string[]; readonly kept: string[] } {
  const play = (run: PlannedRun): RunResult => {
    const walks = walksOf(run.lives.slice(0, -1).map(({ steps }) => steps));
    const found = brokenLife(walks.map((walk) => printScript([walk])));
    return resultOf(run, found === -1 ? null : found);
  };
  const note = (run: PlannedRun): string => printScript(walksOf(run.lives.slice(0, -1).map(({ steps }) => steps)));
  const tried: string[] = [];
  const kept: string[] = [];
  return {
    result: play(chainRun(parseScript(script), 7, 0)),
    settings: settings('in'),
    trial: 2,
    attempt: async (run) => {
      tried.push(note(run));
      return play(run);
    },
    keep: async (run) => {
      kept.push(note(run));
      return play(run);
    },
    tried,
    kept,
  };
}

const twice = (scripts: readonly string[]): number =>
  scripts.findIndex((script) => /work.*query.*query.*do/.test(script));

test('the walk that fails is tried alone, and made as short as it can be', async (t) => {
  const asked = request(
    'logon,work:2,query,do,kill;logon,wait:3,work:3,query,notify,work:1,query,notify,do,wait:2,kill;logon,work:1,logoff',
    twice,
  );
  const shortest = await shrinkWalks(asked);
  t.deepEqual(asked.kept, ['logon,work:1,query,query,do,kill']);
  t.is(shortest?.run.identity.trial, 2);
  t.is(shortest?.run.identity.seed, 7);
  t.is(new Set(asked.tried).size, asked.tried.length, 'no script is played twice');
  t.true(asked.tried.length <= 100);
});

test('what only fails after other walks is shortened together with them', async (t) => {
  const asked = request(
    'logon,work:3,wait:2,query,do,kill;logon,work:2,query,notify,do,kill;logon,work:1,query,do,kill',
    (scripts) => (scripts.length > 1 && scripts[0]?.includes('work') && scripts[1]?.includes('notify') ? 1 : -1),
  );
  await shrinkWalks(asked);
  const lives = asked.kept[0]?.split(';') ?? [];
  t.is(lives.length, 2);
  t.is(lives[0], 'logon,work:1,kill');
  t.regex(lives[1] ?? '', /^logon,query,notify,(?:do,)?kill$/);
});

test('what does not fail again gives nothing', async (t) => {
  const asked = request('logon,work:1,query,query,do,kill', twice);
  const calm = { ...asked, attempt: async (run: PlannedRun) => resultOf(run, null) };
  t.is(await shrinkWalks(calm), null);
  t.deepEqual(asked.kept, []);
});

test('an interrupted search gives nothing', async (t) => {
  const asked = request('logon,work:1,query,query,do,kill', twice);
  t.is(await shrinkWalks({ ...asked, attempt: async () => null }), null);
});

test('a search that could go on for ever ends', async (t) => {
  let played = 0;
  const script = Array.from({ length: 10 }, () => 'logon,work:3,wait:8,query,notify,work:3,work:3,do,kill').join(';');
  // Nothing can be left out, and there is much to be tried.
  const asked = request(script, (scripts) => (scripts.join(';') === script ? 9 : -1));
  const counting = {
    ...asked,
    attempt: async (run: PlannedRun) => {
      played += 1;
      return await asked.attempt(run);
    },
  };
  const shortest = await shrinkWalks(counting);
  t.is(played, 100);
  t.deepEqual(asked.kept, [script]);
  t.not(shortest, null);
});
