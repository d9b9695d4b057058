import { IID_IUnknown, type IUnknown } from '@mapi-kit/sdk';
import { type Answer, type Ask, no, type Probed, yes } from './answer.js';

// The documentation calls the numbers that AddRef and Release return diagnostic (DOC-188): a caller must not live by
// them, and an object need not give true ones. So an object whose numbers never move, or are no integers, passes and is
// said to tell nothing. Numbers that do move are taken at their word, and must then add up.

/** Asks whether QueryInterface adds one reference, and Release takes one. */
export function probeCounts(object: IUnknown, ask: Ask): void {
  ask('query-interface-adds-one', () => queryInterfaceAddsOne(object));
  ask('release-takes-one', () => releaseTakesOne(object));
}

/** Whether QueryInterface adds one reference. */
export function queryInterfaceAddsOne(object: IUnknown): Answer {
  const before = object.AddRef();
  const face = object.QueryInterface(IID_IUnknown).value;
  const after = object.AddRef();
  object.Release();
  face?.Release();
  object.Release();
  return counted([before, after], after === before + 2, `AddRef gave ${before}, and after a QueryInterface ${after}`);
}

/** Whether AddRef adds one reference, and Release takes one. */
export function releaseTakesOne(object: IUnknown): Answer {
  const added = [object.AddRef(), object.AddRef()];
  const released = [object.Release(), object.Release()];
  const adds = (added[1] as number) - (added[0] as number) === 1;
  const takes =
    (added[1] as number) - (released[0] as number) === 1 && (released[0] as number) - (released[1] as number) === 1;
  return counted(
    [...added, ...released],
    adds && takes,
    `AddRef gave ${added.join(', ')}, Release ${released.join(', ')}`,
  );
}

/** Shuts both objects down and releases them for the last time. */
export function probeLastRelease(first: Probed, second: Probed, ask: Ask): void {
  ask('last-release-returns-zero', () => {
    const tells = [first, second].map((object) => [object.AddRef(), object.Release()]);
    const last = [first, second].map((object) => {
      object.Shutdown(0);
      return object.Release();
    });
    const zero = last.every((count) => count === 0);
    return counted([...tells.flat(), ...last], zero, `after Shutdown the last Release gave ${last.join(' and ')}`);
  });
}

function counted(numbers: readonly unknown[], adds: boolean, seen: string): Answer {
  if (adds) return yes(seen);
  const tells = numbers.every((number) => Number.isInteger(number)) && new Set(numbers).size > 1;
  return tells ? no(seen) : yes(`${seen}: these numbers count nothing, which the documentation allows`);
}
