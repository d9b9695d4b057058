#include "table.h"

#include "failure.h"
#include "mapi-memory.h"

namespace native {

namespace {

bool Has(const std::vector<ULONG>& tags, ULONG tag) { return std::find(tags.begin(), tags.end(), tag) != tags.end(); }

// A value under the tag of its column; PT_ERROR where the row has none.
Property Arranged(const Row& row, ULONG column, bool unicode) {
  const Property* const found = ValueInRow(row, column);
  if (found == nullptr) return ErrorProperty(column, MAPI_E_NOT_FOUND);
  const ULONG tag = PROP_TYPE(column) == PT_UNSPECIFIED ? ShownTag(found->tag, unicode) : column;
  return {tag, found->value};
}

// Rows as a caller frees them with FreeProws: the set, and the properties of each row, are blocks of their own. The
// first row that cannot be made takes those before it along.
class RowSet {
 public:
  explicit RowSet(std::size_t count) : block_(CbNewSRowSet(count)) {}
  RowSet(const RowSet&) = delete;
  RowSet& operator=(const RowSet&) = delete;
  ~RowSet() {
    auto* const rows = block_.As<SRowSet>();
    if (rows == nullptr) return;
    for (ULONG index = 0; index < rows->cRows; ++index) GetMapiMemory().free(rows->aRow[index].lpProps);
  }

  void Add(const std::vector<Property>& values) {
    auto* const rows = block_.As<SRowSet>();
    SRow& row = rows->aRow[rows->cRows];
    row.lpProps = GiveValues(values);
    row.cValues = static_cast<ULONG>(values.size());
    rows->cRows += 1;
  }
  LPSRowSet Give() { return block_.Give<SRowSet>(); }

 private:
  MapiBlock block_;
};

}  // namespace

Table::Table(std::shared_ptr<TableSite> site, TableSource source)
    : site_(std::move(site)), source_(std::move(source)), columns_(source_.columns) {
  for (ULONG& column : columns_) column = ShownTag(column, source_.unicode);
  site_->Opened(*this);
}

Table::~Table() { site_->Closed(*this); }

ULONG Table::Release() noexcept {
  // Nobody may tell a table of changes that is just being taken apart.
  const std::shared_ptr<TableSite> site = site_;
  const std::lock_guard<std::recursive_mutex> lock(site->call_mutex());
  return ComObject::Release();
}

std::vector<ComPtr<IMAPIAdviseSink>> Table::Changed() {
  rows_.reset();
  std::vector<ComPtr<IMAPIAdviseSink>> sinks;
  for (const auto& [connection, sink] : sinks_) sinks.push_back(sink);
  return sinks;
}

void Table::SetSort(std::vector<SSortOrder> sort) {
  sort_ = std::move(sort);
  Rearranged();
}

HRESULT Table::GetLastError(HRESULT hr, ULONG flags, LPMAPIERROR* error) noexcept {
  return last_error_.Get(hr, flags, error);
}

HRESULT Table::Advise(ULONG mask, LPMAPIADVISESINK sink, UIntParam* connection) noexcept {
  return Guard([&]() -> HRESULT {
    if (mask != fnevTableModified || sink == nullptr || connection == nullptr) return MAPI_E_INVALID_PARAMETER;
    sinks_[next_connection_] = ComPtr<IMAPIAdviseSink>::Share(sink);
    SetConnection(connection, next_connection_++);
    return S_OK;
  });
}

HRESULT Table::Unadvise(UIntParam connection) noexcept {
  return Guard([&]() -> HRESULT { return sinks_.erase(connection) == 1 ? S_OK : MAPI_E_INVALID_PARAMETER; });
}

HRESULT Table::GetStatus(ULONG* status, ULONG* type) noexcept {
  return Guard([&]() -> HRESULT {
    if (status == nullptr || type == nullptr) return MAPI_E_INVALID_PARAMETER;
    *status = TBLSTAT_COMPLETE;
    *type = TBLTYPE_SNAPSHOT;
    return S_OK;
  });
}

HRESULT Table::SetColumns(LPSPropTagArray tags, ULONG) noexcept {
  return Guard([&]() -> HRESULT {
    if (tags == nullptr || tags->cValues == 0) return MAPI_E_INVALID_PARAMETER;
    const std::vector<ULONG> columns(tags->aulPropTag, tags->aulPropTag + tags->cValues);
    for (const ULONG tag : columns) {
      if (PROP_TYPE(tag) == PT_OBJECT) return MAPI_E_INVALID_PARAMETER;
      if ((tag & MV_INSTANCE) != 0) return MAPI_E_TOO_COMPLEX;
    }
    columns_ = columns;
    return S_OK;
  });
}

HRESULT Table::QueryColumns(ULONG flags, LPSPropTagArray* tags) noexcept {
  return Guard([&]() -> HRESULT {
    if (tags == nullptr) return MAPI_E_INVALID_PARAMETER;
    if ((flags & ~TBL_ALL_COLUMNS) != 0) return MAPI_E_UNKNOWN_FLAGS;
    if ((flags & TBL_ALL_COLUMNS) == 0) {
      *tags = GiveTags(columns_);
      return S_OK;
    }
    std::vector<ULONG> all;
    for (const ULONG tag : source_.columns) all.push_back(ShownTag(tag, source_.unicode));
    for (const ULONG tag : columns_) {
      if (PROP_TYPE(tag) != PT_NULL && !Has(all, tag)) all.push_back(tag);
    }
    *tags = GiveTags(all);
    return S_OK;
  });
}

HRESULT Table::GetRowCount(ULONG, ULONG* count) noexcept {
  return Guard([&]() -> HRESULT {
    if (count == nullptr) return MAPI_E_INVALID_PARAMETER;
    *count = static_cast<ULONG>(View().size());
    return S_OK;
  });
}

HRESULT Table::SeekRow(BOOKMARK origin, LONG count, LONG* sought) noexcept {
  return Guard([&]() -> HRESULT {
    const std::int64_t from = Origin(origin);
    const bool is_there = from <= static_cast<std::int64_t>(View().size());
    const auto target = static_cast<std::int64_t>(Clamped(from + count));
    if (sought != nullptr) *sought = static_cast<LONG>(target - static_cast<std::int64_t>(Clamped(from)));
    position_ = target;
    return is_there ? S_OK : MAPI_W_POSITION_CHANGED;
  });
}

HRESULT Table::SeekRowApprox(ULONG numerator, ULONG denominator) noexcept {
  return Guard([&]() -> HRESULT {
    if (denominator == 0) return MAPI_E_INVALID_PARAMETER;
    const std::uint64_t place = static_cast<std::uint64_t>(numerator) * View().size() / denominator;
    position_ = static_cast<std::int64_t>(Clamped(static_cast<std::int64_t>(place)));
    return S_OK;
  });
}

HRESULT Table::QueryPosition(ULONG* row, ULONG* numerator, ULONG* denominator) noexcept {
  return Guard([&]() -> HRESULT {
    if (row == nullptr || numerator == nullptr || denominator == nullptr) return MAPI_E_INVALID_PARAMETER;
    *row = static_cast<ULONG>(Clamped(position_));
    *numerator = *row;
    *denominator = static_cast<ULONG>(std::max<std::size_t>(View().size(), 1));
    return S_OK;
  });
}

HRESULT Table::FindRow(LPSRestriction restriction, BOOKMARK origin, ULONG flags) noexcept {
  return Guard([&]() -> HRESULT {
    if ((flags & ~DIR_BACKWARD) != 0) return MAPI_E_UNKNOWN_FLAGS;
    const std::int64_t from = Origin(origin);
    std::optional<Restriction> wanted;
    std::vector<ULONG> tags;
    if (restriction != nullptr) {
      wanted = CopyRestriction(*restriction, static_cast<bool>(source_.subrows));
      CollectTags(*wanted, &tags);
    }
    const std::vector<Row>& rows = ViewWith(tags);
    const auto size = static_cast<std::int64_t>(rows.size());
    const bool is_backward = (flags & DIR_BACKWARD) != 0;
    std::int64_t at = is_backward ? std::min(from, size - 1) : from;
    for (; at >= 0 && at < size; at += is_backward ? -1 : 1) {
      if (!wanted || Satisfies(rows[static_cast<std::size_t>(at)], *wanted, source_.subrows)) {
        position_ = at;
        return S_OK;
      }
    }
    return MAPI_E_NOT_FOUND;
  });
}

HRESULT Table::Restrict(LPSRestriction restriction, ULONG) noexcept {
  return Guard([&]() -> HRESULT {
    if (restriction == nullptr) {
      restriction_.reset();
    } else {
      restriction_ = CopyRestriction(*restriction, static_cast<bool>(source_.subrows));
    }
    Rearranged();
    return S_OK;
  });
}

HRESULT Table::CreateBookmark(BOOKMARK* bookmark) noexcept {
  return Guard([&]() -> HRESULT {
    if (bookmark == nullptr) return MAPI_E_INVALID_PARAMETER;
    bookmarks_[next_bookmark_] = static_cast<std::int64_t>(Clamped(position_));
    *bookmark = next_bookmark_++;
    return S_OK;
  });
}

HRESULT Table::FreeBookmark(BOOKMARK bookmark) noexcept {
  return Guard([&]() -> HRESULT {
    if (bookmark <= BOOKMARK_END) return S_OK;
    return bookmarks_.erase(bookmark) == 1 ? S_OK : MAPI_E_INVALID_BOOKMARK;
  });
}

HRESULT Table::SortTable(LPSSortOrderSet order, ULONG) noexcept {
  return Guard([&]() -> HRESULT {
    if (order == nullptr) return MAPI_E_INVALID_PARAMETER;
    std::vector<SSortOrder> sort(order->aSort, order->aSort + order->cSorts);
    for (const SSortOrder& one : sort) {
      if (PROP_TYPE(one.ulPropTag) == PT_OBJECT || (one.ulPropTag & MV_INSTANCE) != 0) return MAPI_E_TOO_COMPLEX;
    }
    if (order->cCategories > 0) return MAPI_E_TOO_COMPLEX;
    SetSort(std::move(sort));
    return S_OK;
  });
}

HRESULT Table::QuerySortOrder(LPSSortOrderSet* order) noexcept {
  return Guard([&]() -> HRESULT {
    if (order == nullptr) return MAPI_E_INVALID_PARAMETER;
    MapiBlock block(CbNewSSortOrderSet(sort_.size()));
    auto* const set = block.As<SSortOrderSet>();
    set->cSorts = static_cast<ULONG>(sort_.size());
    std::copy(sort_.begin(), sort_.end(), set->aSort);
    *order = block.Give<SSortOrderSet>();
    return S_OK;
  });
}

HRESULT Table::QueryRows(LONG count, ULONG flags, LPSRowSet* rows) noexcept {
  return Guard([&]() -> HRESULT {
    if (count == 0 || rows == nullptr) return MAPI_E_INVALID_PARAMETER;
    if ((flags & ~TBL_NOADVANCE) != 0) return MAPI_E_UNKNOWN_FLAGS;
    const std::size_t from = Clamped(position_);
    const std::size_t to = Clamped(static_cast<std::int64_t>(from) + count);
    const std::vector<Row>& view = View();
    const std::size_t first = std::min(from, to);
    const std::size_t last = std::max(from, to);
    RowSet result(last - first);
    std::vector<Property> values;
    for (std::size_t index = first; index < last; ++index) {
      values.clear();
      for (const ULONG column : columns_) values.push_back(Arranged(view[index], column, source_.unicode));
      result.Add(values);
    }
    *rows = result.Give();
    position_ = static_cast<std::int64_t>((flags & TBL_NOADVANCE) == 0 ? to : from);
    return S_OK;
  });
}

HRESULT Table::WaitForCompletion(ULONG, ULONG, ULONG* status) noexcept {
  return Guard([&]() -> HRESULT {
    if (status != nullptr) *status = TBLSTAT_COMPLETE;
    return S_OK;
  });
}

}  // namespace native
