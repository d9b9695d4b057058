import type { Scenario } from './scenario.js';
import type { Step } from './step-kinds.js';
import { kill, logon, notify, query, shutdown, someWork } from './steps.js';

const ordinary: Step = { do: 'watch', ms: 600, span: 'ordinary' };
/** For the timers that a provider sets once, when it begins. */
const settle: Step = { do: 'wait', ms: 200 };

/** What goes on in the background, and what does not. */
export const QUIETNESS: readonly Scenario[] = [
  {
    name: 'quiet-after-notify',
    title: 'Background work is watched while the client works, and for a second between Notify and Do; then the kill',
    stances: ['in'],
    idle: true,
    lives: [
      {
        steps: [
          logon,
          settle,
          someWork,
          ordinary,
          someWork,
          query,
          notify,
          { do: 'watch', ms: 1000, span: 'after-notify' },
          shutdown,
          kill,
        ],
      },
    ],
  },
  {
    name: 'resumes-after-notify',
    title:
      'After Query and Notify the client works on, background work is watched, then the kill without a further word',
    stances: ['in'],
    idle: true,
    control: true,
    lives: [
      {
        steps: [
          logon,
          settle,
          someWork,
          ordinary,
          someWork,
          ordinary,
          query,
          notify,
          { do: 'wait', ms: 100 },
          someWork,
          { do: 'watch', ms: 3000, span: 'resumed' },
          kill,
        ],
      },
    ],
  },
];
