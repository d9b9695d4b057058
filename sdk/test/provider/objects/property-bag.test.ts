import { PROP_ID, PT_LONG, propTag, type SPropValue } from '@mapi-kit/sdk';
import test from 'ava';
import { PropertyBag } from '#src/provider/objects/property-bag.js';

/** Numbers that look like any, the same ones in each run. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % limit;
  };
}

const property = (id: number, value: number): SPropValue => ({ tag: propTag(id, PT_LONG), value });

for (const [ids, what] of [
  [40, 'few'],
  [400, 'many'],
] as const) {
  test(`A bag of ${what} properties has each id once, in whatever order they are set, replaced and deleted`, (t) => {
    const next = numbers(ids);
    const model = new Map<number, SPropValue>([100, 7, 50].map((id) => [id, property(id, 0)]));
    const given = [...model.values()];
    let bag = new PropertyBag(given);
    for (let step = 0; step < 3_000; step += 1) {
      const id = 1 + next(ids);
      if (next(4) > 0) {
        const value = property(id, step);
        bag.set(value);
        model.set(id, value);
      } else {
        t.is(bag.delete(propTag(id, PT_LONG)), model.delete(id));
      }
      const asked = 1 + next(ids);
      t.is(bag.get(propTag(asked, PT_LONG)), model.get(asked));
      if (next(100) === 0) bag = next(2) === 0 ? bag.copy() : new PropertyBag(bag.list());
    }
    t.deepEqual(bag.list(), [...model.values()]);
    t.deepEqual(
      given.map(({ tag }) => PROP_ID(tag)),
      [100, 7, 50],
    );
  });
}
