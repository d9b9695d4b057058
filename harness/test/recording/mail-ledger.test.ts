import test from 'ava';
import type { FarSideEvent } from '#harness/recording/mail.js';
import { stateOfMail } from '#harness/recording/mail.js';
import type { MailAttachment } from '#harness/recording/mail-parts.js';
import type { Observation } from '#harness/recording/observation.js';
import { LifeScript, observed, recording } from '../support/recordings.js';

const file = (text: string): MailAttachment => ({
  name: `${text}.bin`,
  contentId: text,
  data: new TextEncoder().encode(text),
});

function mail(item: string, attachments: readonly MailAttachment[], more: object = {}) {
  return stateOfMail({
    subject: `${item} v1 x`,
    body: 'Hello',
    to: ['a@x'],
    cc: ['b@x'],
    bcc: [],
    attachments,
    ...more,
  });
}

function delivered(item: string, state: ReturnType<typeof mail>, life = 0, messageId = `<${item}@x>`): FarSideEvent {
  return { e: 'delivered', life, item, messageId, state };
}

/** A life that submits o1 and o2, a shutdown that keeps its promise, and one that reads back. */
function run(farSide: readonly FarSideEvent[], change: (first: LifeScript, last: LifeScript) => void = () => {}) {
  const sent = { category: 'outbound' } as const;
  const first = new LifeScript().step('work');
  first.saved('o1', mail('o1', [file('one'), file('two')]), sent).saved('o2', mail('o2', [file('three')]), sent);
  const last = new LifeScript().step('read-back');
  change(first, last);
  return observed([first.killed(), last.readBack(0).exited()], { farSide: [...farSide] });
}

function differences({ ledger }: Observation): string[] {
  return ledger.differences.map(({ kind, item, seen }) => `${item} ${kind}: ${seen}`);
}

const END = 'by the end of the second life';

test('what has arrived as it was sent is as it was sent, whatever the order of its attachments', (t) => {
  const one = mail('o1', [file('two'), file('one')]);
  t.deepEqual(differences(run([delivered('o1', one), delivered('o2', mail('o2', [file('three')]), 1)])), []);
});

test('an attachment that has arrived once and is missing in another message is named', (t) => {
  const found = differences(run([delivered('o2', mail('o2', [file('three')])), delivered('o1', mail('o1', []), 1)]));
  t.deepEqual(found, [
    `o1 changed: attachments: 2 saved, 0 found; attachment 1 of 2 absent; attachment 2 of 2 absent ${END}`,
  ]);
});

test('a changed name, a header with others in it and a blind recipient who is named are seen', (t) => {
  const state = mail('o1', [file('one'), { ...file('two'), name: '?.bin' }], { cc: ['b@x', 'c@x'], bcc: ['c@x'] });
  const [found = ''] = differences(run([delivered('o2', mail('o2', [file('three')])), delivered('o1', state, 1)]));
  t.regex(found, /its Cc header, 3 characters saved .*, 8 characters found/);
  t.regex(found, /its Bcc header, 0 characters saved .*, 3 characters found/);
  t.regex(found, /PR_ATTACH_LONG_FILENAME_W \(0x3707001F\) of attachment 2 of 2/);
});

test('names and headers that a transport never carries are not promised, and are named', (t) => {
  const nameless = ({ data }: MailAttachment): MailAttachment => ({ data });
  const bare = (item: string, files: readonly MailAttachment[], life: number) =>
    delivered(item, mail(item, files.map(nameless), { to: ['a@x', 'b@x'], cc: [] }), life);
  const { ledger } = run([bare('o1', [file('one'), file('two')], 0), bare('o2', [file('three')], 1)]);
  t.deepEqual(ledger.differences, []);
  t.deepEqual(ledger.notCarried, ['names of attachments', 'content ids', 'To', 'Cc']);
});

test('who is named in Cc has to be there where To has those alone that it names, also where no Cc has ever arrived', (t) => {
  const bare = (item: string, files: readonly MailAttachment[]) => delivered(item, mail(item, files, { cc: [] }));
  const found = differences(run([bare('o1', [file('one'), file('two')]), bare('o2', [file('three')])]));
  t.is(found.length, 2);
  t.regex(found[0] ?? '', /^o1 changed: its Cc header, 3 characters saved .*, 0 characters found/);
});

test('who is named in To and in Cc has to be there where whom to answer to has arrived, also where neither ever has', (t) => {
  const replyTo = ['r@x'];
  const whole = (item: string, more: object) => mail(item, [file('one')], { replyTo, ...more });
  const seen = (more: object, arrived: object = { replyTo, to: [], cc: [], ...more }) => {
    const first = new LifeScript().step('work').saved('o1', whole('o1', {}), { category: 'outbound' });
    const last = new LifeScript().step('read-back').readBack(0).exited();
    const farSide = [delivered('o1', whole('o1', arrived))];
    return differences(observed([first.killed(), last], { farSide }));
  };
  t.regex(seen({})[0] ?? '', /^o1 changed: its To header, 3 characters saved .*; its Cc header, 3 characters saved /);
  t.deepEqual(seen({ replyTo: [] }), [], 'no header of its own ever arrived');
  t.deepEqual(seen({ to: ['a@x'], cc: ['b@x'] }), []);
  t.deepEqual(seen({}, { to: undefined, cc: undefined }), [], 'the far side does not know the headers');
});

test('nobody of Bcc is named, also where they have been in every message', (t) => {
  const told = (item: string, files: readonly MailAttachment[]) => delivered(item, mail(item, files, { bcc: ['c@x'] }));
  const { ledger, ...rest } = run([told('o1', [file('one'), file('two')]), told('o2', [file('three')])]);
  const found = differences({ ledger, ...rest });
  t.is(found.length, 2);
  t.regex(found[0] ?? '', /^o1 changed: its Bcc header, 0 characters saved .*, 3 characters found /);
  t.is(ledger.notCarried, undefined);
});

test('what a message says of itself has to arrive where it has arrived once, and is named where it never has', (t) => {
  const said = {
    from: 'Ann@x',
    names: ['Ann', 'Bob'],
    importance: 2,
    sensitivity: 2,
    wantsReceipt: true,
    threadIndex: 'AQ==',
    expires: '2098-12-31T10:00:00.000Z',
    replyBy: '2098-11-30T09:30:00.000Z',
    sender: 'secretary@x',
    html: '<p>a</p>',
  };
  const unmarked = { importance: 1, sensitivity: 0, wantsReceipt: false, threadIndex: '', expires: '', replyBy: '' };
  const silent = { from: 'me@x', sender: '', names: [], ...unmarked, html: '' };
  const seen = (...arrived: readonly object[]): Observation => {
    const first = new LifeScript().step('work');
    for (const [index] of arrived.entries()) {
      first.saved(`o${index + 1}`, mail(`o${index + 1}`, [], said), { category: 'outbound' });
    }
    const last = new LifeScript().step('read-back').readBack(0).exited();
    const farSide = arrived.map((more, index) => delivered(`o${index + 1}`, mail(`o${index + 1}`, [], more)));
    return observed([first.killed(), last], { farSide });
  };
  const marks = ['the importance', 'the sensitivity', 'requests for receipts', 'Thread-Index', 'Expires', 'Reply-By'];
  const all = ['From', 'Sender', 'the names of recipients', ...marks, 'HTML'];
  const never = seen(silent, silent);
  t.deepEqual([never.ledger.differences, never.ledger.notCarried], [[], all]);
  const once = seen({ ...said, from: 'ann@x', names: ['Bob', 'Ann'], html: '<p>a</p>\n' }, silent);
  t.regex(
    differences(once)[0] ?? '',
    /^o2 changed: PR_HTML .*, 8 characters saved .*; its From header, 5 .*; its Sender header, 11 .*; and 7 more parts /,
  );
  t.deepEqual(differences(seen({}, {})), [], 'a far side that knows nothing of it');
});

test('inbound mail that is in the store twice is repeated, unless a kill without a word may explain it', (t) => {
  const offer: FarSideEvent = { e: 'offered', life: 0, item: 'i1', state: mail('i1', []) };
  const seen = (script: object, ...ids: readonly string[]): string[] => {
    const last = new LifeScript().step('read-back');
    for (const entryId of ids) last.write({ e: 'found', item: 'i1', session: 0, state: mail('i1', []), entryId });
    const lives = [new LifeScript().step('work').killed(), last.readBack(0).exited()];
    const { script: usual } = recording(lives);
    return differences(observed(lives, { farSide: [offer], script: { ...usual, ...script } }));
  };
  t.deepEqual(seen({}, 'a', 'b'), [`i1 repeated: 2 of them in the store ${END}`]);
  t.deepEqual(seen({}, 'a', 'a'), [], 'listed twice');
  t.deepEqual(seen({ unannounced: true }, 'a', 'b'), []);
});

test('attachments are promised also where none has ever arrived', (t) => {
  const found = differences(run([delivered('o1', mail('o1', [])), delivered('o2', mail('o2', []), 1)]));
  t.deepEqual(found, [
    `o1 changed: attachments: 2 saved, 0 found; attachment 1 of 2 absent; attachment 2 of 2 absent ${END}`,
    `o2 changed: attachments: 1 saved, 0 found; attachment 1 of 1 absent ${END}`,
  ]);
});

test('a far side that knows nothing of attachments says nothing about them', (t) => {
  const plain = (item: string): FarSideEvent =>
    delivered(item, stateOfMail({ subject: `${item} v1 x`, body: 'Hello' }));
  const { ledger } = run([plain('o1'), plain('o2')]);
  t.deepEqual([ledger.differences, ledger.notCarried], [[], undefined]);
});

test('a message with more than text that a report gives back is not lost, and one of text is', (t) => {
  const { ledger, ...rest } = run([delivered('o2', mail('o2', [file('three')]))], (first, last) => {
    first.saved('o3', stateOfMail({ subject: 'o3 v1 x', body: 'Hello' }), { category: 'outbound' });
    for (const item of ['o1', 'o3']) last.write({ e: 'returned', item, session: 0 });
  });
  t.deepEqual(differences({ ledger, ...rest }), [`o3 lost: nothing ${END}`]);
  t.is(ledger.acknowledged.outbound, 2);
});

test('a message that arrives again after all was quiet is repeated, and one that was on its way is not', (t) => {
  const [one, two] = [mail('o1', [file('one'), file('two')]), mail('o2', [file('three')])];
  const farSide = [delivered('o1', one), delivered('o2', two), delivered('o1', one, 1), delivered('o2', two, 1)];
  const found = differences(run(farSide, (first) => first.write({ e: 'settled', session: 0, deliveries: 1 })));
  t.deepEqual(found, [
    `o1 repeated: 2 deliveries; the second one came in the second life, although it had arrived in the first one, and all was quiet afterwards ${END}`,
  ]);
  const other = differences(run(farSide, (first) => first.write({ e: 'settled', session: 1, deliveries: 1 })));
  t.deepEqual(other, [], 'another session was quiet');
});

test('a message that arrives again under another Message-ID is another one, and not repeated as well', (t) => {
  const [one, two] = [mail('o1', [file('one'), file('two')]), mail('o2', [file('three')])];
  const farSide = [delivered('o1', one), delivered('o2', two), delivered('o1', one, 1, '<again@x>')];
  const found = run(farSide, (first) => first.write({ e: 'settled', session: 0, deliveries: 2 }));
  t.deepEqual(
    found.ledger.differences.map(({ kind }) => kind),
    ['duplicated'],
  );
});

test('a message that comes in several deliveries, each for some of its recipients, has arrived once', (t) => {
  const to = ['a@x', 'b@x', 'c@x'];
  const whole = (recipients: readonly string[]) => mail('o1', [], { recipients });
  const seen = (...chunks: readonly (readonly string[])[]): string[] => {
    const first = new LifeScript().step('work').saved('o1', whole(to), { category: 'outbound' });
    const last = new LifeScript().step('read-back').readBack(0).exited();
    const farSide = chunks.flatMap((recipients): FarSideEvent[] => [
      { e: 'delivered', life: 0, item: 'o1', messageId: '<o1@x>', recipients, state: whole(recipients) },
      { e: 'answered', life: 0, item: 'o1' },
    ]);
    return differences(observed([first.killed(), last], { farSide }));
  };
  t.deepEqual(seen(['a@x', 'b@x'], ['c@x']), []);
  t.deepEqual(seen(['a@x', 'b@x']), [`o1 changed: another content of its recipients ${END}`]);
  t.deepEqual(seen(['a@x', 'b@x'], ['c@x', 'd@x']), [`o1 changed: another content of its recipients ${END}`]);
  t.deepEqual(seen(['a@x', 'b@x'], ['c@x'], ['a@x', 'b@x']), [
    `o1 repeated: 3 deliveries; the third one came in the first life, as the one before, whose answer was read ${END}`,
  ]);
});

test('a message that arrives again in the same life is repeated when the answer was read and nobody was notified', (t) => {
  const [one, two] = [mail('o1', [file('one'), file('two')]), mail('o2', [file('three')])];
  const answered: FarSideEvent = { e: 'answered', life: 0, item: 'o1' };
  const again = [delivered('o1', one), answered, delivered('o1', one), delivered('o2', two)];
  t.regex(differences(run(again))[0] ?? '', /^o1 repeated: .* as the one before, whose answer was read/);
  t.deepEqual(differences(run(again.filter((event) => event !== answered))), []);
  const method = 'IMAPIClientShutdown::NotifyProcessShutdown';
  t.deepEqual(differences(run(again, (first) => first.write({ e: 'client-call', method, session: 0 }))), []);
  const quietAfter = (deliveries: number) =>
    differences(
      run(again, (first) =>
        first.write({ e: 'settled', session: 0, deliveries }).write({ e: 'client-call', method, session: 0 }),
      ),
    );
  t.is(quietAfter(2).length, 1, 'both had arrived before all was quiet, and the notification came afterwards');
  t.regex(quietAfter(1)[0] ?? '', /all was quiet afterwards/);
});

test('a message that has arrived and is still queued is stuck, as of the last read-back', (t) => {
  const all = [delivered('o1', mail('o1', [file('one'), file('two')])), delivered('o2', mail('o2', [file('three')]))];
  const stuck = differences(run(all, (_, last) => last.write({ e: 'queued', item: 'o2', session: 0 })));
  t.deepEqual(stuck, [`o2 stuck: it has arrived, and is still in the queue ${END}`]);
  t.deepEqual(differences(run(all, (first) => first.write({ e: 'queued', item: 'o2', session: 0 }))), []);
});

test('inbound mail is whole as far as the transport brings anything of the sort, its body, too', (t) => {
  const offered = (item: string): FarSideEvent => ({ e: 'offered', life: 0, item, state: mail(item, [file('one')]) });
  const farSide: FarSideEvent[] = [offered('i1'), offered('i2')];
  const received = (one: object, two: object) =>
    observed(
      [
        new LifeScript().step('work').killed(),
        new LifeScript()
          .step('read-back')
          .found('i1', mail('i1', [file('one')], one))
          .found('i2', mail('i2', [], two))
          .readBack(0)
          .exited(),
      ],
      { farSide },
    );
  t.deepEqual(differences(received({}, {})), [
    `i2 changed: attachments: 1 saved, 0 found; attachment 1 of 1 absent ${END}`,
  ]);
  const garbled = { body: 'MIME' };
  t.deepEqual(differences(received({ ...garbled, attachments: [] }, garbled)), []);
});

/** A message that nothing but its recipient tells from others. */
function toOne(item: string, subject: string, body: string) {
  return stateOfMail({ subject, body, recipients: [`${item}.known@example.org`] });
}

/** What arrives of o1 and o2 and of some others, at a far side that says whom each message was for. */
function allOf(...others: readonly FarSideEvent[]): FarSideEvent[] {
  const usual = [delivered('o1', mail('o1', [file('one'), file('two')])), delivered('o2', mail('o2', [file('three')]))];
  return [...usual, ...others].map((event) => ({ ...event, recipients: ['a@x'] }) as FarSideEvent);
}

test('a message without a subject is known by its recipient, whatever stands there instead; its text is compared', (t) => {
  const submits = (first: LifeScript): void => {
    first.saved('o3', toOne('o3', '', 'Hello'), { category: 'outbound' });
  };
  for (const subject of ['', '(no subject)']) {
    t.deepEqual(differences(run(allOf(delivered('o3', toOne('o3', subject, 'Hello'))), submits)), []);
  }
  t.deepEqual(differences(run(allOf(delivered('o3', toOne('o3', '(none)', 'Hell'))), submits)), [
    `o3 changed: another content of its body ${END}`,
  ]);
  t.regex(run(allOf(), submits).ledger.differences[0]?.expected ?? '', /^submitted message "o3 v1 \(no subject\)" at/);
});

test('of messages that are alike but for their recipients each has to arrive, unless it is refused, or nobody can tell', (t) => {
  const submits = (first: LifeScript): void => {
    for (const item of ['o3', 'o4']) first.saved(item, toOne(item, 'Thursday', ''), { category: 'outbound' });
  };
  const arrived = allOf(delivered('o3', toOne('o3', 'Thursday', '')));
  t.deepEqual(differences(run(arrived, submits)), [`o4 lost: nothing ${END}`]);
  const told = run(arrived, (first, last) => {
    submits(first);
    last.write({ e: 'returned', item: 'o4', session: 0, addresses: ['o4.known@example.org'] });
  });
  t.deepEqual(differences(told), [], 'not every mail system sends what has no text');
  const hidden = [
    delivered('o1', mail('o1', [file('one'), file('two')])),
    delivered('o2', mail('o2', [file('three')])),
  ];
  t.deepEqual(differences(run(hidden, submits)), [], 'a far side that does not see recipients cannot tell them apart');
});

const takenBack = (item: string) =>
  ({ e: 'unsaved', item, session: 0, state: null, what: '', cancelled: true }) as const;

test('what was taken back must not arrive in the next life', (t) => {
  const [o1, o2] = [mail('o1', [file('one'), file('two')]), mail('o2', [file('three')])];
  const cancelled = (first: LifeScript): void => {
    first.write(takenBack('o2'));
  };
  t.deepEqual(differences(run([delivered('o1', o1)], cancelled)), []);
  const sent = run([delivered('o1', o1), delivered('o2', o2, 1)], cancelled);
  t.deepEqual(differences(sent), [`o2 unsaved-appeared: submitted message "o2 v1" arrived ${END}`]);
  t.is(
    sent.ledger.differences[0]?.expected,
    'nothing of "o2" at the far side: it was submitted, and taken back before it was sent',
  );
});

/** Submits two messages and takes one of them back, and an earlier one in the next life. */
function takenBackLater(farSide: readonly FarSideEvent[]): Observation {
  const text = (item: string) => stateOfMail({ subject: `${item} v1 x`, body: 'Hello' });
  const first = new LifeScript().step('work');
  for (const item of ['o1', 'o2']) first.saved(item, text(item), { category: 'outbound' });
  const second = new LifeScript().step('work').write(takenBack('o2'));
  const last = new LifeScript().step('read-back').readBack(0).exited();
  return observed([first.write(takenBack('o1')).killed(), second.killed(), last], { farSide });
}

test('what a later life takes back must not arrive, unless the transport never goes along', (t) => {
  const text = (item: string) => stateOfMail({ subject: `${item} v1 x`, body: 'Hello' });
  t.deepEqual(differences(takenBackLater([])), []);
  const sent = takenBackLater([delivered('o2', text('o2'), 1)]);
  t.regex(differences(sent).join(), /^o2 unsaved-appeared: submitted message "o2 v1" arrived /);
  t.is(
    sent.ledger.differences[0]?.expected,
    'nothing of "o2" at the far side: it was submitted, and taken back in the second life, before it was sent',
  );
  t.deepEqual(differences(takenBackLater([delivered('o1', text('o1'), 0), delivered('o2', text('o2'), 1)])), []);
});

test('a transport that sends what was taken back in the same life as well need not know of it in the next one', (t) => {
  const [o1, o2] = [mail('o1', [file('one'), file('two')]), mail('o2', [file('three')])];
  const cancelled = (first: LifeScript): void => {
    first.write(takenBack('o1')).write(takenBack('o2'));
  };
  t.deepEqual(differences(run([delivered('o1', o1, 0), delivered('o2', o2, 1)], cancelled)), []);
});
