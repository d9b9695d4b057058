import {
  ATTACH_EMBEDDED_MSG,
  CHANGE_PROP_TYPE,
  ComObject,
  type Guid,
  type HRESULT,
  IID_IStream,
  type IMAPIFolder,
  type IMAPIProp,
  MAPI_E_COMPUTED,
  MAPI_E_NO_ACCESS,
  MAPI_E_NOT_ENOUGH_DISK,
  MAPI_E_NOT_ENOUGH_MEMORY,
  MAPI_E_SUBMITTED,
  MAPI_W_ERRORS_RETURNED,
  MESSAGE_MOVE,
  MSGFLAG_SUBMIT,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_METHOD,
  PR_BODY_W,
  PR_COMMENT_W,
  PR_MESSAGE_FLAGS,
  PR_SUBJECT_W,
  PROP_TYPE,
  type PropTag,
  PT_ERROR,
  PT_UNICODE,
  S_OK,
  type SPropValue,
} from '@mapi-kit/sdk';
import test from 'ava';
import { copyMessages } from '#src/subsystem/default-copy.js';
import { copyTags } from '#src/subsystem/property-copy.js';
import { FakeFolder, FakeMessage, FakeProps, idOf } from './support/fake-folder.js';

const LIMIT = 100;

class Stream extends ComObject {
  #rest: Uint8Array;

  constructor(bytes: Uint8Array) {
    super();
    this.#rest = bytes;
  }

  get count(): number {
    return this.references;
  }

  protected override interfaces(): readonly Guid[] {
    return [IID_IStream];
  }

  Read(): unknown {
    const part = this.#rest.subarray(0, LIMIT);
    this.#rest = this.#rest.subarray(LIMIT);
    return { hr: S_OK, value: part };
  }
}

/** Gives an object the manners of most stores: what is large comes as a stream only. */
function streaming<T extends FakeProps>(object: T, streams: Stream[], reading: HRESULT = S_OK): T {
  const plain = object.GetProps.bind(object);
  return Object.assign(object, {
    GetProps: (tags: readonly PropTag[]) => {
      const { value } = plain(tags) as { value: SPropValue[] };
      const short = value.map((one) =>
        ((one.value as Uint8Array | string).length ?? 0) <= LIMIT
          ? one
          : { tag: CHANGE_PROP_TYPE(one.tag, PT_ERROR), value: MAPI_E_NOT_ENOUGH_MEMORY },
      );
      return { hr: MAPI_W_ERRORS_RETURNED, value: short };
    },
    OpenProperty: (tag: PropTag) => {
      if (reading !== S_OK) return { hr: reading, value: null };
      const value = object.value(tag) as string | Uint8Array;
      const stream = new Stream(Buffer.from(value as string, PROP_TYPE(tag) === PT_UNICODE ? 'utf16le' : undefined));
      streams.push(stream);
      return { hr: S_OK, value: stream };
    },
  });
}

/** A folder whose new messages refuse one property. */
class Picky extends FakeFolder {
  readonly #tag: PropTag;
  readonly #scode: HRESULT;

  constructor(tag: PropTag, scode: HRESULT) {
    super('picky');
    this.#tag = tag;
    this.#scode = scode;
  }

  override CreateMessage(iid: unknown, flags: number): unknown {
    const created = super.CreateMessage(iid, flags) as { value: FakeMessage };
    this.#refuse(created.value);
    const attach = created.value.CreateAttach.bind(created.value);
    created.value.CreateAttach = () => {
      const made = attach() as { value: { attach: FakeProps } };
      this.#refuse(made.value.attach);
      return made;
    };
    return created;
  }

  #refuse(object: FakeProps): void {
    const plain = object.SetProps.bind(object);
    object.SetProps = (values) => {
      plain(values.filter(({ tag }) => tag !== this.#tag));
      const index = values.findIndex(({ tag }) => tag === this.#tag);
      return { hr: S_OK, value: index === -1 ? [] : [{ index, tag: this.#tag, scode: this.#scode }] };
    };
  }
}

const folderOf = (folder: FakeFolder) => folder as unknown as IMAPIFolder;
const move = (from: FakeFolder, to: FakeFolder) =>
  copyMessages(folderOf(from), from.messages.map(idOf), folderOf(to), MESSAGE_MOVE);

const body = 'ü'.repeat(300);
const data = Uint8Array.from({ length: 1000 }, (_, index) => index);

/** A folder with a message that has a large body and a large attachment. */
function source(streams: Stream[] = [], reading: HRESULT = S_OK): FakeFolder {
  const folder = new FakeFolder('from');
  const message = new FakeMessage([
    { tag: PR_SUBJECT_W, value: 'hello' },
    { tag: PR_BODY_W, value: body },
  ]);
  const attachment = new FakeProps([
    { tag: PR_ATTACH_METHOD, value: 1 },
    { tag: PR_ATTACH_DATA_BIN, value: data },
  ]);
  message.attachments.push(streaming(attachment, streams));
  folder.messages.push(streaming(message, streams, reading));
  return folder;
}

test('what is too large for GetProps is moved along, read as a stream', (t) => {
  const streams: Stream[] = [];
  const [from, to] = [source(streams), new FakeFolder('to')];
  t.is(move(from, to), S_OK);
  t.is(from.messages.length, 0);
  const [copy] = to.messages;
  t.deepEqual([copy?.value(PR_SUBJECT_W), copy?.value(PR_BODY_W), copy?.saved], ['hello', body, true]);
  t.deepEqual(copy?.attachments[0]?.value(PR_ATTACH_DATA_BIN), data);
  t.deepEqual(
    streams.map(({ count }) => count),
    [0, 0],
  );
});

test('a message whose large property cannot be read stays where it is', (t) => {
  const [from, to] = [source([], MAPI_E_NO_ACCESS), new FakeFolder('to')];
  t.is(move(from, to), MAPI_E_NO_ACCESS);
  t.is(from.messages.length, 1);
  t.deepEqual(
    to.messages.map(({ saved }) => saved),
    [false],
  );
});

test('a message in the outgoing queue is copied and not moved, for a copy would never be sent', (t) => {
  const [from, to] = [source(), new FakeFolder('to')];
  from.messages[0]?.SetProps([{ tag: PR_MESSAGE_FLAGS, value: MSGFLAG_SUBMIT }]);
  t.is(move(from, to), MAPI_E_SUBMITTED);
  t.deepEqual([from.messages.length, to.messages.length], [1, 0]);
  t.is(copyMessages(folderOf(from), from.messages.map(idOf), folderOf(to), 0), S_OK);
  t.deepEqual([from.messages.length, to.messages.length], [1, 1]);
});

test('CopyProps reads what is too large as a stream as well, and sets it once', (t) => {
  const message = source().messages[0] as unknown as IMAPIProp;
  const target = new FakeProps();
  const copied = copyTags({ source: message, destination: target, flags: 0 }, [PR_COMMENT_W, PR_BODY_W]);
  t.deepEqual(
    copied.value?.map(({ index, tag }) => [index, tag]),
    [[0, PR_COMMENT_W]],
  );
  t.is(target.value(PR_BODY_W), body);
});

const refused = test.macro({
  exec(t, tag: PropTag, make: () => FakeFolder) {
    const [from, to] = [make(), new Picky(tag, MAPI_E_NOT_ENOUGH_DISK)];
    t.is(move(from, to), MAPI_E_NOT_ENOUGH_DISK);
    t.is(from.messages.length, 1);
    t.deepEqual(
      to.messages.map(({ saved }) => saved),
      [false],
    );
    const computing = new Picky(tag, MAPI_E_COMPUTED);
    t.is(move(from, computing), S_OK);
    t.is(from.messages.length, 0);
    t.true(computing.messages[0]?.saved);
  },
  title: (what) => `a message stays when ${what} is refused, unless the destination computes it`,
});

/** A folder with a message that has another one inside. */
function nested(): FakeFolder {
  const folder = new FakeFolder('from');
  const attachment = new FakeProps([{ tag: PR_ATTACH_METHOD, value: ATTACH_EMBEDDED_MSG }]);
  const inner = new FakeMessage([{ tag: PR_BODY_W, value: 'inner' }]);
  inner.AddRef();
  folder.messages.push(new FakeMessage());
  folder.messages[0]?.attachments.push(Object.assign(attachment, { OpenProperty: () => ({ hr: S_OK, value: inner }) }));
  return folder;
}

test('its body', refused, PR_BODY_W, source);
test('the data of an attachment', refused, PR_ATTACH_DATA_BIN, source);

test('a message stays when a property of one inside it is refused', (t) => {
  const from = nested();
  const to = new FakeFolder('to');
  const inner = new FakeMessage();
  inner.SetProps = (values) => ({
    hr: S_OK,
    value: values.map(({ tag }, index) => ({ index, tag, scode: MAPI_E_NOT_ENOUGH_DISK })),
  });
  const create = to.CreateMessage.bind(to);
  to.CreateMessage = (iid, flags) => {
    const created = create(iid, flags) as { value: FakeMessage };
    const attach = created.value.CreateAttach.bind(created.value);
    created.value.CreateAttach = () => {
      const made = attach() as { value: { attach: FakeProps } };
      Object.assign(made.value.attach, { OpenProperty: () => ({ hr: S_OK, value: inner }) });
      return made;
    };
    return created;
  };
  t.is(move(from, to), MAPI_E_NOT_ENOUGH_DISK);
  t.is(from.messages.length, 1);
  t.false(to.messages[0]?.saved);
});
