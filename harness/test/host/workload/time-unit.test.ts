import { PROP_TYPE, PT_SYSTIME, type SPropValue } from '@mapi-kit/sdk';
import test from 'ava';
import { ClientModel } from '#harness/host/workload/client-model.js';
import { timeUnitOf } from '#harness/host/workload/time-unit.js';
import { Lives } from '../support/lives.js';

/** Shows times in whole multiples of a unit, whatever is set. */
function showsTimesIn(unit: bigint): (object: object) => void {
  const rounded = ({ tag, value }: SPropValue): SPropValue =>
    ({
      tag,
      value: PROP_TYPE(tag) === PT_SYSTIME && typeof value === 'bigint' ? value - (value % unit) : value,
    }) as SPropValue;
  return (object) => {
    if (!('SubmitMessage' in object && 'GetProps' in object)) return;
    const { GetProps: get } = object as { GetProps: (...all: never[]) => { hr: number; value: SPropValue[] | null } };
    Object.assign(object, {
      GetProps: (...all: never[]) => {
        const { hr, value } = get.apply(object, all);
        return { hr, value: value?.map(rounded) ?? null };
      },
    });
  };
}

for (const [what, unit] of [
  ['whole seconds', 10_000_000n],
  ['whole milliseconds', 10_000n],
  ['every second second', 20_000_000n],
  ['all that a client sets', 1n],
] as const) {
  test(`the client learns that a store keeps of times ${what}, and leaves nothing behind`, (t) => {
    const lives = new Lives(t, showsTimesIn(unit));
    const before = lives.objects.size;
    const model = new ClientModel(lives.client.store, []);
    const learnt = timeUnitOf(model);
    model.release();
    t.is(learnt % unit, 0n);
    t.is(learnt === 1n, unit === 1n);
    t.is(lives.objects.size, before);
  });
}

test('a store that shows whole seconds is given whole seconds, and is found as it was left', (t) => {
  const lives = new Lives(t, showsTimesIn(10_000_000n));
  for (let life = 0; life < 2; life += 1) {
    lives.live(t, 'mixed');
    t.deepEqual(lives.differences(), {});
  }
});
