import test from 'ava';
import { placeThrown } from '#harness/host/activity/code-place.js';

const sdk = '    at BookCore.open (file:///home/me/node_modules/@mapi-kit/sdk/dist/chunk-ABC.js:89:11)';
const inPackage = '    at parse (file:///home/me/node_modules/vcf/index.js:7:3)';
const own = '    at CardBox.open (file:///home/me/card-box.js:12:5)';
const node = '    at node:internal/modules/esm/loader:5:1';

function placeIn(...frames: readonly string[]): string | undefined {
  return placeThrown({ stack: ['Error: no', ...frames].join('\n') });
}

test("what is thrown is placed in the author's own file, before a package that it uses", (t) => {
  t.is(placeIn(node, sdk, inPackage, own), 'card-box.js:12');
  t.is(placeIn(node, sdk, inPackage), 'index.js:7');
});

test('what the base classes throw of their own, and what has no stack, has no place', (t) => {
  t.is(placeIn(node, sdk), undefined);
  t.is(placeThrown('a text'), undefined);
  t.is(placeThrown(null), undefined);
});
