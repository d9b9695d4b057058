import test from 'ava';
import { addressBookProvider } from '#src/address-book.js';
import { guid } from '#src/com/guid.js';
import { FAILED } from '#src/com/hresult.js';
import { MAPI_E_VERSION } from '#src/com/hresult-codes.js';
import { AbstractAddressBook } from '#src/provider/address-book/abstract-address-book.js';
import { checkedIdentity, checkProviderClass, entryPoint } from '#src/provider/common/provider-class.js';
import { AbstractMessageStore, messageStoreProvider } from '#src/store.js';
import { AbstractTransport, type SubmitAnswer, transportProvider } from '#src/transport.js';

abstract class Base {
  protected abstract read(): string;
  protected close(): void {}
}

const rules = { entry: 'thingProvider', base: Base, what: 'a thing', required: () => ['read'], optional: ['validate'] };

test('what is no class, and a class of another base, are refused by name', (t) => {
  class Other {}
  t.throws(() => checkProviderClass({}, rules), {
    instanceOf: TypeError,
    message: 'thingProvider takes a class that extends Base; got object',
  });
  t.throws(() => checkProviderClass(Other, rules), { message: /got the function Other$/ });
});

for (const hook of ['validate', 'open', 'supportsFastShutdown', 'prepareForExit', 'persistForExit', 'close']) {
  test(`a hook ${hook} that is no method is refused`, (t) => {
    class Odd extends Base {
      protected read(): string {
        return '';
      }
    }
    Object.defineProperty(Odd.prototype, hook, { value: true });
    t.throws(() => checkProviderClass(Odd, rules), { message: `Odd.${hook} must be a method` });
  });
}

test('a name that is empty and a MAPIUID that is no GUID are refused', (t) => {
  t.throws(() => checkedIdentity({ displayName: '' }, 'Box', 'message store'), { instanceOf: TypeError });
  const options = JSON.parse('{ "providerUid": "no GUID" }');
  t.throws(() => checkedIdentity(options, 'Box', 'message store'), { message: /providerUid is a GUID.*got no GUID/ });
});

test('a class without a name is called after its kind', (t) => {
  t.is(checkedIdentity({}, '', 'message store').displayName, 'Message store');
});

test('the MAPIUID is derived from the kind and the name of the class, and stays the same for ever', (t) => {
  const { providerUid } = checkedIdentity({}, 'BoxStore', 'message store');
  t.is(providerUid, guid('{B4B2B4BB-C0EC-A503-B5AC-7CE8DAF35B89}'));
  t.not(checkedIdentity({}, 'BoxStore', 'address book').providerUid, providerUid);
});

test('an entry point makes no provider object for a MAPI that is too old', (t) => {
  let made = 0;
  const init = entryPoint(() => {
    made += 1;
  });
  t.is(init({ flags: 0, mapiVersion: 0 }).hr, MAPI_E_VERSION);
  t.is(made, 0);
  t.false(FAILED(init({ flags: 0, mapiVersion: 0x7fffffff }).hr));
  t.is(made, 1);
});

class EarlyStore extends AbstractMessageStore {
  readonly early = this.dataDirectory;
  protected read(): undefined {}
  protected list(): [] {
    return [];
  }
  protected write(): void {}
  protected remove(): void {}
}

class EarlyBook extends AbstractAddressBook {
  readonly early = this.setting('colour');
  protected read(): undefined {}
  protected list(): [] {
    return [];
  }
  protected write(): void {}
  protected remove(): void {}
}

class EarlyTransport extends AbstractTransport {
  readonly early = this.maySend;
  protected addressTypes(): string[] {
    return ['SMTP'];
  }
  protected submit(): SubmitAnswer {
    return 'sent';
  }
}

for (const [kind, AuthorClass] of Object.entries({ EarlyStore, EarlyBook, EarlyTransport })) {
  test(`${kind}: what is known from open on cannot be read in a constructor`, (t) => {
    t.throws(() => new AuthorClass(), {
      instanceOf: TypeError,
      message: /known from open\(\) on, not in the constructor/,
    });
  });
}

test('the entry points of all kinds take such classes: nothing is constructed before a logon', (t) => {
  t.notThrows(() => [
    messageStoreProvider(EarlyStore),
    addressBookProvider(EarlyBook),
    transportProvider(EarlyTransport),
  ]);
});
