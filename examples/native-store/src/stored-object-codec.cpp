// Objects as bytes.
#include "bag-codec.h"
#include "stored-object.h"

namespace native_store {

namespace {

constexpr int kDeepest = 100;

void Write(ByteWriter& writer, const MessageContent& content) {
  writer.Bag(content.properties);
  writer.Count(content.recipients.size());
  for (const PropertyBag& recipient : content.recipients) writer.Bag(recipient);
  writer.Count(content.attachments.size());
  for (const StoredAttachment& attachment : content.attachments) {
    writer.Number(attachment.number);
    writer.Bag(attachment.properties);
    writer.Number(static_cast<BYTE>(attachment.embedded != nullptr));
    if (attachment.embedded != nullptr) Write(writer, *attachment.embedded);
  }
}

MessageContent ReadContent(ByteReader& reader, int depth) {
  if (depth > kDeepest) throw std::runtime_error("messages are embedded too deeply");
  MessageContent content;
  content.properties = reader.Bag();
  for (std::size_t left = reader.Count(1); left > 0; --left) content.recipients.push_back(reader.Bag());
  for (std::size_t left = reader.Count(1); left > 0; --left) {
    StoredAttachment attachment;
    attachment.number = reader.Number<LONG>();
    attachment.properties = reader.Bag();
    if (reader.Number<BYTE>() != 0) {
      attachment.embedded = std::make_shared<const MessageContent>(ReadContent(reader, depth + 1));
    }
    content.attachments.push_back(std::move(attachment));
  }
  return content;
}

}  // namespace

void Encode(const StoredObject& object, Bytes& to) {
  ByteWriter writer(to);
  writer.Raw(object.id.data(), object.id.size());
  writer.Raw(object.parent.data(), object.parent.size());
  writer.Number(static_cast<BYTE>(object.kind));
  writer.Number(static_cast<BYTE>(object.associated));
  writer.Number(object.version);
  Write(writer, object.content);
}

StoredObject Decode(const BYTE*& at, const BYTE* end) {
  ByteReader reader(at, end);
  StoredObject object;
  reader.Raw(object.id.data(), object.id.size());
  reader.Raw(object.parent.data(), object.parent.size());
  object.kind = static_cast<ObjectKind>(reader.Number<BYTE>());
  object.associated = reader.Number<BYTE>() != 0;
  object.version = reader.Number<std::uint32_t>();
  object.content = ReadContent(reader, 0);
  return object;
}

}  // namespace native_store
