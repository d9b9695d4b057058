// IAttach.
#pragma once

#include "message.h"

namespace native_store {

class Attachment final : public StorePropertyObject<Attachment, IAttach> {
 public:
  Attachment(ComPtr<Message> message, const AttachmentEntry& entry, bool is_writable);

  bool Answers(REFIID iid) const { return IsEqualIID(iid, IID_IAttachment) || IsEqualIID(iid, IID_IMAPIProp); }

  STDMETHODIMP SaveChanges(ULONG flags) noexcept override;

  ObjectFacts Facts() override;
  void Change(const std::function<void(PropertyBag&)>& change) override;
  bool OpenObject(ULONG tag, REFIID iid, ULONG flags, LPUNKNOWN* object) override;
  const IID& OwnInterface() const override { return IID_IAttachment; }

  // The embedded message was saved: from here it goes on into the message with the attachment's own save.
  void SaveEmbedded(MessageContent content);

 private:
  ComPtr<Message> message_;
  StoredAttachment stored_;
  // At which it was opened or saved; 0 for one that is not in the message yet.
  int revision_;
  bool is_writable_;
  bool is_changed_;
};

}  // namespace native_store
