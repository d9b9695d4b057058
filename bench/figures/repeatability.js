import { certify } from '@mapi-kit/harness';

const TIMES = 10;

/** The same certification ten times: how many different results there are, what was measured aside. */
export async function* repeatability() {
  const results = new Set();
  for (let index = 0; index < TIMES; index++) {
    const report = await certify({ provider: '@mapi-kit/example-lmdb-store', out: null, seed: 7 });
    results.add(JSON.stringify(repeatable(report)));
  }
  yield {
    what: `different results of ${TIMES} certifications with one seed`,
    value: results.size,
    limit: 1,
    how: 'LMDB example: verdict, summary, all that findings say, totals, runs as a whole; of runs with timed kills the plan',
  };
}

/** What the same seed must give again: all but how long things took, and what depends on when a timed kill came. */
function repeatable({ verdict, completion, summary, findings, totals, exposure, runs }) {
  // How many lives share a process depends on which of them are over at the same time.
  const { processes, ...planTotals } = totals;
  return {
    verdict,
    completion,
    summary,
    findings: findings.map(({ measured, ...said }) => said),
    totals: planTotals,
    exposed: exposure?.acknowledged,
    runs: runs.map(({ wallMs, peakRssBytes, ...run }) => (run.timedKills === 0 ? run : planned(run))),
  };
}

function planned({ name, scenario, control, seed, lives, timedKills }) {
  return { name, scenario, control, seed, lives, timedKills };
}
