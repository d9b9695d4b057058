// One property as a provider keeps it: it owns its value, strings are Unicode.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "mapi-memory.h"
#include "text.h"

namespace native {

using Bytes = std::vector<BYTE>;

// The type in the tag says which of them it is, and how wide a number: PT_I2, PT_LONG, PT_BOOLEAN, PT_I8, PT_CURRENCY,
// PT_SYSTIME and PT_ERROR are integers; PT_R4, PT_DOUBLE and PT_APPTIME are doubles; PT_CLSID is 16 bytes.
using Value = std::variant<std::monostate, std::int64_t, double, Text, Bytes, std::vector<std::int64_t>,
                           std::vector<double>, std::vector<Text>, std::vector<Bytes>>;

struct Property {
  ULONG tag = PR_NULL;
  Value value;
};

// Properties that are made here.
Property LongProperty(ULONG tag, LONG value);
Property BooleanProperty(ULONG tag, bool value);
Property TimeProperty(ULONG tag, std::int64_t file_time);
Property TextProperty(ULONG tag, Text value);
Property BytesProperty(ULONG tag, Bytes value);
Property ErrorProperty(ULONG tag, SCODE code);

inline ULONG Retag(ULONG tag, ULONG type) { return PROP_TAG(type, PROP_ID(tag)); }

// The type under which a property is kept: of the two string types, Unicode.
ULONG KeptType(ULONG type);

// The 100 ns since 1601 that FILETIME counts.
std::int64_t Now();

// Copies what a caller hands us: the memory is his, and gone after the call. Fails with MAPI_E_INVALID_TYPE,
// MAPI_E_BAD_VALUE.
Property FromMapi(const SPropValue& value);

// Writes a property for a caller, into memory that hangs on `block`. The type in the tag may be that of 8-bit strings.
void ToMapi(const Property& property, MapiBlock& block, SPropValue* result);

// What More of a block needs for the value at most.
std::size_t SizeForMapi(const Property& property);

// Properties, for a caller: one block.
LPSPropValue GiveValues(const std::vector<Property>& properties);

// The property in the string form of a caller that did not ask for Unicode.
ULONG ShownTag(ULONG tag, bool unicode);

// Orders two values of one type. Text is ordered by its units, several values by the first that differs.
int Compare(const Value& left, const Value& right);

// What PR_MESSAGE_SIZE counts, and RES_SIZE compares.
std::size_t SizeOf(const Property& property);

}  // namespace native
