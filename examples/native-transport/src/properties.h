// Properties as this transport reads and writes them. Text is UTF-8 on this side.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "mapi-memory.h"
#include "mapi.h"

namespace native_transport {

// Some properties of an object.
class Properties {
 public:
  Properties(IMAPIProp& object, const std::vector<ULONG>& tags);

  // Null when there is none.
  const SPropValue* Find(ULONG tag) const;
  // Empty when there is none.
  std::string TextOf(ULONG tag) const;
  ULONG LongOf(ULONG tag, ULONG otherwise) const;

 private:
  ULONG count_ = 0;
  MapiOwned<SPropValue> values_;
};

// A property that may be large: a store that finds it so gives it as a stream alone. Empty when there is none.
std::string ReadLargeText(IMAPIProp& object, ULONG tag);
std::string ReadLargeBinary(IMAPIProp& object, ULONG tag);

// The value of a property in an array; null when it is not there.
const SPropValue* FindProperty(const SPropValue* values, ULONG count, ULONG tag);

// Properties to be written, with what they point to.
class PropertyList {
 public:
  PropertyList() = default;
  // A copy would point to what the other has.
  PropertyList(const PropertyList&) = delete;
  PropertyList& operator=(const PropertyList&) = delete;

  void AddText(ULONG tag, const std::string& utf8);
  void AddBinary(ULONG tag, std::string bytes);
  void AddLong(ULONG tag, ULONG value);
  void AddTime(ULONG tag, FILETIME value);

  ULONG size() const { return static_cast<ULONG>(values_.size()); }
  LPSPropValue data() { return values_.data(); }

  // Sets them. What the store computes itself is left to it; any other refusal fails.
  void SetOn(IMAPIProp& object);

 private:
  SPropValue& Add(ULONG tag);

  std::vector<SPropValue> values_;
  std::deque<Text> texts_;
  std::deque<std::string> binaries_;
};

// The rows of a table, with all its columns.
class Rows {
 public:
  explicit Rows(IMAPITable& table);
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  ~Rows();

  const std::vector<SRow>& rows() const { return rows_; }

 private:
  std::vector<SRow> rows_;
};

FILETIME Now();

}  // namespace native_transport
