import {
  findValue,
  type IMsgStore,
  PR_STORE_SUPPORT_MASK,
  STORE_ATTACH_OK,
  STORE_MV_PROPS_OK,
  STORE_OLE_OK,
} from '@mapi-kit/sdk';
import type { LifePlan } from '../../life/life-plan.js';
import { type Phase, WHOLE } from '../../recording/events.js';
import { itemsOf } from '../../scenarios/step-facts.js';
import type { StepOf } from '../../scenarios/step-kinds.js';
import type { Journal } from '../journal.js';
import { keepingHidden } from '../real-mail/hidden-messages.js';
import { saveWholeMail } from '../real-mail/save-whole-mail.js';
import { workRealMail } from '../real-mail/work-real-mail.js';
import { workSubmitted } from '../real-mail/work-submitted.js';
import type { StoreClient } from '../store/store-client.js';
import type { Action } from './actions.js';
import { workBulk } from './bulk.js';
import { changeBulk } from './bulk-changes.js';
import type { ClientModel } from './client-model.js';
import { execute } from './execute.js';
import type { Abilities } from './message-content.js';
import { planLight, planMixed, planVaried } from './plan.js';
import type { PlanContext } from './plan-context.js';
import { Random, seedsOf } from './random.js';
import { Reporter } from './reporter.js';
import { timeUnitOf } from './time-unit.js';
import type { WorkContext } from './work-context.js';

/** Random numbers of its own, so that those of the plan stay the same. */
const WHOLE_MAIL = 0x3a12;

/** One step of work in one session. */
export interface WorkRequest {
  readonly plan: LifePlan;
  readonly journal: Journal;
  readonly client: StoreClient;
  readonly model: ClientModel;
  readonly phase: Phase;
  readonly step: StepOf<'work'>;
  /** The position of the step in its life, from which its random numbers follow. */
  readonly index: number;
}

/** Does one step of work. */
export function work(request: WorkRequest): void {
  const { plan, journal, client, model, phase } = request;
  const context: WorkContext = {
    client,
    model,
    reporter: new Reporter(journal, client.index, phase, plan.kill?.within === 'work'),
  };
  perform(request, context);
  if (model.receives !== undefined) context.reporter.does('receiving messages', model.receives);
}

function perform(request: WorkRequest, context: WorkContext): void {
  const { plan, model, step } = request;
  const count = itemsOf(step, plan.items);
  if (!step.workload.startsWith('bulk')) model.timeUnit ??= timeUnitOf(model);
  if (step.workload === 'real-mail')
    keepingHidden(context, () => workRealMail({ context, plan, step, random: randomOf(request) }));
  else if (step.workload === 'submitted') keepingHidden(context, () => workSubmitted(context, plan, randomOf(request)));
  else if (step.workload === 'bulk') workBulk(context, plan.life, plan.seed, count);
  else if (step.workload === 'bulk-changes') changeBulk(context, plan.seed);
  else {
    execute(context, planStep(request, count));
    // Once in a life of each session.
    if (step.workload === 'mixed' && step.brief !== true && !model.hasWhole) {
      model.hasWhole = true;
      const random = randomOf(request, WHOLE_MAIL);
      keepingHidden(context, () => saveWholeMail(context, random, plan.life));
    }
  }
}

/** The random numbers of a step, and times that the store can keep. */
function randomOf({ plan, client, model, index }: WorkRequest, ...more: readonly number[]): Random {
  const random = new Random(...seedsOf(plan), plan.life, client.index, index, ...more);
  random.timeUnit = model.timeUnit ?? 1n;
  return random;
}

function planStep(request: WorkRequest, count: number): Action[] {
  const { plan, client, model, step } = request;
  const large = step.workload === 'mixed' && plan.life === 0 && !model.hasLarge;
  const context: PlanContext = {
    random: randomOf(request),
    life: plan.life,
    counters: model.counters,
    settingVersion: model.settingVersion,
    // Folders of which everything is compared are moved: nothing is put into them.
    folders: model.ownFolders.filter((ref) => model.folder(ref).state?.properties !== WHOLE),
    earlier: model.earlierMessages(),
    abilities: abilitiesOf(client.store),
    large,
  };
  model.hasLarge ||= large;
  if (step.workload === 'varied') return planVaried(context, count);
  return step.workload === 'mixed' ? planMixed(context, count) : planLight(context, count);
}

/** What the store says it can keep; a store that does not say is taken to keep everything. */
function abilitiesOf(store: IMsgStore): Abilities {
  const mask = findValue(store.GetProps([PR_STORE_SUPPORT_MASK], 0).value ?? [], PR_STORE_SUPPORT_MASK);
  const can = (flag: number) => mask === undefined || (mask & flag) !== 0;
  return {
    multiValued: can(STORE_MV_PROPS_OK),
    attachments: can(STORE_ATTACH_OK),
    embedded: can(STORE_OLE_OK),
  };
}
