import { join } from 'node:path';
import { readRunDescription } from '../../recording/read-recording.js';
import type { CertificationReport, ExpectedFailure } from '../../report/report.js';
import { SCENARIOS } from '../../scenarios/scenarios.js';
import { EVIDENCE_FOLDER } from '../folders/out-folder.js';
import { selectionOption } from '../input/selection.js';
import type { KeptCertification } from '../judging/certification-file.js';
import { ELSEWHERE } from '../schedule/shares.js';
import { inOrder } from '../schedule/stages.js';
import type { ReadShard } from './read-shard.js';

/** What of a merged certification its shards don't say. */
export interface MergedParts {
  /** The output folder, as it is shown. */
  readonly evidence: string;
  /** Null: those of the shards. */
  readonly expected: { readonly file: string; readonly failures: readonly ExpectedFailure[] } | null;
}

/**
 * What is kept of a certification that was played in shards, as if it had been one run. What a shortened script shows is left
 * out: whose that is, only judging all says.
 *
 * @param shards - all of them, the first one first
 * @param parts - what they don't say
 */
export function mergedCertification(
  shards: readonly [ReadShard, ...ReadShard[]],
  { evidence, expected }: MergedParts,
): KeptCertification {
  const [{ kept: first }] = shards;
  const all = shards.map(({ kept }) => kept);
  const { only, skip, scenario } = first.header.settings;
  const selected = { only, skip, scenario, script: null, quick: false, shard: null };
  const settings = { ...first.header.settings, shard: null };
  return {
    ...first,
    header: {
      ...first.header,
      ...endOf(shards),
      shards: shards.length,
      settings: expected === null ? settings : { ...settings, expectedFailures: expected.file },
      expectedFailures: expected?.failures ?? first.header.expectedFailures,
      evidence,
    },
    terms: {
      ...first.terms,
      notRun: Object.fromEntries(
        all.flatMap(({ terms }) => Object.entries(terms.notRun).filter(([, reason]) => reason !== ELSEWHERE)),
      ),
      unfinished: [...new Set(all.flatMap(({ terms }) => terms.unfinished))],
      inPart: [],
      selection: selectionOption(selected).selection ?? null,
    },
    runs: runsOf(shards),
    shrunk: null,
  };
}

/** From the first one's beginning to the last one's end, and how that came. */
function endOf(
  shards: readonly ReadShard[],
): Pick<CertificationReport, 'completion' | 'stoppedBy' | 'startedAt' | 'wallMs'> {
  const headers = shards.map(({ kept }) => kept.header);
  const starts = headers.map(({ startedAt }) => Date.parse(startedAt));
  const begin = Math.min(...starts);
  const ends = headers.map(({ wallMs }, index) => (starts[index] ?? begin) + wallMs);
  const stops = (['interruption', 'time-limit', 'bail'] as const).filter((by) =>
    headers.some(({ stoppedBy }) => stoppedBy === by),
  );
  return {
    completion: headers.some(({ completion }) => completion === 'interrupted') ? 'interrupted' : 'complete',
    stoppedBy: stops[0] ?? null,
    startedAt: new Date(begin).toISOString(),
    wallMs: Math.max(...ends) - begin,
  };
}

function runsOf(shards: readonly ReadShard[]): readonly string[] {
  const runs = shards.flatMap(({ path, kept }) =>
    kept.runs
      .filter((name) => name !== kept.shrunk?.run)
      .map((name) => {
        const { scenario, control, trial, seed } = readRunDescription(join(path, EVIDENCE_FOLDER, name));
        return { name, run: { identity: { scenario, control, trial, seed } } };
      }),
  );
  return inOrder(runs, SCENARIOS).map(({ name }) => name);
}
