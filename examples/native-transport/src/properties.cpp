#include "properties.h"

#include <chrono>

#include "com.h"
#include "failure.h"

namespace native_transport {

namespace {

std::string ReadStream(IMAPIProp& object, ULONG tag) {
  ComPtr<IStream> stream;
  const HRESULT hr = object.OpenProperty(tag, &IID_IStream, 0, 0, reinterpret_cast<LPUNKNOWN*>(stream.Receive()));
  if (hr == MAPI_E_NOT_FOUND) return {};
  Demand(hr, "OpenProperty");
  std::string bytes;
  for (;;) {
    char chunk[0x8000];
    ULONG count = 0;
    Demand(stream->Read(chunk, sizeof chunk, &count), "IStream::Read");
    if (count == 0) return bytes;
    bytes.append(chunk, count);
  }
}

bool IsLarge(IMAPIProp& object, ULONG tag, MapiOwned<SPropValue>& value) {
  SizedSPropTagArray(1, tags) = {1, {tag}};
  ULONG count = 0;
  Demand(object.GetProps(reinterpret_cast<LPSPropTagArray>(&tags), MAPI_UNICODE, &count, value.Receive()), "GetProps");
  return PROP_TYPE(value->ulPropTag) == PT_ERROR && value->Value.err != MAPI_E_NOT_FOUND;
}

}  // namespace

Properties::Properties(IMAPIProp& object, const std::vector<ULONG>& tags) {
  MapiBlock wanted(CbNewSPropTagArray(tags.size()));
  wanted.As<SPropTagArray>()->cValues = static_cast<ULONG>(tags.size());
  for (std::size_t index = 0; index < tags.size(); ++index) wanted.As<SPropTagArray>()->aulPropTag[index] = tags[index];
  Demand(object.GetProps(wanted.As<SPropTagArray>(), MAPI_UNICODE, &count_, values_.Receive()), "GetProps");
}

const SPropValue* Properties::Find(ULONG tag) const { return FindProperty(values_.get(), count_, tag); }

std::string Properties::TextOf(ULONG tag) const {
  const SPropValue* const found = Find(tag);
  return found == nullptr ? std::string() : ToUtf8(found->Value.lpszW);
}

ULONG Properties::LongOf(ULONG tag, ULONG otherwise) const {
  const SPropValue* const found = Find(tag);
  return found == nullptr ? otherwise : static_cast<ULONG>(found->Value.l);
}

std::string ReadLargeText(IMAPIProp& object, ULONG tag) {
  MapiOwned<SPropValue> value;
  if (IsLarge(object, tag, value)) {
    const std::string bytes = ReadStream(object, tag);
    Text text(bytes.size() / sizeof(WCHAR), WCHAR{});
    std::memcpy(text.data(), bytes.data(), text.size() * sizeof(WCHAR));
    return ToUtf8(text);
  }
  return value->ulPropTag == tag ? ToUtf8(value->Value.lpszW) : std::string();
}

std::string ReadLargeBinary(IMAPIProp& object, ULONG tag) {
  MapiOwned<SPropValue> value;
  if (IsLarge(object, tag, value)) return ReadStream(object, tag);
  if (value->ulPropTag != tag) return {};
  return std::string(reinterpret_cast<const char*>(value->Value.bin.lpb), value->Value.bin.cb);
}

const SPropValue* FindProperty(const SPropValue* values, ULONG count, ULONG tag) {
  for (ULONG index = 0; index < count; ++index) {
    if (values[index].ulPropTag == tag) return values + index;
  }
  return nullptr;
}

SPropValue& PropertyList::Add(ULONG tag) {
  SPropValue value{};
  value.ulPropTag = tag;
  values_.push_back(value);
  return values_.back();
}

void PropertyList::AddText(ULONG tag, const std::string& utf8) {
  texts_.push_back(FromUtf8(utf8));
  Add(tag).Value.lpszW = texts_.back().data();
}

void PropertyList::AddBinary(ULONG tag, std::string bytes) {
  binaries_.push_back(std::move(bytes));
  SBinary& binary = Add(tag).Value.bin;
  binary.cb = static_cast<ULONG>(binaries_.back().size());
  binary.lpb = reinterpret_cast<LPBYTE>(binaries_.back().data());
}

void PropertyList::AddLong(ULONG tag, ULONG value) { Add(tag).Value.l = static_cast<LONG>(value); }

void PropertyList::AddTime(ULONG tag, FILETIME value) { Add(tag).Value.ft = value; }

void PropertyList::SetOn(IMAPIProp& object) {
  MapiOwned<SPropProblemArray> problems;
  Demand(object.SetProps(size(), data(), problems.Receive()), "SetProps");
  if (problems.get() == nullptr) return;
  for (ULONG index = 0; index < problems->cProblem; ++index) {
    const SCODE code = problems->aProblem[index].scode;
    if (code != MAPI_E_COMPUTED) throw Failure(code, "the store refused a property");
  }
}

Rows::Rows(IMAPITable& table) {
  MapiOwned<SPropTagArray> columns;
  Demand(table.QueryColumns(TBL_ALL_COLUMNS, columns.Receive()), "QueryColumns");
  Demand(table.SetColumns(columns.get(), 0), "SetColumns");
  for (;;) {
    MapiOwned<SRowSet> some;
    Demand(table.QueryRows(50, 0, some.Receive()), "QueryRows");
    if (some->cRows == 0) return;
    // Each row is a block of its own.
    rows_.insert(rows_.end(), some->aRow, some->aRow + some->cRows);
  }
}

Rows::~Rows() {
  for (const SRow& row : rows_) GetMapiMemory().free(row.lpProps);
}

FILETIME Now() {
  // FILETIME counts from 1601, in units of 100 ns.
  constexpr std::uint64_t kUnix = 116444736000000000u;
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  const auto ns = std::chrono::duration_cast<std::chrono::nanoseconds>(since).count();
  const std::uint64_t time = kUnix + static_cast<std::uint64_t>(ns) / 100;
  return {static_cast<DWORD>(time), static_cast<DWORD>(time >> 32)};
}

}  // namespace native_transport
