import type { LifeContext } from '../life-context.js';
import type { ReadBackManner } from '../subjects/subject.js';

/**
 * Lists everything of the harness's that the providers under test hold.
 *
 * Only a read-back without a problem ends with the event `read-back`, so that nobody takes half a list for a whole one.
 * A place has one such event, also where several providers share it.
 *
 * @param manner - how what is on its way through a transport is waited for
 */
export function readBack(life: LifeContext, manner: ReadBackManner): Promise<void> | undefined {
  const all = life.sessions.flatMap((session) => session.subjects);
  // A drain sets the spooler to work in every session, and nobody can open the messages that it works on.
  const subjects = [
    ...all.filter(({ kind }) => kind !== 'transport'),
    ...all.filter(({ kind }) => kind === 'transport'),
  ];
  const listed = new Map<number, number | null>();
  const count = (place: number, items: number | null): void => {
    const before = listed.get(place);
    listed.set(place, items === null || before === null ? null : (before ?? 0) + items);
  };
  const waiting: (() => Promise<void>)[] = [];
  for (const subject of subjects) {
    const items = subject.readBack(manner);
    if (items instanceof Promise) waiting.push(async () => count(subject.place, await items));
    else count(subject.place, items);
  }
  const end = (): void => {
    for (const [session, items] of listed) {
      if (items !== null) life.journal.write({ e: 'read-back', session, items });
    }
  };
  if (waiting.length === 0) {
    end();
    return undefined;
  }
  return Promise.all(waiting.map((wait) => wait())).then(end);
}
