// The MAPI headers, and what the public ones of mingw-w64 lack or have otherwise than Microsoft's.
#pragma once

#if defined(_WIN32)
#ifndef WIN32_LEAN_AND_MEAN
#define WIN32_LEAN_AND_MEAN
#endif
#ifndef NOMINMAX
#define NOMINMAX
#endif
#endif

#include <windows.h>
// After windows.h.
#include <objbase.h>

#include <mapidefs.h>
#include <mapicode.h>
#include <mapiguid.h>
#include <mapispi.h>
#include <mapitags.h>

#include <mapi-fast-shutdown.h>

// Wide text in the source: WCHAR is char16_t on Linux.
#if defined(_WIN32)
#define W(text) L##text
#else
#define W(text) u##text
#endif

namespace native {

// Handles of windows and connections are ULONG_PTR in Microsoft's headers and ULONG in those of mingw-w64, which is
// wrong on x64: they are passed in a register, where it makes no difference, but a connection that is written to memory
// has eight bytes: SetConnection writes it.
#if defined(__MINGW32__) || !defined(_WIN32)
using UIntParam = ULONG;
#else
using UIntParam = ULONG_PTR;
#endif

// A connection has the width of ULONG_PTR, whatever the headers at hand say.
inline void SetConnection(UIntParam* to, ULONG_PTR connection) { *reinterpret_cast<ULONG_PTR*>(to) = connection; }

}  // namespace native

#ifndef DELETE_HARD_DELETE
#define DELETE_HARD_DELETE ((ULONG)0x00000010)
#endif
#ifndef MAPI_BEST_ACCESS
#define MAPI_BEST_ACCESS ((ULONG)0x00000010)
#endif
#ifndef STATUS_AVAILABLE
#define STATUS_AVAILABLE ((ULONG)0x00000001)
#endif
