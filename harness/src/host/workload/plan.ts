import type { Action } from './actions.js';
import type { PlanContext } from './plan-context.js';
import { CREATED, Planner } from './planner.js';

/**
 * Plans a step of the `mixed` workload: about half of the items are created, a third is also changed, the rest are
 * settings and changes that are never saved.
 *
 * @param context - what it depends on
 * @param count - how many items
 */
export function planMixed(context: PlanContext, count: number): Action[] {
  const settings = count >= 10 ? 4 : 0;
  const unsaved = count >= 6 ? Math.max(1, Math.floor(count / 12)) : 0;
  const changed = Math.floor(count / 3);
  const created = Math.max(1, count - settings - unsaved - changed);
  const planner = new Planner(context);
  planner.makeFolders(created >= 6 ? 3 : 1);
  planner.create(created);
  planner.change(changed);
  // However few items there are, a setting comes with them: DUR-3 asks for one.
  planner.set(Math.max(1, settings));
  planner.leaveUnsaved(unsaved);
  return planner.actions;
}

/**
 * Plans a step of the `light` workload: few small messages, a third of them changed.
 *
 * @param context - what it depends on
 * @param count - how many items
 */
export function planLight(context: PlanContext, count: number): Action[] {
  const changed = Math.floor(count / 3);
  const planner = new Planner({ ...context, large: false });
  planner.makeFolders(context.folders.length === 0 ? 1 : 0);
  planner.create(Math.max(1, count - changed));
  planner.change(changed);
  return planner.actions;
}

/** Of ten things a client does in the `varied` workload: so many new messages, changes of earlier ones, and so on. */
const VARIED = [
  'create',
  'create',
  'create',
  'earlier',
  'earlier',
  'earlier',
  'change',
  'change',
  'set',
  'unsaved',
] as const;

/**
 * Plans a step of the `varied` workload: a few things of any sort, by chance.
 *
 * @param context - what it depends on
 * @param count - how many things
 */
export function planVaried(context: PlanContext, count: number): Action[] {
  const { random } = context;
  const planner = new Planner({ ...context, large: false });
  planner.makeFolders(context.folders.length === 0 ? 1 : 0);
  const earlier = [...context.earlier];
  for (let i = 0; i < count; i += 1) {
    const what = random.pick(VARIED);
    const [message] = what === 'earlier' ? earlier.splice(random.below(Math.max(1, earlier.length)), 1) : [];
    if (message !== undefined) planner.changeEarlier(message, random.below(3));
    else if (what === 'change') planner.changeOne(random.below(9));
    else if (what === 'set') planner.setOne(random.below(4));
    else if (what === 'unsaved') planner.leaveUnsaved(1, random.below(3));
    else planner.createOne(random.pick(CREATED));
  }
  return planner.actions;
}
