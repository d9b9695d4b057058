// IMAPITable: a view of rows that are read when they are needed, and again after something has changed.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "com.h"
#include "last-error.h"
#include "object-id.h"
#include "restriction.h"

namespace native {

class Table;

// What a table needs of the logon that it was opened through.
class TableSite {
 public:
  virtual ~TableSite() = default;

  // Runs the body of a method: one call at a time, and no exception leaves it.
  virtual HRESULT Run(LastError& last_error, const std::function<HRESULT()>& body) noexcept = 0;
  // Held during each call.
  virtual std::recursive_mutex& call_mutex() = 0;
  // Whoever tells tables of changes knows them from here to there.
  virtual void Opened(Table& table) = 0;
  virtual void Closed(Table& table) noexcept = 0;
};

// What a table is over.
struct TableSource {
  std::vector<ULONG> columns;
  // Reads the rows; it may leave out properties that are not wanted.
  std::function<std::vector<Row>(const std::vector<ULONG>& wanted)> rows;
  Subrows subrows;
  // Which changes it shows, in numbers of the provider's, and of which object; 0: none.
  int topic = 0;
  ObjectId shown{};
  // What keeps the object that the rows are read from, where that is not the logon.
  ComPtr<IUnknown> owner;
  // Strings of columns that nobody has chosen come in this form.
  bool unicode = false;
};

class Table final : public ComObject<Table, IMAPITable> {
 public:
  Table(std::shared_ptr<TableSite> site, TableSource source);
  ~Table();

  bool Answers(REFIID iid) const { return IsEqualIID(iid, IID_IMAPITable); }
  STDMETHODIMP_(ULONG) Release() noexcept override;

  int topic() const { return source_.topic; }
  const ObjectId& shown() const { return source_.shown; }
  // Forgets the rows. Returns whom to tell.
  std::vector<ComPtr<IMAPIAdviseSink>> Changed();
  // As SortTable, for the default order of what it shows.
  void SetSort(std::vector<SSortOrder> sort);
  void SetDefaultColumns(std::vector<ULONG> columns) { columns_ = std::move(columns); }

  STDMETHODIMP GetLastError(HRESULT hr, ULONG flags, LPMAPIERROR* error) noexcept override;
  STDMETHODIMP Advise(ULONG mask, LPMAPIADVISESINK sink, UIntParam* connection) noexcept override;
  STDMETHODIMP Unadvise(UIntParam connection) noexcept override;
  STDMETHODIMP GetStatus(ULONG* status, ULONG* type) noexcept override;
  STDMETHODIMP SetColumns(LPSPropTagArray tags, ULONG flags) noexcept override;
  STDMETHODIMP QueryColumns(ULONG flags, LPSPropTagArray* tags) noexcept override;
  STDMETHODIMP GetRowCount(ULONG flags, ULONG* count) noexcept override;
  STDMETHODIMP SeekRow(BOOKMARK origin, LONG count, LONG* sought) noexcept override;
  STDMETHODIMP SeekRowApprox(ULONG numerator, ULONG denominator) noexcept override;
  STDMETHODIMP QueryPosition(ULONG* row, ULONG* numerator, ULONG* denominator) noexcept override;
  STDMETHODIMP FindRow(LPSRestriction restriction, BOOKMARK origin, ULONG flags) noexcept override;
  STDMETHODIMP Restrict(LPSRestriction restriction, ULONG flags) noexcept override;
  STDMETHODIMP CreateBookmark(BOOKMARK* bookmark) noexcept override;
  STDMETHODIMP FreeBookmark(BOOKMARK bookmark) noexcept override;
  STDMETHODIMP SortTable(LPSSortOrderSet order, ULONG flags) noexcept override;
  STDMETHODIMP QuerySortOrder(LPSSortOrderSet* order) noexcept override;
  STDMETHODIMP QueryRows(LONG count, ULONG flags, LPSRowSet* rows) noexcept override;
  STDMETHODIMP Abort() noexcept override { return S_OK; }
  STDMETHODIMP ExpandRow(ULONG, LPBYTE, ULONG, ULONG, LPSRowSet*, ULONG*) noexcept override {
    return MAPI_E_NO_SUPPORT;
  }
  STDMETHODIMP CollapseRow(ULONG, LPBYTE, ULONG, ULONG*) noexcept override { return MAPI_E_NO_SUPPORT; }
  STDMETHODIMP WaitForCompletion(ULONG flags, ULONG timeout, ULONG* status) noexcept override;
  STDMETHODIMP GetCollapseState(ULONG, ULONG, LPBYTE, ULONG*, LPBYTE*) noexcept override { return MAPI_E_NO_SUPPORT; }
  STDMETHODIMP SetCollapseState(ULONG, ULONG, LPBYTE, BOOKMARK*) noexcept override { return MAPI_E_NO_SUPPORT; }

 private:
  template <typename Body>
  HRESULT Guard(Body&& body) noexcept {
    return site_->Run(last_error_, std::ref(body));
  }
  // The rows that are shown, with certain properties in them.
  const std::vector<Row>& View() { return ViewWith({}); }
  const std::vector<Row>& ViewWith(const std::vector<ULONG>& tags);
  std::size_t Clamped(std::int64_t position);
  std::int64_t Origin(BOOKMARK bookmark);
  // After SortTable and Restrict the position is at the beginning, and bookmarks are void.
  void Rearranged();

  std::shared_ptr<TableSite> site_;
  TableSource source_;
  LastError last_error_;
  std::vector<ULONG> columns_;
  std::optional<Restriction> restriction_;
  std::vector<SSortOrder> sort_;
  std::optional<std::vector<Row>> rows_;
  // The properties that are in the rows.
  std::vector<ULONG> read_;
  std::int64_t position_ = 0;
  std::map<BOOKMARK, std::int64_t> bookmarks_;
  BOOKMARK next_bookmark_ = 3;
  std::map<ULONG_PTR, ComPtr<IMAPIAdviseSink>> sinks_;
  ULONG_PTR next_connection_ = 1;
};

}  // namespace native
