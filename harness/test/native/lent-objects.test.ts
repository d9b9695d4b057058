import { ComObject, type Guid, IID_IMessage, type IMessage, MAPI_E_NO_SUPPORT, S_OK } from '@mapi-kit/sdk';
import test from 'ava';

// What a library may do with a pointer that it was lent, and what it is told when it does more.

/** As much of a message as these tests call. */
class Letter extends ComObject {
  calls = 0;
  protected override interfaces(): readonly Guid[] {
    return [IID_IMessage];
  }
  GetLastError(): { hr: typeof S_OK; value: null } {
    this.calls += 1;
    return { hr: S_OK, value: null };
  }
  SubmitMessage(): typeof MAPI_E_NO_SUPPORT {
    return MAPI_E_NO_SUPPORT;
  }
}

const here = process.platform === 'linux' && process.arch === 'x64' ? test.serial : test.serial.skip;

async function bridges() {
  const { Bridge } = await import('#harness/native/bridge.js');
  return { ours: new Bridge(), library: new Bridge() };
}

here('an object is called while it is lent, or held, and a call after that is named', async (t) => {
  const { ours, library } = await bridges();
  const letter = new Letter();
  const address = ours.given.lend(letter, 'IMessage');
  const seen = library.borrow(address, 'IMessage') as unknown as IMessage;
  seen.GetLastError(S_OK, 0);
  t.deepEqual(ours.given.faults, []);
  seen.AddRef();
  ours.given.takeBack(address);
  seen.GetLastError(S_OK, 0);
  t.deepEqual(ours.given.faults, []);
  t.deepEqual(ours.given.held, { IMessage: 1 });
  seen.Release();
  t.deepEqual(ours.given.held, {});
  seen.GetLastError(S_OK, 0);
  seen.GetLastError(S_OK, 0);
  t.deepEqual(ours.given.faults, [
    'the library called IMessage::GetLastError of an object that it had no reference to any more, and that was not lent to it (2 times)',
  ]);
});

here('a reference that was only lent cannot be released', async (t) => {
  const { ours, library } = await bridges();
  const address = ours.given.lend(new Letter(), 'IMessage');
  // It believes that the pointer came with a reference.
  const seen = library.take(address, 'IMessage');
  seen.Release();
  t.deepEqual(ours.given.faults, ['the library released an IMessage more often than it had references to it']);
});

here('what SubmitMessage was lent is there until EndMessage returns, and not after a refusal', async (t) => {
  const { ours, library } = await bridges();
  const held: IMessage[] = [];
  let answer: number = S_OK;
  const logon = {
    AddRef: () => 2,
    Release: () => 1,
    QueryInterface: () => ({ hr: MAPI_E_NO_SUPPORT, value: null }),
    SubmitMessage: (_flags: number, message: IMessage) => {
      held[0] = message;
      return { hr: answer, msgRef: 5, retrySeconds: 0 };
    },
    EndMessage: (_reference: number) => ({ hr: S_OK, value: 0 }),
  };
  const { Bridge } = await import('#harness/native/bridge.js');
  const { INTERFACES } = await import('#harness/native/interfaces/all.js');
  const given = new Bridge(INTERFACES);
  const address = given.given.give(logon as never, 'IXPLogon');
  const transport = ours.take(address, 'IXPLogon') as unknown as typeof logon;
  const letter = new Letter();
  const at = ours.given.lend(letter, 'IMessage');
  ours.given.takeBack(at);
  const late = library.borrow(at, 'IMessage') as unknown as IMessage;

  transport.SubmitMessage(0, letter as unknown as IMessage);
  late.GetLastError(S_OK, 0);
  t.deepEqual(ours.given.faults, []);
  transport.EndMessage(5);
  late.GetLastError(S_OK, 0);
  t.is(ours.given.faults.length, 1);

  answer = MAPI_E_NO_SUPPORT;
  transport.SubmitMessage(0, letter as unknown as IMessage);
  late.GetLastError(S_OK, 0);
  t.regex(ours.given.faults[0] ?? '', /\(2 times\)$/);
  t.is(letter.calls, 3);
});
