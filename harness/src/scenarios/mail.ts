import type { Scenario } from './scenario.js';

/** What only transports have to do. */
export const MAIL: readonly Scenario[] = [];
