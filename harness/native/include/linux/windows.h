/*
 * What the MAPI headers need of Windows, for g++ and clang on 64-bit Linux: with it a provider compiles to a shared
 * object whose structures and vtables are those of the 64-bit DLL. ULONG and LONG have 32 bits, WCHAR has 16.
 *
 *   g++ -std=c++17 -fPIC -shared -I harness/native/include/linux -I harness/native/include \
 *       -idirafter /usr/x86_64-w64-mingw32/include ...
 *
 * -idirafter finds mapidefs.h and its like there (Debian: mingw-w64-x86-64-dev) and leaves the C library's headers
 * alone. Nothing of Windows itself is here: a provider that calls more of it than this brings its own.
 */
#ifndef MAPI_KIT_LINUX_WINDOWS_H
#define MAPI_KIT_LINUX_WINDOWS_H

#if defined(_WIN32)
#error "this is for Linux; on Windows there is the real windows.h"
#endif
#if !defined(__cplusplus)
#error "this is for C++: WCHAR is char16_t"
#endif

#include <cstddef>
#include <cstdint>
#include <cstring>

#define _WINDOWS_

/* Calling conventions: there is one, that of the platform. */
#define WINAPI
#define STDMETHODCALLTYPE
#define STDAPICALLTYPE
#define __cdecl
#define __stdcall
#define __LONG32 int
#define __MSABI_LONG(value) (value)

#define CONST const
#define FAR
#define VOID void

using BYTE = std::uint8_t;
using WORD = std::uint16_t;
using USHORT = std::uint16_t;
using DWORD = std::uint32_t;
using UINT = unsigned int;
using LONG = std::int32_t;
using ULONG = std::uint32_t;
using LONGLONG = long long;
using ULONGLONG = unsigned long long;
using LONG_PTR = std::intptr_t;
using ULONG_PTR = std::uintptr_t;
using BOOL = int;
using WINBOOL = int;
using SCODE = LONG;
using HRESULT = LONG;

#define __WCHAR_DEFINED
using WCHAR = char16_t;

using LPVOID = void*;
using LPCVOID = const void*;
using LPSTR = char*;
using LPCSTR = const char*;
using HANDLE = void*;
using HINSTANCE = void*;
using HMODULE = void*;
using HWND = void*;

#define TRUE 1
#define FALSE 0

#define _FILETIME_
struct FILETIME {
  DWORD dwLowDateTime;
  DWORD dwHighDateTime;
};
using LPFILETIME = FILETIME*;

union LARGE_INTEGER {
  struct {
    DWORD LowPart;
    LONG HighPart;
  } u;
  LONGLONG QuadPart;
};

union ULARGE_INTEGER {
  struct {
    DWORD LowPart;
    DWORD HighPart;
  } u;
  ULONGLONG QuadPart;
};

struct GUID {
  std::uint32_t Data1;
  std::uint16_t Data2;
  std::uint16_t Data3;
  std::uint8_t Data4[8];
};
using IID = GUID;
using CLSID = GUID;
using LPGUID = GUID*;
using LPIID = IID*;
using REFGUID = const GUID&;
using REFIID = const IID&;

inline bool operator==(const GUID& left, const GUID& right) { return std::memcmp(&left, &right, sizeof(GUID)) == 0; }
inline bool operator!=(const GUID& left, const GUID& right) { return !(left == right); }
#define IsEqualGUID(left, right) ((left) == (right))
#define IsEqualIID(left, right) ((left) == (right))

/* With INITGUID the ids are defined, without it they are declared; mapiguid.h is made for that. */
#ifdef INITGUID
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8) \
  extern "C" const GUID name; \
  extern "C" const GUID name = {l, w1, w2, {b1, b2, b3, b4, b5, b6, b7, b8}}
#else
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8) extern "C" const GUID name
#endif
#define DEFINE_OLEGUID(name, l, w1, w2) DEFINE_GUID(name, l, w1, w2, 0xC0, 0, 0, 0, 0, 0, 0, 0x46)

#endif /* MAPI_KIT_LINUX_WINDOWS_H */
