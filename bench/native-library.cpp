// An object with the slots of IMAPIProviderShutdown, which do nothing; and threads that wake each other.
#include <cstdint>
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
