import type { LifeContext } from '../life-context.js';

/**
 * Has each transport under test deliver a message, and whatever else it has taken over, and waits until it knows it.
 *
 * @param index - the position of the step in its life
 * @returns undefined when there is no transport: the next step follows in the same turn
 */
export function deliver(life: LifeContext, index: number): Promise<void> | undefined {
  const subjects = life.sessions.flatMap((session) => session.subjects);
  // All of them have submitted before one waits: they share the spooler.
  const waits = subjects.flatMap((subject) => subject.deliver?.(index, life.phase) ?? []);
  if (waits.length === 0) return undefined;
  return Promise.all(waits).then(() => {});
}
