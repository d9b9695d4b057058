// An object with the slots of IMAPIProviderShutdown, which do nothing; a message that keeps what it is given; and threads that
// wake each other.
#include <cstdint>
#include <cstring>
#include <semaphore.h>
#include <thread>

#define VISIBLE extern "C" __attribute__((visibility("default")))

struct Object { void *const *vtable; };

static std::int32_t query_interface(Object *self, const void *, Object **result) { *result = self; return 0; }
static std::uint32_t count(Object *) { return 1; }
static std::int32_t answer(Object *) { return 0; }

static void *const vtable[] = {reinterpret_cast<void *>(query_interface), reinterpret_cast<void *>(count), reinterpret_cast<void *>(count), reinterpret_cast<void *>(answer), reinterpret_cast<void *>(answer), reinterpret_cast<void *>(answer)};
static Object object{vtable};

VISIBLE Object *shutdown_object() { return &object; }

static sem_t there, back;

// There and back, so many times: the least that a call on another thread can cost.
VISIBLE std::uint32_t hand_over(std::uint32_t times) {
  static const bool begun = [] {
    sem_init(&there, 0, 0);
    sem_init(&back, 0, 0);
    std::thread([] { for (;;) { while (sem_wait(&there)); sem_post(&back); } }).detach();
    return true;
  }();
  for (std::uint32_t n = 0; n < times && begun; n++) { sem_post(&there); while (sem_wait(&back)); }
  return times;
}

// A message: SetProps copies what is given, whole, and GetProps gives it back in memory of MAPI's.
struct Property {
  std::uint32_t tag, alignment;
  union { std::uint64_t number; const void *pointer; struct { std::uint32_t bytes; const void *pointer; } binary; } value;
};
using Allocate = std::int32_t (*)(std::uint32_t, void **);

static Allocate allocate_buffer;
static char kept[1 << 16];
static std::uint32_t kept_properties, kept_bytes;

// Behind the array what its pointers lead to, which moves with it.
static std::uint32_t copy(char *to, const Property *from, std::uint32_t count) {
  std::uint32_t end = count * sizeof(Property);
  std::memcpy(to, from, end);
  Property *properties = reinterpret_cast<Property *>(to);
  for (std::uint32_t index = 0; index < count; index++) {
    const bool is_text = (properties[index].tag & 0xffff) == 0x1f, is_binary = (properties[index].tag & 0xffff) == 0x102;
    if (!is_text && !is_binary) continue;
    const void *const source = is_text ? properties[index].value.pointer : properties[index].value.binary.pointer;
    std::uint32_t bytes = is_text ? 2 : properties[index].value.binary.bytes;
    if (is_text) for (const char16_t *each = static_cast<const char16_t *>(source); *each != 0; each++) bytes += 2;
    std::memcpy(to + end, source, bytes);
    (is_text ? properties[index].value.pointer : properties[index].value.binary.pointer) = to + end;
    end += (bytes + 7) & ~7u;
  }
  return end;
}

static std::int32_t save(Object *, std::uint32_t) { return 0; }
static std::int32_t set_props(Object *, std::uint32_t count, const Property *properties, void **problems) {
  kept_bytes = copy(kept, properties, count);
  kept_properties = count;
  if (problems != nullptr) *problems = nullptr;
  return 0;
}
static std::int32_t get_props(Object *, const void *, std::uint32_t, std::uint32_t *count, void **properties) {
  if (allocate_buffer(kept_bytes, properties) != 0) return -1;
  copy(static_cast<char *>(*properties), reinterpret_cast<const Property *>(kept), kept_properties);
  *count = kept_properties;
  return 0;
}

static void *const message_vtable[] = {reinterpret_cast<void *>(query_interface), reinterpret_cast<void *>(count), reinterpret_cast<void *>(count), reinterpret_cast<void *>(answer), reinterpret_cast<void *>(save), reinterpret_cast<void *>(get_props), reinterpret_cast<void *>(answer), reinterpret_cast<void *>(answer), reinterpret_cast<void *>(set_props)};
static Object message_object{message_vtable};

VISIBLE Object *message(Allocate allocate) { allocate_buffer = allocate; return &message_object; }
