// The scenarios that the schedule knows by name: they are run before the others, and decide what follows.

/** The scenario that is always run, and first: it shows what the provider says about fast shutdown. */
export const RECONNAISSANCE = 'object-contract';
/** The one scenario besides the reconnaissance that asks nothing of a provider whose answer is unknown. */
export const CLASSIC_EXIT = 'classic-exit';
/** The shutdown that is tried before all others, unless it is not needed. */
export const CANARY = 'immediate-exit';
