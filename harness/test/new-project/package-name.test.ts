import test from 'ava';
import { packageNameOf } from '#harness/new-project/package-name.js';

const isNamed = test.macro<[string, string]>({
  exec(t, folder, name) {
    t.is(packageNameOf(folder, ['ava', '@mapi-kit/sdk'], 'my-store'), name);
  },
  title: (_, folder, name) => `The package of a folder "${folder.slice(0, 20)}" is ${name.slice(0, 20)}`,
});

test(isNamed, 'box-store', 'box-store');
test(isNamed, 'Box Store 2', 'box-store-2');
test(isNamed, 'Größe é', 'gro-e-e');
test(isNamed, '.hidden', 'hidden');
test(isNamed, '_private', 'private');
test(isNamed, '@acme', 'acme');
test(isNamed, 'store!', 'store');
test(isNamed, 'v1.2_x', 'v1.2_x');
test(isNamed, '郵便', 'my-store');
test(isNamed, '...', 'my-store');
test(isNamed, '', 'my-store');
test(isNamed, 'node_modules', 'my-node_modules');
test(isNamed, 'http', 'my-http');
test(isNamed, 'ava', 'my-ava');
test(isNamed, `${'a'.repeat(213)} b`, 'a'.repeat(213));
