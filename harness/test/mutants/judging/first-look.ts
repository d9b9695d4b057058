import type { LosingMutant, MutantKind, Sequence } from '../mutant/mutant.js';

const BY_SEQUENCE: Readonly<Record<Sequence, string>> = {
  'do-alone': 'do-without-notify',
  'notified-twice': 'repeated-calls',
  'saved-after-query': 'saves-between-calls',
  'saved-after-notify': 'saves-between-calls',
  classic: 'classic-exit',
  'classic-after-notify': 'abandoned-after-notify',
};

/** With everything that real ones have. */
const RICHEST: Readonly<Record<MutantKind, string>> = {
  store: 'real-mail',
  'address-book': 'real-mail',
  transport: 'sent-mail',
};

/**
 * The scenario that shows at the first look what a mutant loses, in nearly all cases: it has the most of what is meant, in the
 * sequence, life and session that is meant.
 */
export function firstLookAt({ kind, target, when }: LosingMutant): string {
  const { sequence, life, session } = when;
  if (sequence !== undefined) return BY_SEQUENCE[sequence];
  if (session === 2) return 'two-sessions';
  if (life !== undefined && life > 2) return 'five-generations';
  if (target.part === 'object' && target.object === 'queued') return 'submitted-mail';
  // Settings of the store itself are saved there.
  if (target.part === 'property' && target.of === 'store') return 'outlook-exit';
  return RICHEST[kind];
}
