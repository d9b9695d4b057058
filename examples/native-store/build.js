// Builds the store: see ../native-common/build-library.js for the options.
//
// On Windows the same sources compile with MSVC:
//   cl /std:c++17 /EHsc /LD /I MAPI-HEADERS /I ..\..\harness\native\include /I ..\native-common\src
//      src\*.cpp ..\native-common\src\*.cpp /Fe:build\native-store.dll
import { buildLibrary } from '../native-common/build-library.js';

await buildLibrary({
  folder: import.meta.dirname,
  name: 'native-store',
  selfTest: [
    'test/self-test.cpp',
    ...['text', 'mapi-memory', 'failure', 'property', 'property-conversion'].map(
      (part) => `../native-common/src/${part}.cpp`,
    ),
  ],
});
