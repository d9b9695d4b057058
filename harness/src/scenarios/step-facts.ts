import { type ShutdownCall, STEP_KINDS, type Step, type StepName, type StepOf } from './step-kinds.js';

/**
 * How many items a step works on.
 *
 * @param step - any step
 * @param configured - how many items the user wants
 * @param kept - how many there may be to be read back; the configured number, which is the least, unless given
 * @returns 0 for a step that neither works nor reads back
 */
export function itemsOf<Name extends StepName>(
  step: StepOf<Name>,
  configured: number,
  kept: number = configured,
): number {
  return STEP_KINDS[step.do].items?.(step, configured, kept) ?? 0;
}

/**
 * For how long a step waits, whatever the provider does.
 *
 * @param step - any step
 * @returns milliseconds
 */
export function waitMsOf<Name extends StepName>(step: StepOf<Name>): number {
  return STEP_KINDS[step.do].waitMs?.(step) ?? 0;
}

/**
 * Tells whether a step makes a call of IMAPIClientShutdown, or may make it, as `leave` does.
 *
 * @param step - any step
 * @param call - which call
 */
export function callsShutdown(step: Step, call: ShutdownCall): boolean {
  return STEP_KINDS[step.do].calls?.includes(call) === true;
}

/**
 * How a step ends the process.
 *
 * @param step - any step
 * @returns `as-answered`: a kill where the provider agrees to fast shutdown, an exit elsewhere; null: the process goes on
 */
export function endOf(step: Step): 'kill' | 'exit' | 'as-answered' | null {
  return STEP_KINDS[step.do].ends ?? null;
}

/**
 * What stands in the place of a step in a null control: the same work and the same kill, without a word to the provider.
 *
 * @param step - any step
 */
export function inControl(step: Step): readonly Step[] {
  return STEP_KINDS[step.do].inControl ?? [step];
}

/**
 * The part of a life to which a step belongs.
 *
 * @param step - any step
 * @returns `unchanged`: the one that goes on, if one does; null: none, and what went on is over
 */
export function partOf(step: Step): 'work' | 'shutdown' | 'unchanged' | null {
  return STEP_KINDS[step.do].part ?? null;
}

/**
 * Tells whether what the provider does by itself is counted during a step.
 *
 * @param step - any step
 */
export function isWatched(step: Step): boolean {
  return STEP_KINDS[step.do].watches === true;
}

/**
 * Tells whether a step saves or sends mail that has all that real mail has, which takes many times as long.
 *
 * @param step - any step
 */
export function isRealMail(step: Step): boolean {
  return step.do === 'work' && (step.workload === 'real-mail' || step.workload === 'sent-mail');
}

/**
 * Tells whether the client calls nobody in a step.
 *
 * @param name - of the step, as a journal has it
 * @returns false also for a name that no step has
 */
export function callsNobody(name: string): boolean {
  return isStepName(name) && STEP_KINDS[name].callsNobody === true;
}

function isStepName(name: string): name is StepName {
  return Object.hasOwn(STEP_KINDS, name);
}
