import { spawnSync } from 'node:child_process';
import test from 'ava';
import { INTERFACES } from '#harness/native/interfaces/all.js';
import { PARAMETERS } from '#harness/native/interfaces/parameters.js';
import { missingCompiler } from './compilers.js';

const COMPILER = 'x86_64-w64-mingw32-g++';
const hasCompiler = missingCompiler(COMPILER, false) === null;

/** Those that the public headers of mingw-w64 do not have. */
const WITHOUT_HEADER: ReadonlySet<string> = new Set(['IMAPIProviderShutdown']);
/** Names that differ, and IIDs that are in other headers. */
const IIDS: Readonly<Record<string, string | null>> = {
  IAttach: 'IID_IAttachment',
  IMAPISupport: 'IID_IMAPISup',
  IStream: null,
  IUnknown: null,
};
/** These headers have ULONG where Microsoft's have ULONG_PTR. */
const HANDLES: ReadonlySet<string> = new Set(['handle']);

const HEAD = `
#define CINTERFACE
#include <windows.h>
#include <mapidefs.h>
#include <mapispi.h>
#include <mapix.h>
#undef DEFINE_OLEGUID
#define DEFINE_OLEGUID(name, first, ...) constexpr unsigned name##_first = first;
#include <mapiguid.h>
#include <cstddef>
#include <initializer_list>
template <class T> constexpr std::size_t passed = sizeof(T);
template <class T> constexpr std::size_t passed<T &> = sizeof(T *);
template <class R, class... A>
constexpr bool fits(R (WINAPI *)(A...), std::initializer_list<std::size_t> expected, std::size_t result = sizeof(R)) {
  const std::size_t sizes[] = {passed<A>...};
  if (expected.size() != sizeof...(A) || result != 4) return false;
  const std::size_t *wanted = expected.begin();
  for (std::size_t n = 0; n < sizeof...(A); n++)
    if (wanted[n] != 0 && wanted[n] != sizes[n]) return false;
  return true;
}
`;

/** For each slot: where it is, and how many bytes each of its arguments has; 0 where the headers differ. */
function assertions(): readonly string[] {
  return INTERFACES.filter(({ name }) => !WITHOUT_HEADER.has(name)).flatMap(({ name, iid, methods }) => {
    const iidName = name in IIDS ? IIDS[name] : `IID_${name}`;
    return [
      `static_assert(sizeof(${name}Vtbl) == ${methods.length} * sizeof(void *), "${name}");`,
      ...(iidName == null ? [] : [`static_assert(${iidName}_first == ${iid}, "${name}");`]),
      ...methods.flatMap((method, slot) => {
        const sizes = method.parameters.flatMap(({ kind }) =>
          PARAMETERS[kind].c.map((type) => (HANDLES.has(kind) ? 0 : type === 'u32' || type === 'i32' ? 4 : 8)),
        );
        const what = `"${name}::${method.name}"`;
        const pointer = `decltype(((${name}Vtbl *)nullptr)->${method.name})(nullptr)`;
        return [
          `static_assert(offsetof(${name}Vtbl, ${method.name}) == ${slot} * sizeof(void *), ${what});`,
          `static_assert(fits(${pointer}, {${[8, ...sizes].join(', ')}}), ${what});`,
        ];
      }),
    ];
  });
}

(hasCompiler ? test : test.skip)(
  'interfaces, slots and the sizes of arguments are those of the public headers',
  (t) => {
    const checks = assertions();
    t.true(checks.length > 500);
    const { stderr, status } = spawnSync(COMPILER, ['-std=c++17', '-fsyntax-only', '-x', 'c++', '-'], {
      input: `${HEAD}${checks.join('\n')}\n`,
      encoding: 'utf8',
    });
    const failed = [...stderr.matchAll(/static assertion failed: (.+)|error: (.+)/g)].map(
      ([, what, other]) => what ?? other,
    );
    t.deepEqual(failed, []);
    t.is(status, 0);
  },
);
