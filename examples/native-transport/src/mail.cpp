#include "mail.h"

#include <algorithm>
#include <cctype>

#include "mime.h"
#include "text.h"

namespace native_transport {

namespace {

std::string FromBase64(const std::string& text) {
  std::string result;
  unsigned group = 0;
  int bits = 0;
  for (const char character : text) {
    const char* const found = std::find(kBase64Digits, kBase64Digits + 64, character);
    if (found == kBase64Digits + 64) continue;
    group = (group << 6) | static_cast<unsigned>(found - kBase64Digits);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    result.push_back(static_cast<char>((group >> bits) & 0xFF));
  }
  return result;
}

int HexValue(char character) {
  if (character >= '0' && character <= '9') return character - '0';
  const int lower = std::tolower(static_cast<unsigned char>(character));
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// =XX of quoted-printable and of encoded words, %XX of parameters.
std::string Unescaped(const std::string& text, char escape) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool has_hex =
        text[at] == escape && at + 2 < text.size() && HexValue(text[at + 1]) >= 0 && HexValue(text[at + 2]) >= 0;
    if (!has_hex) {
      result.push_back(text[at]);
      continue;
    }
    result.push_back(static_cast<char>(16 * HexValue(text[at + 1]) + HexValue(text[at + 2])));
    at += 2;
  }
  return result;
}

// A line that ends with an equals sign goes on in the next one.
std::string FromQuotedPrintable(std::string text) {
  for (const char* const end : {"=\r\n", "=\n"}) {
    for (std::size_t at; (at = text.find(end)) != std::string::npos;) text.erase(at, std::string(end).size());
  }
  return Unescaped(text, '=');
}

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char one) { return std::tolower(one); });
  return text;
}

std::string Trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// Bytes of a code page as UTF-8. What is not UTF-8 is taken for the code page of the machine.
std::string ToUtf8From(const std::string& charset, const std::string& bytes) {
  const std::string name = Lower(charset);
  if (name.empty() || name == "utf-8" || name == "us-ascii") return bytes;
  return native::ToUtf8(native::FromAnsi(bytes));
}

// =?charset?B?...?= and =?charset?Q?...?=; blanks between two of them are none.
std::string DecodedWords(const std::string& text) {
  std::string result;
  std::size_t at = 0;
  bool was_word = false;
  for (std::size_t begin; (begin = text.find("=?", at)) != std::string::npos;) {
    const std::size_t kind = text.find('?', begin + 2);
    const std::size_t data = kind == std::string::npos ? kind : kind + 3;
    const std::size_t end = data == std::string::npos ? data : text.find("?=", data);
    if (end == std::string::npos || text[kind + 2] != '?') break;
    const std::string between = text.substr(at, begin - at);
    if (!was_word || !Trimmed(between).empty()) result += between;
    const std::string encoded = text.substr(data, end - data);
    const std::string charset = text.substr(begin + 2, kind - begin - 2);
    if (std::tolower(static_cast<unsigned char>(text[kind + 1])) == 'b') {
      result += ToUtf8From(charset, FromBase64(encoded));
    } else {
      std::string spaced = encoded;
      std::replace(spaced.begin(), spaced.end(), '_', ' ');
      result += ToUtf8From(charset, Unescaped(spaced, '='));
    }
    at = end + 2;
    was_word = true;
  }
  return result + text.substr(at);
}

// What stands before the empty line, and what behind it.
struct Split {
  std::map<std::string, std::string> headers;
  std::string body;
};

Split SplitHeaders(const std::string& text) {
  Split split;
  std::string name;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.find('\n', at);
    if (end == std::string::npos) end = text.size();
    std::string line = text.substr(at, end - at);
    at = end + 1;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) {
      split.body = at < text.size() ? text.substr(at) : std::string();
      break;
    }
    const std::size_t colon = line.find(':');
    if ((line[0] == ' ' || line[0] == '\t') && !name.empty()) {
      split.headers[name] += " " + Trimmed(line);
    } else if (colon != std::string::npos) {
      name = Lower(Trimmed(line.substr(0, colon)));
      split.headers[name] = Trimmed(line.substr(colon + 1));
    }
  }
  return split;
}

// A parameter of Content-Type or Content-Disposition.
std::string ParameterOf(const std::string& header, const std::string& name) {
  const std::string lower = Lower(header);
  for (std::size_t at = header.find(';'); at != std::string::npos; at = header.find(';', at + 1)) {
    const std::size_t begin = header.find_first_not_of(" \t", at + 1);
    const std::size_t equals = header.find('=', at);
    if (begin == std::string::npos || equals == std::string::npos) return {};
    const std::string found = Trimmed(lower.substr(begin, equals - begin));
    if (found != name && found != name + "*") continue;
    std::string value = Trimmed(header.substr(equals + 1));
    if (!value.empty() && value[0] == '"') return value.substr(1, value.find('"', 1) - 1);
    value = Trimmed(value.substr(0, value.find(';')));
    if (found == name) return value;
    const std::size_t quote = value.find('\'');
    const std::size_t second = quote == std::string::npos ? quote : value.find('\'', quote + 1);
    if (second == std::string::npos) return Unescaped(value, '%');
    return ToUtf8From(value.substr(0, quote), Unescaped(value.substr(second + 1), '%'));
  }
  return {};
}

std::string Valued(const std::map<std::string, std::string>& headers, const std::string& name) {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

// The parts between the lines that begin with the boundary.
std::vector<std::string> Parts(const std::string& body, const std::string& boundary) {
  std::vector<std::string> parts;
  const std::string mark = "--" + boundary;
  std::size_t begin = std::string::npos;
  for (std::size_t at = 0; at < body.size();) {
    std::size_t end = body.find('\n', at);
    if (end == std::string::npos) end = body.size();
    // The boundary of a message within may begin with this one.
    const bool is_like = body.compare(at, mark.size(), mark) == 0;
    const std::string rest = is_like ? Trimmed(body.substr(at + mark.size(), end - at - mark.size())) : std::string();
    if (is_like && (rest.empty() || rest == "--")) {
      if (begin != std::string::npos) {
        // The line end before the boundary is the boundary's.
        std::size_t last = at - 1;
        if (last > begin && body[last - 1] == '\r') --last;
        parts.push_back(body.substr(begin, std::max(last, begin) - begin));
      }
      begin = end + 1;
      if (!rest.empty()) break;
    }
    at = end + 1;
  }
  return parts;
}

void ReadPart(const Split& part, Mail& mail, bool& has_body) {
  const std::string type = Valued(part.headers, "content-type");
  const std::string kind = Lower(Trimmed(type.substr(0, type.find(';'))));
  const std::string boundary = ParameterOf(type, "boundary");
  if (kind.compare(0, 10, "multipart/") == 0 && !boundary.empty()) {
    for (const std::string& inner : Parts(part.body, boundary)) ReadPart(SplitHeaders(inner), mail, has_body);
    return;
  }
  const std::string encoding = Lower(Valued(part.headers, "content-transfer-encoding"));
  std::string data = encoding == "base64"             ? FromBase64(part.body)
                     : encoding == "quoted-printable" ? FromQuotedPrintable(part.body)
                                                      : part.body;
  const std::string disposition = Valued(part.headers, "content-disposition");
  const bool is_attached = Lower(disposition).compare(0, 10, "attachment") == 0;
  if (!has_body && !is_attached && (kind.empty() || kind == "text/plain")) {
    mail.body = ToUtf8From(ParameterOf(type, "charset"), data);
    has_body = true;
    return;
  }
  std::string name = ParameterOf(disposition, "filename");
  if (name.empty()) name = ParameterOf(type, "name");
  std::string id = Valued(part.headers, "content-id");
  if (id.size() > 2 && id.front() == '<' && id.back() == '>') id = id.substr(1, id.size() - 2);
  mail.attachments.push_back({DecodedWords(name), id, std::move(data)});
}

}  // namespace

std::string HeaderOf(const std::string& message, const std::string& name) {
  return DecodedWords(Valued(SplitHeaders(message.substr(0, message.find("\r\n\r\n") + 4)).headers, name));
}

std::string Mail::Header(const std::string& name) const { return Valued(headers, name); }

std::vector<std::string> Mail::Addresses(const std::string& name) const {
  std::vector<std::string> addresses;
  const std::string list = Header(name);
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    const std::string one = list.substr(at, end - at);
    const std::size_t open = one.find('<');
    const std::size_t close = one.find('>');
    const std::string address =
        open != std::string::npos && close != std::string::npos ? one.substr(open + 1, close - open - 1) : Trimmed(one);
    // What has none is a piece of a name with a comma in it.
    if (address.find('@') != std::string::npos) addresses.push_back(address);
    at = end + 1;
  }
  return addresses;
}

Mail ReadMail(const std::string& message) {
  Mail mail;
  const Split split = SplitHeaders(message);
  for (const auto& [name, value] : split.headers) mail.headers[name] = DecodedWords(value);
  bool has_body = false;
  ReadPart(split, mail, has_body);
  return mail;
}

}  // namespace native_transport
