import test from 'ava';
import { spliced } from './support/splice.js';

// The tool with which the page of mistakes is tested.

const MODULE = `import { a } from 'a';

class Box extends Base {
  #objects = new Map();

  read(id) {
    if (id) {
      return 1;
    }
  }
  nothing() {} // said why
  async save() {
    return 2;
  }
}

export const x = Box;
`;

test('A method replaces the one of the same name, and the others stay', (t) => {
  const changed = spliced(MODULE, '  read() {\n    return 3;\n  }\n');
  t.is(changed.split('read(').length, 2);
  t.regex(changed, /^ {2}read\(\) \{\n {4}return 3;\n {2}\}$/m);
  t.regex(changed, /^ {2}nothing\(\) \{\} \/\/ said why\n {2}async save\(\) \{$/m);
  t.notRegex(changed, /return 1/);
});

test('A method of one line is replaced alone', (t) => {
  const changed = spliced(MODULE, '  nothing() {\n    this.all();\n  }\n');
  t.notRegex(changed, /said why/);
  t.regex(changed, /async save/);
});

test('A field replaces a field', (t) => {
  const changed = spliced(MODULE, '  #objects = [];\n');
  t.notRegex(changed, /new Map/);
  t.regex(changed, /read\(id\)/);
});

test('What is not indented goes above the class', (t) => {
  const changed = spliced(MODULE, "import { b } from 'b';\n\n  more() {}\n");
  t.regex(changed, /^import \{ b \} from 'b';\n\nclass Box extends Base \{\n {2}more\(\) \{\}$/m);
});

test('A snippet without a method is refused', (t) => {
  t.throws(() => spliced(MODULE, 'const x = 1;\n'), { message: /^the snippet has no method/ });
});
