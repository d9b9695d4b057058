#include "text.h"

#include <cstdint>

namespace native {

#if defined(_WIN32)

std::string ToAnsi(TextView text) {
  if (text.empty()) return {};
  const int length = static_cast<int>(text.size());
  std::string result(WideCharToMultiByte(CP_ACP, 0, text.data(), length, nullptr, 0, nullptr, nullptr), '\0');
  WideCharToMultiByte(CP_ACP, 0, text.data(), length, result.data(), static_cast<int>(result.size()), nullptr, nullptr);
  return result;
}

Text FromAnsi(std::string_view text) {
  if (text.empty()) return {};
  const int length = static_cast<int>(text.size());
  Text result(MultiByteToWideChar(CP_ACP, 0, text.data(), length, nullptr, 0), L'\0');
  MultiByteToWideChar(CP_ACP, 0, text.data(), length, result.data(), static_cast<int>(result.size()));
  return result;
}

Text Folded(TextView text) {
  Text result(text);
  CharLowerBuffW(result.data(), static_cast<DWORD>(result.size()));
  return result;
}

#else

namespace {

// Windows-1252 where it differs from Latin-1; its five gaps stand for themselves, so that no byte is lost.
constexpr char16_t kWindows1252[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

char ToAnsiChar(char16_t unit) {
  if (unit < 0x80 || (unit >= 0xA0 && unit <= 0xFF)) return static_cast<char>(unit);
  for (int index = 0; index < 32; ++index) {
    if (kWindows1252[index] == unit) return static_cast<char>(0x80 + index);
  }
  return '?';
}

}  // namespace

std::string ToAnsi(TextView text) {
  std::string result;
  result.reserve(text.size());
  for (const char16_t unit : text) result.push_back(ToAnsiChar(unit));
  return result;
}

Text FromAnsi(std::string_view text) {
  Text result;
  result.reserve(text.size());
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    result.push_back(byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80] : static_cast<char16_t>(byte));
  }
  return result;
}

// Good for the names that a test has; Windows knows all alphabets.
Text Folded(TextView text) {
  Text result(text);
  for (char16_t& unit : result) {
    const bool is_upper = (unit >= u'A' && unit <= u'Z') || (unit >= 0xC0 && unit <= 0xDE && unit != 0xD7) ||
                          (unit >= 0x391 && unit <= 0x3A9) || (unit >= 0x410 && unit <= 0x42F);
    if (is_upper) unit = static_cast<char16_t>(unit + 32);
  }
  return result;
}

#endif

Text FromAscii(std::string_view text) { return Text(text.begin(), text.end()); }

std::string ToUtf8(TextView text) {
  std::string result;
  for (std::size_t index = 0; index < text.size(); ++index) {
    std::uint32_t point = text[index];
    const bool has_pair = point >= 0xD800 && point < 0xDC00 && index + 1 < text.size() && text[index + 1] >= 0xDC00 &&
                          text[index + 1] < 0xE000;
    if (has_pair) point = 0x10000 + ((point - 0xD800) << 10) + (text[++index] - 0xDC00);
    if (point < 0x80) {
      result.push_back(static_cast<char>(point));
    } else if (point < 0x800) {
      result.push_back(static_cast<char>(0xC0 | (point >> 6)));
      result.push_back(static_cast<char>(0x80 | (point & 0x3F)));
    } else if (point < 0x10000) {
      result.push_back(static_cast<char>(0xE0 | (point >> 12)));
      result.push_back(static_cast<char>(0x80 | ((point >> 6) & 0x3F)));
      result.push_back(static_cast<char>(0x80 | (point & 0x3F)));
    } else {
      result.push_back(static_cast<char>(0xF0 | (point >> 18)));
      result.push_back(static_cast<char>(0x80 | ((point >> 12) & 0x3F)));
      result.push_back(static_cast<char>(0x80 | ((point >> 6) & 0x3F)));
      result.push_back(static_cast<char>(0x80 | (point & 0x3F)));
    }
  }
  return result;
}

Text FromUtf8(std::string_view text) {
  Text result;
  for (std::size_t index = 0; index < text.size();) {
    const auto first = static_cast<unsigned char>(text[index++]);
    const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    std::uint32_t point = more == 0 ? first : first & (0x3Fu >> more);
    int left = more;
    for (; left > 0 && index < text.size() && (text[index] & 0xC0) == 0x80; --left) {
      point = (point << 6) | (static_cast<unsigned char>(text[index++]) & 0x3F);
    }
    // A byte that begins nothing, or something that ends too early.
    if (left > 0 || (more == 0 && first >= 0x80) || point > 0x10FFFF) point = 0xFFFD;
    if (point >= 0x10000) {
      result.push_back(static_cast<WCHAR>(0xD800 + ((point - 0x10000) >> 10)));
      result.push_back(static_cast<WCHAR>(0xDC00 + ((point - 0x10000) & 0x3FF)));
    } else {
      result.push_back(static_cast<WCHAR>(point));
    }
  }
  return result;
}

Text FromArgument(LPTSTR text, ULONG flags) {
  if (text == nullptr) return {};
  if ((flags & MAPI_UNICODE) != 0) return Text(reinterpret_cast<const WCHAR*>(text));
  return FromAnsi(reinterpret_cast<const char*>(text));
}

}  // namespace native
