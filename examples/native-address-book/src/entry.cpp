#include "entry.h"

#include "bag-codec.h"
#include "faults.h"

namespace native_address_book {

void Encode(const Entry& entry, Bytes& to) {
  ByteWriter writer(to);
  writer.Raw(entry.id.data(), entry.id.size());
  writer.Raw(entry.container.data(), entry.container.size());
  writer.Number(entry.version);
  writer.Number(static_cast<BYTE>(entry.is_list));
  writer.Bag(entry.properties);
  if (HasFault(Fault::LosesMembers)) {
    writer.Count(0);
    return;
  }
  writer.Count(entry.members.size());
  for (const Member& member : entry.members) {
    writer.Raw(member.id.data(), member.id.size());
    writer(member.entry_id);
    writer.Bag(member.properties);
  }
}

Entry Decode(const BYTE*& at, const BYTE* end) {
  ByteReader reader(at, end);
  Entry entry;
  reader.Raw(entry.id.data(), entry.id.size());
  reader.Raw(entry.container.data(), entry.container.size());
  entry.version = reader.Number<std::uint32_t>();
  entry.is_list = reader.Number<BYTE>() != 0;
  entry.properties = reader.Bag();
  for (std::size_t left = reader.Count(1); left > 0; --left) {
    Member member;
    reader.Raw(member.id.data(), member.id.size());
    reader.Read(member.entry_id);
    member.properties = reader.Bag();
    entry.members.push_back(std::move(member));
  }
  return entry;
}

const std::vector<Container>& Containers() {
  static const std::vector<Container> containers = {{FixedId(1), W("Contacts")}, {FixedId(2), W("Suppliers")}};
  return containers;
}

const Container* FindContainer(const ObjectId& id) {
  for (const Container& container : Containers()) {
    if (container.id == id) return &container;
  }
  return nullptr;
}

}  // namespace native_address_book
