// The rows that a table shows: read, restricted, sorted; and positions in them.
#include "table.h"

#include "failure.h"

namespace native {

namespace {

bool IsAmong(const std::vector<ULONG>& tags, ULONG tag) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

}  // namespace

const std::vector<Row>& Table::ViewWith(const std::vector<ULONG>& tags) {
  std::vector<ULONG> wanted = columns_;
  const auto want = [&wanted](ULONG tag) {
    if (!IsAmong(wanted, tag)) wanted.push_back(tag);
  };
  for (const ULONG tag : tags) want(tag);
  const bool has_all =
      rows_ && std::all_of(wanted.begin(), wanted.end(), [this](ULONG tag) { return IsAmong(read_, tag); });
  if (has_all) return *rows_;
  for (const SSortOrder& one : sort_) want(one.ulPropTag);
  if (restriction_) {
    std::vector<ULONG> restricted;
    CollectTags(*restriction_, &restricted);
    for (const ULONG tag : restricted) want(tag);
  }
  std::vector<Row> rows = source_.rows(wanted);
  if (restriction_) {
    const auto is_hidden = [this](const Row& row) { return !Satisfies(row, *restriction_, source_.subrows); };
    rows.erase(std::remove_if(rows.begin(), rows.end(), is_hidden), rows.end());
  }
  std::stable_sort(rows.begin(), rows.end(), [this](const Row& left, const Row& right) {
    for (const SSortOrder& one : sort_) {
      const Property* const a = ValueInRow(left, one.ulPropTag);
      const Property* const b = ValueInRow(right, one.ulPropTag);
      // Rows without the value come first.
      int order = (a != nullptr) - (b != nullptr);
      if (a != nullptr && b != nullptr) order = Compare(a->value, b->value);
      if (order != 0) return one.ulOrder == TABLE_SORT_DESCEND ? order > 0 : order < 0;
    }
    return false;
  });
  rows_ = std::move(rows);
  read_ = std::move(wanted);
  return *rows_;
}

std::size_t Table::Clamped(std::int64_t position) {
  const auto size = static_cast<std::int64_t>(View().size());
  return static_cast<std::size_t>(std::min(std::max<std::int64_t>(position, 0), size));
}

std::int64_t Table::Origin(BOOKMARK bookmark) {
  if (bookmark == BOOKMARK_BEGINNING) return 0;
  if (bookmark == BOOKMARK_CURRENT) return static_cast<std::int64_t>(Clamped(position_));
  if (bookmark == BOOKMARK_END) return static_cast<std::int64_t>(View().size());
  const auto found = bookmarks_.find(bookmark);
  if (found == bookmarks_.end()) throw Failure(MAPI_E_INVALID_BOOKMARK, "there is no such bookmark");
  return found->second;
}

void Table::Rearranged() {
  rows_.reset();
  bookmarks_.clear();
  position_ = 0;
}

}  // namespace native
