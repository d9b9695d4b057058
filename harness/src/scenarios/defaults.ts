/** How many items a client saves in each life, unless told otherwise. */
export const DEFAULT_ITEMS = 30;
/** The time in which Notify and Do together must return, in milliseconds, unless told otherwise. */
export const DEFAULT_BUDGET_MS = 5_000;
