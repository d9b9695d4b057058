import type { Step } from '#harness/scenarios/step-kinds.js';

// The steps that the lives of the tests are made of.

export const logon: Step = { do: 'logon' };
export const work: Step = { do: 'work', workload: 'mixed' };
export const light: Step = { do: 'work', workload: 'light', items: { count: 6 } };
export const leaveFast: readonly Step[] = [{ do: 'query' }, { do: 'notify' }, { do: 'shutdown' }];
export const kill: Step = { do: 'kill' };
export const leaveClassic: readonly Step[] = [{ do: 'logoff' }, { do: 'exit' }];
