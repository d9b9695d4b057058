#include "object-id.h"

#include <random>

namespace native {

ObjectId NewObjectId() {
  // One for each thread: the engine is not safe to be shared.
  thread_local std::mt19937_64 random([] {
    std::random_device device;
    std::seed_seq seed{device(), device(), device(), device(), device(), device(), device(), device()};
    return std::mt19937_64(seed);
  }());
  ObjectId id;
  for (std::size_t index = 0; index < id.size(); index += 8) {
    const std::uint64_t bits = random();
    std::memcpy(id.data() + index, &bits, sizeof bits);
  }
  return id;
}

}  // namespace native
