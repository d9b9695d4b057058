import type { Observation } from '../../recording/observation.js';
import type { Evidence, Judgement, Requirement } from '../requirement.js';
import { withRefusedFeatures } from './features.js';

/** Why nothing can be said of outbound messages, and what to do. */
export const NOTHING_ARRIVED =
  'no message reached the far side in any run: have the transport send to the SMTP server of its settings smtpHost and smtpPort (mail to fetch lies in the folder of the setting maildrop), or give a far side of its own with --far-side';

/**
 * Whether messages were submitted and none ever arrived: as a rule the transport talks to another server. A run that did not
 * come to its end does not know.
 */
export function nothingArrived({ observations }: Pick<Evidence, 'observations'>): boolean {
  return observations.some((run) => submitted(run) && run.ledger.readBackComplete) && !observations.some(arrived);
}

/**
 * What was observed, with what is refused now and done elsewhere, and without the messages of a transport that takes none:
 * nothing arrives, and of everything that does not a report says so, in each run that says anything. Nobody has promised to
 * send them.
 *
 * @param given - of all runs
 */
export function asPromised(given: readonly Observation[]): readonly Observation[] {
  const observations = withRefusedFeatures(given);
  if (!nothingArrived({ observations })) return observations;
  const runs = observations.filter((run) => submitted(run) && run.ledger.readBackComplete);
  const isReturned = ({ ledger }: Observation): boolean => (ledger.returned ?? 0) === ledger.acknowledged.outbound;
  return runs.length > 0 && runs.every(isReturned) ? observations.map(withoutOutbound) : observations;
}

/**
 * Judges a requirement. What is broken only by messages that never arrived, where none ever does, stays open.
 *
 * @param requirement - any requirement
 * @param evidence - everything observed
 */
export function judgeWithFarSide({ judge }: Requirement, evidence: Evidence): Judgement {
  const judgement = judge(evidence);
  if (judgement.status !== 'fail' || !nothingArrived(evidence)) return judgement;
  const without = judge({ ...evidence, observations: evidence.observations.map(withoutOutbound) });
  if (without.status === 'fail') return without;
  return { status: 'inconclusive', message: NOTHING_ARRIVED, violations: [] };
}

function submitted({ ledger }: Observation): boolean {
  return ledger.acknowledged.outbound > 0;
}

function arrived({ ledger }: Observation): boolean {
  return (
    ledger.found.outbound > 0 || ledger.counts.some(({ kind, category }) => category === 'outbound' && kind !== 'lost')
  );
}

function withoutOutbound(run: Observation): Observation {
  const isOther = ({ category }: { readonly category: string }): boolean => category !== 'outbound';
  const { ledger } = run;
  return {
    ...run,
    ledger: {
      ...ledger,
      acknowledged: { ...ledger.acknowledged, outbound: 0 },
      counts: ledger.counts.filter(isOther),
      differences: ledger.differences.filter(isOther),
    },
  };
}
