import { formatHresult, hresult } from '@mapi-kit/sdk';
import { callInWords } from '../../recording/ending.js';
import type { Observation, ObservedCall, ObservedLife } from '../../recording/observation.js';
import type { Evidence, Judgement, Violation } from '../requirement.js';
import { CAUSES_OF_SILENCE, conclude, nothingYet, violation } from './judge-helpers.js';
import { measuredCount } from './measured.js';
import { shutdownCalls } from './shutdown-calls.js';

type Dialog = ObservedLife['supportCalls'][number];

/** QUIET-3: nothing is shown to the user between the call and the return of one of the three methods. */
export function judgeUserInterface(evidence: Evidence): Judgement {
  const gathered = nothingYet();
  const reported = new Set<string>();
  let calls = 0;
  for (const run of evidence.observations) {
    for (const life of run.lives) {
      for (const call of shutdownCalls(life)) {
        calls += 1;
        for (const dialog of life.supportCalls.filter((each) => isWithin(each, call))) {
          const found = shown(run, call, dialog);
          const key = `${found.expected} ${found.seen}`;
          if (reported.has(key)) continue;
          reported.add(key);
          gathered.violations.push(found);
        }
      }
    }
  }
  if (calls === 0) {
    gathered.gaps.push('no shutdown method of the provider was called');
    gathered.deferredTo.push(...CAUSES_OF_SILENCE);
  }
  const [first] = gathered.violations;
  return conclude(gathered, {
    pass: 'no call of the three methods showed the user anything',
    fail: first === undefined ? '' : `expected that ${first.expected}; ${first.seen}`,
    measured: [measuredCount('calls of the three methods', calls)],
  });
}

function isWithin(dialog: Dialog, call: ObservedCall): boolean {
  const { name, session, instance } = dialog.provider;
  const { provider } = call;
  if (name !== provider.name || session !== provider.session || instance !== provider.instance) return false;
  return dialog.at >= call.calledAt && (call.returnedAt === null || dialog.at <= call.returnedAt);
}

function shown(run: Observation, call: ObservedCall, { method, hr }: Dialog): Violation {
  return violation(
    run,
    `${callInWords(call)} shows the user nothing`,
    `it called ${method}, which the mock subsystem answered with ${formatHresult(hresult(hr))}`,
    'nobody may be there to answer: the windows of the client are closing, or Windows itself is shutting down',
  );
}
