import type { Step, StepOf } from './step-kinds.js';

// The steps that most scripts are made of.

export const logon: Step = { do: 'logon' };
export const readBack: Step = { do: 'read-back' };
/** Saves everything that can be saved. */
export const work: StepOf<'work'> = { do: 'work', workload: 'mixed' };
/** Enough to change what earlier lives have left, and to add to it. */
export const halfWork: StepOf<'work'> & { readonly items: { readonly share: number } } = {
  do: 'work',
  workload: 'mixed',
  items: { share: 0.5 },
};
/** Before the work: what has arrived by then, and is forgotten in an exit, is sent again in the next life. */
export const deliver: Step = { do: 'deliver' };
/** A quarter of the items, new ones only. */
export const someWork: Step = { do: 'work', workload: 'light', items: { share: 0.25 } };
export const query: Step = { do: 'query' };
export const notify: Step = { do: 'notify' };
export const shutdown: Step = { do: 'shutdown' };
export const kill: Step = { do: 'kill' };
export const logoff: Step = { do: 'logoff' };
export const exit: Step = { do: 'exit' };

/** How a client leaves whose providers agree, back to back. */
export const fastExit: readonly Step[] = [query, notify, shutdown, kill];
