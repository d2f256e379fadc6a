// C++ peer: hold and tandem on three event sets. Arguments: hold|tandem, event set, n, operations, file of increments.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <queue>
#include <set>
#include <string>
#include <vector>

using Clock = std::chrono::steady_clock;
static constexpr int TABLE = 16384;
static std::vector<double> steps;

static inline uint32_t fold(uint32_t hash, uint32_t x) { return (hash ^ x) * 0x01000193u; }

struct Event {
  double t;
  uint32_t seq, payload;
};
static inline bool before(const Event &a, const Event &b) { return a.t < b.t || (a.t == b.t && a.seq < b.seq); }
struct Later {
  bool operator()(const Event &a, const Event &b) const { return before(b, a); }
};
struct Sooner {
  bool operator()(const Event &a, const Event &b) const { return before(a, b); }
};

struct PriorityQueue {
  std::priority_queue<Event, std::vector<Event>, Later> q;
  uint32_t seq = 0;
  double now = 0;
  void push(double t, uint32_t p) { q.push({t, seq++, p}); }
  uint32_t pop() {
    Event e = q.top();
    q.pop();
    now = e.t;
    return e.payload;
  }
  bool empty() { return q.empty(); }
};

struct OrderedSet {
  std::set<Event, Sooner> q;
  uint32_t seq = 0;
  double now = 0;
  void push(double t, uint32_t p) { q.insert({t, seq++, p}); }
  uint32_t pop() {
    auto first = q.begin();
    Event e = *first;
    q.erase(first);
    now = e.t;
    return e.payload;
  }
  bool empty() { return q.empty(); }
};

struct QuadHeap {
  std::vector<Event> a;
  uint32_t seq = 0;
  double now = 0;
  void push(double t, uint32_t p) {
    Event e{t, seq++, p};
    size_t i = a.size();
    a.push_back(e);
    while (i) {
      size_t up = (i - 1) >> 2;
      if (a[up].t <= t) break;
      a[i] = a[up];
      i = up;
    }
    a[i] = e;
  }
  uint32_t pop() {
    Event top = a[0], last = a.back();
    a.pop_back();
    size_t n = a.size();
    now = top.t;
    if (n) {
      size_t i = 0;
      for (;;) {
        size_t c = 4 * i + 1;
        if (c >= n) break;
        size_t end = c + 4 < n ? c + 4 : n, best = c;
        for (size_t k = c + 1; k < end; k++)
          if (before(a[k], a[best])) best = k;
        if (!before(a[best], last)) break;
        a[i] = a[best];
        i = best;
      }
      a[i] = last;
    }
    return top.payload;
  }
  bool empty() { return a.empty(); }
};

static double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

static void print(const char *impl, const char *model, int n, double events, double secs, uint32_t hash) {
  printf("{\"peer\":\"C++ -O2\",\"impl\":\"%s\",\"model\":\"%s\",\"n\":%d,\"events\":%.0f,\"secs\":%.6f,\"hash\":\"%x\"}\n",
         impl, model, n, events, secs, hash);
}

template <class Queue> void hold(const char *impl, int n, int operations) {
  Queue q;
  int next = 0;
  for (int i = 0; i < n; i++) q.push(steps[next++ & (TABLE - 1)], i);
  uint32_t hash = 0x811c9dc5u;
  auto start = Clock::now();
  for (int i = 0; i < operations; i++) {
    uint32_t p = q.pop();
    hash = fold(hash, p);
    q.push(q.now + steps[next++ & (TABLE - 1)], p);
  }
  print(impl, "hold", n, operations, since(start), hash);
}

template <class Queue> void tandem(const char *impl, int n, uint32_t packets) {
  Queue q;
  std::vector<std::deque<uint32_t>> waiting(n);
  std::vector<uint32_t> drawn(n + 1), busy(n);
  for (int k = 0; k <= n; k++) drawn[k] = k * 2503;
  uint32_t hash = 0x811c9dc5u, arrived = 0;
  double events = 0;
  auto start = Clock::now();
  auto draw = [&](int k) { return steps[drawn[k]++ & (TABLE - 1)]; };
  auto service = [&](int k) { return (double)(int64_t)(draw(k + 1) * 0.75); };
  q.push(draw(0), 0);
  while (!q.empty()) {
    uint32_t p = q.pop(), kind = p >> 28, id = p & 0xfffffff;
    int to = kind;
    events++;
    if (kind == 0) {
      if (++arrived < packets) q.push(q.now + draw(0), (id + 1) & 0xfffffff);
    } else {
      int server = kind - 1;
      if (waiting[server].empty()) {
        busy[server] = 0;
      } else {
        uint32_t x = waiting[server].front();
        waiting[server].pop_front();
        q.push(q.now + service(server), (kind << 28) | x);
      }
      if (to == n) {
        hash = fold(hash, (uint32_t)(uint64_t)q.now);
        continue;
      }
    }
    if (busy[to]) {
      waiting[to].push_back(id);
    } else {
      busy[to] = 1;
      q.push(q.now + service(to), ((uint32_t)(to + 1) << 28) | id);
    }
  }
  print(impl, "tandem", n, events, since(start), hash);
}

template <class Queue> void run(const std::string &model, const char *impl, int n, int count) {
  if (model == "hold") hold<Queue>(impl, n, count);
  else tandem<Queue>(impl, n, count);
}

int main(int argc, char **argv) {
  if (argc != 6) return 2;
  std::string model = argv[1], impl = argv[2];
  int n = atoi(argv[3]), count = atoi(argv[4]);
  FILE *file = fopen(argv[5], "rb");
  steps.resize(TABLE);
  if (!file || fread(steps.data(), 8, TABLE, file) != (size_t)TABLE) return 2;
  if (impl == "std::priority_queue") run<PriorityQueue>(model, impl.c_str(), n, count);
  else if (impl == "std::set") run<OrderedSet>(model, impl.c_str(), n, count);
  else run<QuadHeap>(model, impl.c_str(), n, count);
}
