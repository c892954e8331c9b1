// Marks are connected parts of the mask. Knows shapes and nothing of paper.
#include "photo/marks.h"

#include <algorithm>
#include <cstddef>

#include "photo/connected.h"

namespace emnist {
namespace {

int GapX(const Box& a, const Box& b) { return std::max(a.left, b.left) - std::min(a.right, b.right); }
int GapY(const Box& a, const Box& b) { return std::max(a.top, b.top) - std::min(a.bottom, b.bottom); }

// A disc or a square, as a punched hole or a blot is: no stroke has room to turn in it.
bool IsBlot(const Box& box, int area) {
  return area * 10 > box.width() * box.height() * 7 && box.longest() * 2 < 3 * std::min(box.width(), box.height());
}

bool Touches(const Box& box, const Box& limits) {
  return box.left <= limits.left || box.top <= limits.top || box.right >= limits.right || box.bottom >= limits.bottom;
}

// The area two boxes share.
int Overlap(const Box& a, const Box& b) { return std::max(-GapX(a, b), 0) * std::max(-GapY(a, b), 0); }

// Whether `frame` is printed around or under `mark`: a box, a circle, a comb, a line to write on.
bool Frames(const Box& frame, const Box& mark) {
  const int room = frame.longest() / 20;
  const bool around = frame.left + room < mark.left && frame.right - room > mark.right && frame.top + room < mark.top &&
                      frame.bottom - room > mark.bottom && 3 * mark.height() > frame.height();
  const bool under = frame.left < mark.left && frame.right > mark.right && 2 * mark.longest() < frame.width() &&
                     frame.width() < 8 * mark.height() && frame.height() < mark.height() &&
                     GapY(frame, mark) < mark.height() / 2;
  return around || under;
}

// Whether a part is the dot of a stem. Hands leave up to a stem's length between the two, and let the dot stray aside.
bool Dots(const Box& part, const Box& stem) {
  const int size = stem.longest();
  return stem.width() * 5 < stem.height() * 3 && part.bottom <= stem.top && part.longest() * 3 <= size * 2 &&
         GapX(part, stem) * 4 < size && GapY(part, stem) * 5 < size * 4;
}

// Whether two bars stand like the ticks of a comb beside what is written between them: alike, on one line, shorter.
bool PartCells(const Box& left, const Box& right, const Box& mark) {
  const auto upright = [](const Box& box) { return box.height() > 2 * box.width(); };
  const int alike = left.height() / 5 + 1;
  const auto near = [&](int a, int b) { return a - b <= alike && b - a <= alike; };
  return upright(left) && upright(right) && near(left.top, right.top) && near(left.bottom, right.bottom) &&
         left.right <= mark.left && mark.right <= right.left && 4 * left.height() < 3 * mark.height() &&
         left.top > mark.top && left.bottom > mark.top + mark.height() / 2;
}

// Whether a part this size belongs to a character that far away. A dot stands above; what is written close by to the
// left or right, like a question's number, is something else.
bool Belongs(const Box& part, const Box& character) {
  const int size = character.longest();
  const int across = GapX(part, character), down = GapY(part, character);
  if (Dots(part, character)) return true;
  if (across <= 0) return down * 5 < size * (part.longest() * 3 < size ? 2 : 1);
  return across * 8 < size && down * 8 < size;
}

class Marks {
 public:
  Marks(Plane<std::uint8_t> mask, Plane<const std::uint8_t> strength, const Box& content, const Box& interest,
        std::span<std::int32_t> queue)
      : mask_(mask) {
    const auto pixels = static_cast<std::int32_t>(mask.size());
    // A closer look cuts through what the character is made of, too.
    const Box limits = interest.width() < content.width() ? Box{-1, -1, mask.width, mask.height} : content;
    // Before any is kept, how large they are: squared paper leaves a speck at every crossing.
    int longest = 0;
    for (std::int32_t seed = 0; seed < pixels; ++seed) {
      if (mask.data[seed] != 1) continue;
      const Box box = BoxOf(strength, Collect(mask, seed, kSeen, queue));
      if (!Touches(box, limits)) longest = std::max(longest, box.longest());
    }
    for (std::int32_t seed = 0; seed < pixels; ++seed) {
      if (mask.data[seed] != kSeen) continue;
      const auto part = Collect(mask, seed, static_cast<std::uint8_t>(kFirstLabel + count_), queue);
      const Box box = BoxOf(strength, part);
      if (count_ == kMaxMarks || box.longest() * kSmallestShare < longest) {
        for (const std::int32_t pixel : part) mask.data[pixel] = 0;
        continue;
      }
      Mark& mark = at(count_++);
      mark = {box, 0, Touches(box, limits), IsBlot(box, static_cast<int>(part.size())), Role::kUnknown};
      for (const std::int32_t pixel : part) mark.weight += strength.data[pixel];
      if (2 * Overlap(box, interest) < box.width() * box.height()) mark.role = Role::kForeign;
    }
  }

  Character Choose() {
    DropForeign();
    Character found{{}, false, {}, 0};
    const Mark* main = nullptr;
    for (const Mark& mark : all()) {
      if (mark.role == Role::kUnknown && (!main || mark.box.longest() > main->box.longest())) main = &mark;
    }
    if (main) {
      found.box = main->box;
      Gather(*main, found.box);
      found.candidates[found.candidate_count++] = found.box;
      for (const Mark& mark : all()) {
        if (mark.role != Role::kUnknown || kSeveralShare * mark.box.longest() < main->box.longest()) continue;
        found.several = true;
        if (found.candidate_count < found.candidates.size()) found.candidates[found.candidate_count++] = mark.box;
      }
    }
    for (std::uint8_t& pixel : mask_.pixels()) {
      pixel = pixel >= kFirstLabel && at(pixel - kFirstLabel).role == Role::kCharacter ? 1 : 0;
    }
    return found;
  }

 private:
  enum class Role : std::uint8_t { kUnknown, kForeign, kCharacter };
  struct Mark {
    Box box;
    std::int64_t weight;  // strengths added up
    bool touches_border, blot;
    Role role;
  };

  static constexpr std::uint8_t kSeen = 2, kFirstLabel = 3;
  static constexpr int kMaxMarks = 200;
  static constexpr int kSmallestShare = 16;  // a mark is at least 1/16 as long as the longest
  static constexpr int kStrokeShare = 4;     // a mark 1/4 as long as the character is a stroke of it, or another
  static constexpr int kSpeckShare = 30;     // a part lighter than 1/30 of the character is a speck
  static constexpr int kInsideShare = 4;     // ink inside counts when it has 1/4 of the heaviest mark's weight
  static constexpr int kSeveralShare = 2;    // a second character is at least half as long as the first

  Mark& at(int i) { return marks_[static_cast<std::size_t>(i)]; }
  std::span<Mark> all() { return {marks_.data(), static_cast<std::size_t>(count_)}; }

  // Takes what belongs to the character into it and its box: first its strokes, until no more do, then dots.
  void Gather(const Mark& main, Box& box) {
    const auto take = [&](bool strokes, Box& grown) {
      bool any = false;
      for (Mark& mark : all()) {
        const bool stroke = kStrokeShare * mark.box.longest() >= main.box.longest();
        if (mark.role != Role::kUnknown || stroke != strokes || !Belongs(mark.box, box)) continue;
        if (mark.weight * kSpeckShare < main.weight) continue;
        grown.Include(mark.box);
        mark.role = Role::kCharacter;
        any = true;
      }
      return any;
    };
    while (take(true, box)) continue;
    Box with_dots = box;
    take(false, with_dots);
    box = with_dots;
  }

  void DropForeign() {
    std::int64_t heaviest = 0, heaviest_inside = 0;
    for (const Mark& mark : all()) {
      if (mark.role != Role::kUnknown) continue;
      heaviest = std::max(heaviest, mark.weight);
      if (!mark.touches_border) heaviest_inside = std::max(heaviest_inside, mark.weight);
    }
    const bool border_is_foreign = heaviest_inside * kInsideShare >= heaviest;
    int longest = 0;
    for (Mark& mark : all()) {
      if (border_is_foreign && mark.touches_border) mark.role = Role::kForeign;
      if (mark.role == Role::kUnknown && !mark.blot) longest = std::max(longest, mark.box.longest());
    }
    for (Mark& mark : all()) {
      bool dots = false;
      for (const Mark& other : all()) {
        if (&other == &mark || other.role != Role::kUnknown || other.blot) continue;
        dots |= Dots(mark.box, other.box);
        if (Frames(mark.box, other.box)) mark.role = Role::kForeign;
      }
      if (mark.blot && mark.box.longest() <= longest && !dots) mark.role = Role::kForeign;
    }
    DropTicks();
  }

  // What is left of a comb when the line that its ticks stand on has gone with the rules.
  void DropTicks() {
    for (Mark& left : all()) {
      for (Mark& right : all()) {
        if (left.role != Role::kUnknown || right.role != Role::kUnknown || left.box.right > right.box.left) continue;
        for (const Mark& mark : all()) {
          if (mark.role != Role::kUnknown || !PartCells(left.box, right.box, mark.box)) continue;
          left.role = right.role = Role::kForeign;
          break;
        }
      }
    }
  }

  Plane<std::uint8_t> mask_;
  std::array<Mark, kMaxMarks> marks_;
  int count_ = 0;
};

}  // namespace

Character FindCharacter(Plane<std::uint8_t> mask, Plane<const std::uint8_t> strength, const Box& content,
                        const Box& interest, std::span<std::int32_t> queue) {
  return Marks(mask, strength, content, interest, queue).Choose();
}

}  // namespace emnist
