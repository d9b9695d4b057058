import type { MutantKind, Sequence } from '../mutant/mutant.js';

/** What a life is told by its parent. */
export interface LifeOrder {
  readonly kind: MutantKind;
  /** The provider's module. */
  readonly provider: string;
  readonly folder: string;
  /** Counted from 0. */
  readonly life: number;
  readonly sessions: number;
  /** It only looks what is there. */
  readonly isLast: boolean;
  readonly sequence: Sequence | 'fast';
}
