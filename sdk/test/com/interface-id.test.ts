import test from 'ava';
import { guid, oleGuid } from '#src/com/guid.js';
import { type InterfaceId, interfaceId } from '#src/com/interface-id.js';

interface Walker {
  walk(): number;
}

/** Infers as QueryInterface does: the type comes with the identifier alone. */
function open<T>(_iid: InterfaceId<T>, object: unknown): T {
  return object as T;
}

test('an interface id is at run time the GUID itself', (t) => {
  t.is(String(interfaceId<Walker>(oleGuid(0x00020398))), guid('{00020398-0000-0000-C000-000000000046}'));
});

test('an interface id brings the type of its interface along', (t) => {
  const IID_Walker: InterfaceId<Walker> = interfaceId(oleGuid(1));
  const walker = open(IID_Walker, { walk: () => 3 });
  t.is(walker.walk(), 3);
  // @ts-expect-error a Walker cannot fly, and a plain GUID is no interface id
  t.throws(() => walker.fly(open(oleGuid(1), {})), { instanceOf: TypeError });
});
