// Tries the library without Node: what `mapi-certify` does at large, in a page. It saves in one process, shuts it down
// fast, kills it with SIGKILL, and reads everything back in another. Built with AddressSanitizer (npm run self-test) it
// finds what is written where it should not be, at its line.
//
//   self-test LIBRARY
#include <dlfcn.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <functional>

#include "mini-mapi.h"
#include "property.h"

namespace {

using namespace self_test;
using native_store::ComPtr;

constexpr ULONG kNumber = PROP_TAG(PT_LONG, 0x6901);
constexpr ULONG kTexts = PROP_TAG(PT_MV_UNICODE, 0x6902);
constexpr ULONG kLarge = PROP_TAG(PT_BINARY, 0x6903);
constexpr std::size_t kLargeSize = 200000;
constexpr int kMessages = 50;

// A logon at the store in a folder, as MAPI makes it.
struct Session {
  ComPtr<IMSProvider> provider;
  ComPtr<IMAPIProviderShutdown> shutdown;
  ComPtr<IMSLogon> logon;
  ComPtr<IMsgStore> store;
};

Session LogOn(void* library, const std::u16string& folder) {
  Session session;
  auto* const init = reinterpret_cast<MSPROVIDERINIT*>(dlsym(library, "MSProviderInit"));
  Check(init != nullptr, "the library exports no MSProviderInit");
  ULONG version = 0;
  CheckHr(init(nullptr, nullptr, Memory::Allocate, Memory::AllocateMore, Memory::Free, 0, CURRENT_SPI_VERSION, &version,
               session.provider.Receive()),
          S_OK, "MSProviderInit");
  CheckHr(session.provider->QueryInterface(IID_IMAPIProviderShutdown,
                                           reinterpret_cast<LPVOID*>(session.shutdown.Receive())),
          S_OK, "QueryInterface(IID_IMAPIProviderShutdown)");
  const auto support = ComPtr<Support>::Adopt(new Support(folder));
  ULONG size = 0;
  LPBYTE security = nullptr;
  LPMAPIERROR error = nullptr;
  CheckHr(session.provider->Logon(support.get(), 0, nullptr, 0, nullptr, MAPI_UNICODE, nullptr, &size, &security,
                                  &error, session.logon.Receive(), session.store.Receive()),
          S_OK, "IMSProvider::Logon");
  Memory::Free(security);
  return session;
}

ComPtr<IMAPIFolder> OpenInbox(IMsgStore& store) {
  ULONG size = 0;
  LPENTRYID entry_id = nullptr;
  LPTSTR message_class = nullptr;
  CheckHr(store.GetReceiveFolder(nullptr, MAPI_UNICODE, &size, &entry_id, &message_class), S_OK, "GetReceiveFolder");
  ULONG type = 0;
  LPUNKNOWN object = nullptr;
  CheckHr(store.OpenEntry(size, entry_id, nullptr, MAPI_MODIFY, &type, &object), S_OK, "OpenEntry of the Inbox");
  Check(type == MAPI_FOLDER, "the Inbox is no folder");
  Memory::Free(entry_id);
  Memory::Free(message_class);
  return ComPtr<IMAPIFolder>::Adopt(static_cast<IMAPIFolder*>(object));
}

void WriteLarge(IMessage& message) {
  LPUNKNOWN object = nullptr;
  CheckHr(message.OpenProperty(kLarge, &IID_IStream, 0, MAPI_CREATE | MAPI_MODIFY, &object), S_OK, "OpenProperty");
  const auto stream = ComPtr<IStream>::Adopt(static_cast<IStream*>(object));
  const std::string chunk(1000, 'x');
  for (std::size_t written = 0; written < kLargeSize; written += chunk.size()) {
    ULONG count = 0;
    CheckHr(stream->Write(chunk.data(), static_cast<ULONG>(chunk.size()), &count), S_OK, "IStream::Write");
  }
  CheckHr(stream->Commit(0), S_OK, "IStream::Commit");
}

// A value of every type, single and several.
std::vector<SPropValue> EveryType() {
  static short short_value[] = {-1, 2};
  static LONG long_value[] = {-3, 4};
  static float float_value[] = {1.5f};
  static double double_value[] = {2.5, -1};
  static LARGE_INTEGER large_value[1] = {};
  static CURRENCY currency_value[1] = {};
  static FILETIME time_value[] = {{1, 2}, {3, 4}};
  static BYTE bytes[] = {1, 2, 3};
  static SBinary binary_value[] = {{3, bytes}, {0, nullptr}};
  static LPSTR ansi_value[] = {const_cast<LPSTR>("\x80 euro"), const_cast<LPSTR>("")};
  static LPWSTR wide_value[] = {const_cast<LPWSTR>(u"\xD800"), const_cast<LPWSTR>(u"")};
  static GUID guid_value[] = {IID_IUnknown, IID_IStream};
  std::vector<SPropValue> values;
  const auto add = [&](ULONG type, const std::function<void(decltype(SPropValue::Value)&)>& set) {
    SPropValue value{};
    value.ulPropTag = PROP_TAG(type, 0x6A00 + values.size());
    set(value.Value);
    values.push_back(value);
  };
  add(PT_I2, [](auto& value) { value.i = -5; });
  add(PT_LONG, [](auto& value) { value.l = -6; });
  add(PT_R4, [](auto& value) { value.flt = 0.5f; });
  add(PT_DOUBLE, [](auto& value) { value.dbl = -0.25; });
  add(PT_CURRENCY, [](auto& value) { value.cur.int64 = 1LL << 40; });
  add(PT_APPTIME, [](auto& value) { value.at = 1.25; });
  add(PT_BOOLEAN, [](auto& value) { value.b = 1; });
  add(PT_I8, [](auto& value) { value.li.QuadPart = -(1LL << 50); });
  add(PT_STRING8, [](auto& value) {
    value.lpszA = const_cast<LPSTR>(
        "Gr\xF6\xDF"
        "e");
  });
  add(PT_UNICODE, [](auto& value) { value.lpszW = const_cast<LPWSTR>(u"\u4F1A\u8BAE"); });
  add(PT_SYSTIME, [](auto& value) { value.ft = {5, 6}; });
  add(PT_CLSID, [](auto& value) { value.lpguid = guid_value; });
  add(PT_BINARY, [](auto& value) { value.bin = {3, bytes}; });
  add(PT_MV_I2, [](auto& value) { value.MVi = {2, short_value}; });
  add(PT_MV_LONG, [](auto& value) { value.MVl = {2, long_value}; });
  add(PT_MV_R4, [](auto& value) { value.MVflt = {1, float_value}; });
  add(PT_MV_DOUBLE, [](auto& value) { value.MVdbl = {2, double_value}; });
  add(PT_MV_CURRENCY, [](auto& value) { value.MVcur = {1, currency_value}; });
  add(PT_MV_APPTIME, [](auto& value) { value.MVat = {2, double_value}; });
  add(PT_MV_SYSTIME, [](auto& value) { value.MVft = {2, time_value}; });
  add(PT_MV_BINARY, [](auto& value) { value.MVbin = {2, binary_value}; });
  add(PT_MV_STRING8, [](auto& value) { value.MVszA = {2, ansi_value}; });
  add(PT_MV_UNICODE, [](auto& value) { value.MVszW = {2, wide_value}; });
  add(PT_MV_CLSID, [](auto& value) { value.MVguid = {2, guid_value}; });
  add(PT_MV_I8, [](auto& value) { value.MVli = {1, large_value}; });
  return values;
}

// What was set comes back, under the tags that were asked for.
void CheckEveryType(IMessage& message) {
  const std::vector<SPropValue> wanted = EveryType();
  std::vector<ULONG> tags = {static_cast<ULONG>(wanted.size())};
  for (const SPropValue& value : wanted) tags.push_back(value.ulPropTag);
  ULONG count = 0;
  LPSPropValue values = nullptr;
  CheckHr(message.GetProps(reinterpret_cast<LPSPropTagArray>(tags.data()), 0, &count, &values), S_OK, "GetProps");
  Check(count == wanted.size(), "GetProps gave another number of values");
  for (ULONG index = 0; index < count; ++index) {
    const auto kept = native_store::FromMapi(values[index]);
    const auto given = native_store::FromMapi(wanted[index]);
    Check(values[index].ulPropTag == wanted[index].ulPropTag && kept.value == given.value,
          "a value has changed, of type " + std::to_string(PROP_TYPE(wanted[index].ulPropTag)));
  }
  Memory::Free(values);
}

void AddRecipient(IMessage& message) {
  SPropValue values[2]{};
  values[0].ulPropTag = PR_DISPLAY_NAME_W;
  values[0].Value.lpszW = const_cast<LPWSTR>(u"Zoë");
  values[1].ulPropTag = PR_RECIPIENT_TYPE;
  values[1].Value.l = MAPI_TO;
  ADRLIST list{};
  list.cEntries = 1;
  list.aEntries[0].cValues = 2;
  list.aEntries[0].rgPropVals = values;
  CheckHr(message.ModifyRecipients(MODRECIP_ADD, &list), S_OK, "ModifyRecipients");
}

// An attachment with a message in it.
void AddAttachment(IMessage& message) {
  ULONG number = 0;
  ComPtr<IAttach> attachment;
  CheckHr(message.CreateAttach(nullptr, 0, &number, attachment.Receive()), S_OK, "CreateAttach");
  LPUNKNOWN object = nullptr;
  CheckHr(attachment->OpenProperty(PR_ATTACH_DATA_OBJ, &IID_IMessage, 0, MAPI_CREATE | MAPI_MODIFY, &object), S_OK,
          "OpenProperty(PR_ATTACH_DATA_OBJ)");
  const auto embedded = ComPtr<IMessage>::Adopt(static_cast<IMessage*>(object));
  AddRecipient(*embedded.get());
  CheckHr(embedded->SaveChanges(0), S_OK, "SaveChanges of the embedded message");
  CheckHr(attachment->SaveChanges(0), S_OK, "SaveChanges of the attachment");
}

void Save(IMAPIFolder& folder, int number) {
  ComPtr<IMessage> message;
  CheckHr(folder.CreateMessage(nullptr, 0, message.Receive()), S_OK, "CreateMessage");
  LPWSTR texts[] = {const_cast<LPWSTR>(u"one"), const_cast<LPWSTR>(u"")};
  SPropValue values[3]{};
  values[0].ulPropTag = PR_SUBJECT_W;
  values[0].Value.lpszW = const_cast<LPWSTR>(u"RE: Größe");
  values[1].ulPropTag = kNumber;
  values[1].Value.l = number;
  values[2].ulPropTag = kTexts;
  values[2].Value.MVszW = {2, texts};
  LPSPropProblemArray problems = nullptr;
  CheckHr(message->SetProps(3, values, &problems), S_OK, "SetProps");
  Check(problems == nullptr, "SetProps has problems");
  if (number % 10 == 0) {
    std::vector<SPropValue> every = EveryType();
    CheckHr(message->SetProps(static_cast<ULONG>(every.size()), every.data(), &problems), S_OK, "SetProps");
    Check(problems == nullptr, "SetProps has problems");
    CheckEveryType(*message.get());
    WriteLarge(*message.get());
    AddRecipient(*message.get());
    AddAttachment(*message.get());
  }
  CheckHr(message->SaveChanges(KEEP_OPEN_READONLY), S_OK, "SaveChanges");
  CheckHr(message->SaveChanges(0), MAPI_E_NO_ACCESS, "SaveChanges of a message that is open for reading");
}

// All rows of a table, each given to `use`, which gets ownership of nothing.
int EachRow(LPMAPITABLE table, const std::function<void(const SRow&)>& use) {
  int count = 0;
  for (;;) {
    LPSRowSet rows = nullptr;
    CheckHr(table->QueryRows(7, 0, &rows), S_OK, "QueryRows");
    const ULONG got = rows->cRows;
    for (ULONG index = 0; index < got; ++index) {
      use(rows->aRow[index]);
      Memory::Free(rows->aRow[index].lpProps);
    }
    Memory::Free(rows);
    count += static_cast<int>(got);
    if (got == 0) return count;
  }
}

void CheckLarge(IMessage& message) {
  SizedSPropTagArray(3, tags) = {3, {kLarge, PR_SUBJECT_A, PR_NORMALIZED_SUBJECT_W}};
  ULONG count = 0;
  LPSPropValue values = nullptr;
  CheckHr(message.GetProps(reinterpret_cast<LPSPropTagArray>(&tags), 0, &count, &values), S_OK, "GetProps");
  Check(values[0].Value.bin.cb == kLargeSize, "the large value has another size");
  Check(std::string(values[1].Value.lpszA) ==
            "RE: Gr\xF6\xDF"
            "e",
        "the subject in the code page is another one");
  Check(std::u16string(values[2].Value.lpszW) == u"Größe", "the subject without its prefix is another one");
  Memory::Free(values);
  ComPtr<IMAPITable> table;
  CheckHr(message.GetAttachmentTable(MAPI_UNICODE, table.Receive()), S_OK, "GetAttachmentTable");
  Check(EachRow(table.get(), [](const SRow&) {}) == 1, "the attachment is not there");
  CheckHr(message.GetRecipientTable(MAPI_UNICODE, table.Receive()), S_OK, "GetRecipientTable");
  Check(EachRow(table.get(), [](const SRow&) {}) == 1, "the recipient is not there");
}

// Finds a message by a restriction, and opens it.
void CheckFind(IMsgStore& store, IMAPITable& table) {
  SPropValue wanted{};
  wanted.ulPropTag = kNumber;
  wanted.Value.l = 10;
  SRestriction restriction{};
  restriction.rt = RES_PROPERTY;
  restriction.res.resProperty = {RELOP_EQ, kNumber, &wanted};
  CheckHr(table.FindRow(&restriction, BOOKMARK_BEGINNING, 0), S_OK, "FindRow");
  LPSRowSet rows = nullptr;
  CheckHr(table.QueryRows(1, TBL_NOADVANCE, &rows), S_OK, "QueryRows");
  const SBinary& entry_id = rows->aRow[0].lpProps[0].Value.bin;
  ULONG type = 0;
  LPUNKNOWN object = nullptr;
  CheckHr(store.OpenEntry(entry_id.cb, reinterpret_cast<LPENTRYID>(entry_id.lpb), nullptr, 0, &type, &object), S_OK,
          "OpenEntry of a message");
  Memory::Free(rows->aRow[0].lpProps);
  Memory::Free(rows);
  const auto message = ComPtr<IMessage>::Adopt(static_cast<IMessage*>(object));
  CheckLarge(*message.get());
  CheckEveryType(*message.get());
}

// The first life: it ends by SIGKILL, as fast shutdown does.
void FirstLife(void* library, const std::u16string& folder, bool is_told) {
  const Session session = LogOn(library, folder);
  const ComPtr<IMAPIFolder> inbox = OpenInbox(*session.store.get());
  for (int number = 0; number < kMessages; ++number) Save(*inbox.get(), number);
  if (is_told) {
    CheckHr(session.shutdown->QueryFastShutdown(), S_OK, "QueryFastShutdown");
    CheckHr(session.shutdown->NotifyProcessShutdown(), S_OK, "NotifyProcessShutdown");
    CheckHr(session.shutdown->DoFastShutdown(), S_OK, "DoFastShutdown");
  }
  kill(getpid(), SIGKILL);
}

// A later life: it reads, leaves the classic way, and has given everything back in the end.
int LaterLife(void* library, const std::u16string& folder) {
  int found = 0;
  {
    Session session = LogOn(library, folder);
    {
      const ComPtr<IMAPIFolder> inbox = OpenInbox(*session.store.get());
      ComPtr<IMAPITable> table;
      CheckHr(inbox->GetContentsTable(MAPI_UNICODE, table.Receive()), S_OK, "GetContentsTable");
      SizedSPropTagArray(2, columns) = {2, {PR_ENTRYID, kNumber}};
      CheckHr(table->SetColumns(reinterpret_cast<LPSPropTagArray>(&columns), 0), S_OK, "SetColumns");
      found = EachRow(table.get(), [expected = 0](const SRow& row) mutable {
        Check(row.lpProps[1].Value.l == expected++, "the messages are in another order");
      });
      if (found > 10) CheckFind(*session.store.get(), *table.get());
    }
    ULONG flags = LOGOFF_NO_WAIT;
    CheckHr(session.store->StoreLogoff(&flags), S_OK, "StoreLogoff");
    session.store.Reset();
    session.logon.Reset();
    CheckHr(session.provider->Shutdown(&(flags = 0)), S_OK, "Shutdown");
    session.shutdown.Reset();
    IMSProvider* const provider = session.provider.Detach();
    Check(provider->Release() == 0, "the last Release of the provider object did not give 0");
  }
  Check(living_objects == 0, "the store has not released all that MAPI gave it");
  Check(Memory::Get().count() == 0, "blocks were not freed");
  return found;
}

// Runs a life in a process of its own. Returns how it ended, as waitpid says it.
int InProcess(const std::function<int()>& life) {
  std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) std::exit(life());
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  Check(argc == 2, "usage: self-test LIBRARY");
  for (const bool is_told : {false, true}) {
    const auto folder = std::filesystem::temp_directory_path() / ("native-store-" + std::to_string(getpid()));
    std::filesystem::create_directory(folder);
    const auto load = [argv] {
      void* const library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
      Check(library != nullptr, "the library cannot be loaded");
      return library;
    };
    int status = InProcess([&] {
      FirstLife(load(), folder.u16string(), is_told);
      return 1;
    });
    Check(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, "the first life was not killed");
    status = InProcess([&] { return LaterLife(load(), folder.u16string()); });
    Check(WIFEXITED(status), "the second life crashed");
    const int found = WEXITSTATUS(status);
    std::filesystem::remove_all(folder);
    std::printf("%s: %d of %d messages are there\n", is_told ? "shut down fast" : "killed without a word", found,
                kMessages);
    if (is_told) Check(found == kMessages, "messages are lost");
  }
  return 0;
}
