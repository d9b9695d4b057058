import type { LosingMutant, Sequence, Target } from '../mutant/mutant.js';

const BY_SEQUENCE: Readonly<Record<Sequence, readonly string[]>> = {
  'do-alone': ['SEQ-6'],
  'notified-twice': ['SEQ-14'],
  'saved-after-query': ['SEQ-10'],
  'saved-after-notify': ['SEQ-10'],
  classic: ['DUR-8'],
  'classic-after-notify': ['SEQ-3', 'SEQ-4'],
};

/** Of types that go through streams once they are large. */
const STREAMED = [0x1e, 0x1f, 0x102];
const WHOLE_ITEMS = ['DUR-1', 'DUR-2'];

/** The requirements that fit what a mutant breaks: one of them has to fail. */
export function fittingOf({ kind, operator, target, when }: LosingMutant): readonly string[] {
  const { sequence, life, session } = when;
  const late = operator === 'delay' ? ['QUIET-2'] : [];
  // A random walk does everything that a sequence does.
  if (sequence !== undefined) return [...BY_SEQUENCE[sequence], 'SEQ-13', 'SEQ-15', ...late];
  if (session === 2) return ['SEQ-8', 'SEQ-15', ...late];
  // Mail that was sent and is not known as such is sent again.
  const items = kind === 'transport' ? ['DUR-6', 'DUR-15'] : itemsOf(target, operator);
  // The first session is the only one in most lives.
  if (session === 1) return [...items, ...late];
  return [...items, ...late, ...(isOfLaterLives(target, life) ? ['SEQ-12'] : [])];
}

/** What an earlier life has left is changed in later ones only. */
function isOfLaterLives(target: Target, life: number | undefined): boolean {
  return life === undefined ? target.part === 'object' && target.change !== 'new' : life > 1;
}

function itemsOf(target: Target, operator: LosingMutant['operator']): readonly string[] {
  switch (target.part) {
    case 'names':
      return ['DUR-11', ...WHOLE_ITEMS];
    case 'embedded':
      return ['DUR-13', ...WHOLE_ITEMS];
    case 'list':
      return target.of === 'embedded' ? ['DUR-13', ...WHOLE_ITEMS] : WHOLE_ITEMS;
    case 'members':
      return ['DUR-16', ...WHOLE_ITEMS];
    case 'object': {
      if (target.object === 'queued') return ['DUR-14'];
      const more =
        operator === 'duplicate' || operator === 'swap' || target.change === 'removed' ? ['DUR-4', 'DUR-5'] : [];
      // What is cut off may have names, and nothing else.
      return [...WHOLE_ITEMS, ...more, ...(operator === 'truncate' ? ['DUR-11'] : [])];
    }
    case 'property':
      return [...new Set(ofProperty(target))];
    default:
      return [];
  }
}

function ofProperty(target: Extract<Target, { part: 'property' }>): readonly string[] {
  if (target.of === 'store') return ['DUR-3'];
  const embedded = target.of === 'embedded' || target.of === 'inner' ? ['DUR-13'] : [];
  const named = target.name !== undefined || target.id === undefined ? ['DUR-11'] : [];
  const large =
    target.size === 'large' ||
    (target.size === undefined && (target.type === undefined || STREAMED.includes(target.type)));
  const flags = target.of === 'message' && (target.id === 0x0e07 || target.type === 0x3) ? ['DUR-14'] : [];
  return [...WHOLE_ITEMS, ...named, ...embedded, ...(large ? ['DUR-12'] : []), ...flags];
}
