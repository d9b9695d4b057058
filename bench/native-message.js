// A message of a compiled library with 72 properties: through the bridge, and by hand in Buffers.
import { Bridge } from '../harness/dist/native/bridge.js';
import { addressOf, copyMemory, functionAt, textAt } from '../harness/dist/native/ffi.js';
import { openLibrary, pointerAt } from './open-library.js';

const [LONG, BOOLEAN, TIME, TEXT, BINARY] = [0x0003, 0x000b, 0x0040, 0x001f, 0x0102];
/** As many of each as a message of Outlook's has, about. */
const TYPES = [
  [LONG, 24],
  [BOOLEAN, 12],
  [TIME, 8],
  [TEXT, 20],
  [BINARY, 8],
];
const PROPERTY_BYTES = 24;

const VALUES = TYPES.flatMap(([type, count]) =>
  Array.from({ length: count }, (_, index) => exampleOf(type, index)),
).map(({ type, value }, index) => ({ tag: (0x3000 + index) * 0x1_0000 + type, value }));

function exampleOf(type, index) {
  if (type === LONG) return { type, value: 1_000 * index - 7 };
  if (type === BOOLEAN) return { type, value: index % 2 === 0 };
  if (type === TIME) return { type, value: 133_000_000_000_000_000n + BigInt(index) };
  if (type === TEXT) return { type, value: `property ${index}: ${'ä'.repeat(index)}` };
  return { type, value: new Uint8Array(16).fill(index) };
}

/**
 * Loads the library.
 *
 * @returns `bridged` and `byHand`: what each does is to set, save, read and release once, and to give what was read; and the bridge
 */
export function nativeMessage(file) {
  const bridge = new Bridge();
  const { allocateBuffer, freeBuffer } = bridge.memory.allocators.addresses;
  const self = functionAt(openLibrary(file)('message'), 'u64', ['u64'])(allocateBuffer);
  const slot = (index, parameters, result = 'i32') =>
    functionAt(pointerAt(pointerAt(self) + 8 * index), result, ['u64', ...parameters]);
  const release = slot(2, [], 'u32');
  const save = slot(4, ['u32']);
  const get = slot(5, ['u64', 'u32', 'u64', 'u64']);
  const set = slot(8, ['u32', 'u64', 'u64']);
  const free = functionAt(freeBuffer, 'u32', ['u64']);
  const given = writable(1 << 16);
  const taken = writable(1 << 16);
  const cells = writable(24);

  const byHand = () => {
    set(self, VALUES.length, write(given, VALUES), cells.address + 16);
    save(self, 0);
    get(self, 0, 0, cells.address, cells.address + 8);
    const count = cells.view.getUint32(0, true);
    const array = addressAt(cells.view, 8);
    copyMemory(taken.address, array, count * PROPERTY_BYTES);
    const values = read(taken, count);
    free(array);
    release(self);
    return values;
  };
  const bridged = () => {
    const message = bridge.wrap(self, 'IMessage', true);
    message.SetProps(VALUES);
    message.SaveChanges(0);
    const { value } = message.GetProps(null, 0);
    message.Release();
    return value;
  };
  return { bridge, bridged, byHand, values: VALUES };
}

function writable(bytes) {
  const buffer = Buffer.alloc(bytes);
  return { buffer, address: addressOf(buffer), view: new DataView(buffer.buffer, buffer.byteOffset, bytes) };
}

function write({ buffer, address, view }, values) {
  let end = values.length * PROPERTY_BYTES;
  for (let index = 0; index < values.length; index++) {
    const { tag, value } = values[index];
    const at = index * PROPERTY_BYTES;
    view.setUint32(at, tag, true);
    switch (tag & 0xffff) {
      case LONG:
        view.setUint32(at + 8, value, true);
        break;
      case BOOLEAN:
        view.setUint16(at + 8, value ? 1 : 0, true);
        break;
      case TIME:
        view.setBigUint64(at + 8, value, true);
        break;
      case TEXT: {
        point(view, at + 8, address + end);
        const bytes = buffer.write(value, end, 'utf16le');
        view.setUint16(end + bytes, 0, true);
        end = (end + bytes + 9) & ~7;
        break;
      }
      case BINARY:
        view.setUint32(at + 8, value.length, true);
        point(view, at + 16, address + end);
        buffer.set(value, end);
        end = (end + value.length + 7) & ~7;
    }
  }
  return address;
}

function read({ buffer, address, view }, count) {
  const values = [];
  const room = count * PROPERTY_BYTES;
  for (let index = 0; index < count; index++) {
    const at = index * PROPERTY_BYTES;
    const tag = view.getUint32(at, true);
    values.push({ tag, value: valueAt(tag & 0xffff, at) });
  }
  return values;

  function valueAt(type, at) {
    switch (type) {
      case LONG:
        return view.getInt32(at + 8, true);
      case BOOLEAN:
        return view.getUint16(at + 8, true) !== 0;
      case TIME:
        return view.getBigUint64(at + 8, true);
      case TEXT:
        return textAt(addressAt(view, at + 8));
      default: {
        const bytes = view.getUint32(at + 8, true);
        copyMemory(address + room, addressAt(view, at + 16), bytes);
        return new Uint8Array(buffer.subarray(room, room + bytes));
      }
    }
  }
}

function point(view, at, address) {
  view.setUint32(at, address >>> 0, true);
  view.setUint32(at + 4, Math.floor(address / 0x1_0000_0000), true);
}

function addressAt(view, at) {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 0x1_0000_0000;
}
