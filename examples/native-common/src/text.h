// Text as MAPI has it: UTF-16, and 8-bit text in the code page of the machine.
#pragma once

#include <string>
#include <string_view>

#include "mapi-headers.h"

namespace native {

using Text = std::basic_string<WCHAR>;
using TextView = std::basic_string_view<WCHAR>;

// Text of PT_STRING8. What has no place in the code page becomes a question mark.
std::string ToAnsi(TextView text);
Text FromAnsi(std::string_view text);

// ASCII only: for messages of ours.
Text FromAscii(std::string_view text);

// What is no UTF-8 becomes U+FFFD.
std::string ToUtf8(TextView text);
Text FromUtf8(std::string_view text);

// A string argument of a MAPI method: wide when MAPI_UNICODE is in the flags. Null is empty.
Text FromArgument(LPTSTR text, ULONG flags);

// The form in which names of folders and message classes are compared: upper and lower case make no difference.
Text Folded(TextView text);

}  // namespace native
