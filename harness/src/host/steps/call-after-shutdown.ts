import { errorText } from '../error-text.js';
import type { LifeContext } from '../life-context.js';
import type { Attempt } from '../subjects/subject.js';

/**
 * Goes on calling after DoFastShutdown, against the rules: opens, saves, logs off and releases.
 *
 * No HRESULT is wrong here. Exceptions are journalled.
 */
export function callAfterShutdown(life: LifeContext): void {
  const attempt: Attempt = (what, call) => guarded(life, what, call);
  for (const { session, subjects } of life.sessions) {
    for (const subject of subjects) subject.callAfterShutdown(attempt);
    attempt('IMAPISession::Logoff', () => {
      session.Logoff(0, 0, 0);
    });
    attempt('IMAPISession::Release', () => {
      session.Release();
    });
  }
  attempt('MAPIUninitialize', () => {
    life.subsystem.MAPIUninitialize();
  });
}

function guarded({ journal }: LifeContext, what: string, call: () => void): void {
  try {
    call();
  } catch (error) {
    // A refusal is an answer; anything else is an exception that crossed the boundary.
    if (error instanceof Error && error.name === 'Refusal') return;
    journal.write({ e: 'problem', what: `${what} after DoFastShutdown threw ${errorText(error)}` });
  }
}
