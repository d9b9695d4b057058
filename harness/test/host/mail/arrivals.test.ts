import test from 'ava';
import { Arrivals } from '#harness/host/mail/arrivals.js';
import { digestOfText } from '#harness/recording/digest.js';
import { postponedAddress } from '#harness/recording/item-names.js';
import type { FarSideEvent } from '#harness/recording/mail.js';

const [LATER, LATEST] = [postponedAddress('o1'), postponedAddress('o1', 2)];

function delivered(item: string, recipients?: readonly string[]): FarSideEvent {
  const whom = recipients === undefined ? {} : { recipients };
  return { e: 'delivered', life: 0, item, ...whom, state: { label: item, properties: '', folder: '' } };
}

function unlike(e: 'refused' | 'postponed', item: string, recipient: string = LATER): FarSideEvent {
  return { e, life: 0, item, recipient };
}

function of(recipients: readonly string[], life: number = 0): Arrivals {
  return new Arrivals([{ item: 'o1', state: { recipients: digestOfText(recipients.join()) } }], life);
}

test('a message has come to some of its recipients until it has come to all', (t) => {
  const arrivals = of(['a@x', 'b@x']);
  arrivals.add([delivered('o1', ['b@x'])]);
  t.deepEqual([arrivals.missing.size, arrivals.partly.size], [0, 1]);
  arrivals.add([delivered('o1', ['b@x'])]);
  t.is(arrivals.partly.size, 1, 'the same again is nobody else');
  arrivals.add([delivered('o1', ['a@x'])]);
  t.is(arrivals.partly.size, 0);
});

test('where the far side does not say whom a message was for, it has arrived', (t) => {
  const arrivals = of(['a@x', 'b@x']);
  arrivals.add([delivered('o1')]);
  t.deepEqual([arrivals.missing.size, arrivals.partly.size], [0, 0]);
});

test('who is not taken in this life is not waited for, and neither are the others', (t) => {
  const arrivals = of(['a@x']);
  arrivals.add([unlike('postponed', 'o1')]);
  t.deepEqual([...arrivals.postponed], ['o1']);
  t.is(arrivals.missing.size, 0);
});

test('who was not taken in an earlier life is waited for, also when the others have it', (t) => {
  const arrivals = of(['a@x'], 1);
  arrivals.add([delivered('o1', ['a@x']), unlike('postponed', 'o1')]);
  t.deepEqual([...arrivals.missing], ['o1']);
  t.is(arrivals.postponed.size, 0);
  arrivals.add([delivered('o1', [LATER])]);
  t.deepEqual([arrivals.missing.size, arrivals.partly.size], [0, 0]);
});

test('of several who were not taken in an earlier life each is waited for', (t) => {
  const arrivals = of(['a@x'], 1);
  arrivals.add([unlike('postponed', 'o1'), unlike('postponed', 'o1', LATEST), delivered('o1', ['a@x', LATER])]);
  t.deepEqual([...arrivals.missing], ['o1']);
  arrivals.add([delivered('o1', [LATEST])]);
  t.deepEqual([arrivals.missing.size, arrivals.partly.size], [0, 0]);
});

test('what the far side says of messages of other sessions concerns nobody', (t) => {
  const arrivals = of(['a@x']);
  arrivals.add([unlike('refused', 's2-o1'), unlike('postponed', 's2-o1'), delivered('s2-o1', ['c@x'])]);
  t.deepEqual([arrivals.refused.size, arrivals.postponed.size, arrivals.partly.size], [0, 0, 0]);
  arrivals.add([unlike('refused', 'o1')]);
  t.deepEqual([...arrivals.refused], ['o1']);
});
