import { certify } from '@mapi-kit/harness';

const TIMES = 10;

/** The same certification ten times: how many different results there are, times aside. */
export async function* repeatability() {
  const results = new Set();
  for (let index = 0; index < TIMES; index++) {
    const report = await certify({ provider: '@mapi-kit/example-lmdb-store', out: null, seed: 7 });
    results.add(
      JSON.stringify({
        verdict: report.verdict,
        findings: report.findings.map(({ id, status, message, flaky }) => ({
          id,
          status,
          message: withoutTimes(message),
          flaky,
        })),
        runs: report.runs
          .map(({ name, lives, acknowledged, found, endings }) => ({ name, lives, acknowledged, found, endings }))
          .sort(byName),
      }),
    );
  }
  yield {
    what: `different results of ${TIMES} certifications with one seed`,
    value: results.size,
    limit: 1,
    how: 'verdict, findings and counts of the LMDB example, times left out',
  };
}

function withoutTimes(text) {
  return text.replace(/[\d.,]+ (ms|s)\b/g, '* $1');
}

function byName(a, b) {
  return a.name < b.name ? -1 : 1;
}
