// The scenarios that are known by name: those that are run before the others and decide what follows, and that of real mail.

/** The scenario that is always run, and first: it shows what the provider says about fast shutdown. */
export const RECONNAISSANCE = 'object-contract';
/** The one scenario besides the reconnaissance that asks nothing of a provider whose answer is unknown. */
export const CLASSIC_EXIT = 'classic-exit';
/** Messages with everything that real mail has, and those of the author's own. */
export const REAL_MAIL = 'real-mail';
/** The shutdown that is tried before all others, unless it is not needed. */
export const CANARY = 'immediate-exit';
