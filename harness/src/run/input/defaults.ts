import { DEFAULT_BUDGET_MS, DEFAULT_ITEMS } from '../../scenarios/defaults.js';
import { QUICK_ITEMS } from '../../scenarios/quick.js';
import { DEFAULT_WALKS } from '../../scenarios/walks.js';

/** What holds for options that are left out. */
export interface Defaults {
  /** The folder of the report. */
  readonly out: string;
  readonly items: number;
  /** With `quick`. */
  readonly quickItems: number;
  readonly budgetMs: number;
  readonly walks: number;
}

/** The product's own. */
export const DEFAULTS: Defaults = {
  out: 'mapi-certify-report',
  items: DEFAULT_ITEMS,
  quickItems: QUICK_ITEMS,
  budgetMs: DEFAULT_BUDGET_MS,
  walks: DEFAULT_WALKS,
};
