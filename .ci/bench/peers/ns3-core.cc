// ns-3 peer: only the simulator's core (Simulator::Schedule). Arguments: hold|tandem, scheduler, n, operations, file of increments.
#include <ns3/core-module.h>

#include <chrono>
#include <cstdio>
#include <deque>
#include <vector>

using namespace ns3;
static std::vector<double> steps;
static uint32_t hash = 0x811c9dc5u, next_ = 0, arrived = 0;
static uint64_t events = 0, count = 0;
static int servers = 0;
static std::vector<uint32_t> drawn;
static std::vector<std::deque<uint32_t>> waiting;
static std::vector<char> busy;

static void fold(uint32_t x) { hash = (hash ^ x) * 0x01000193u; }
static double draw(int k) { return steps[drawn[k]++ & 16383]; }
static Time service(int k) { return PicoSeconds((int64_t)(draw(k + 1) * 0.75)); }

static void Tick(uint32_t p) {
  fold(p);
  if (++events >= count) {
    Simulator::Stop();
    return;
  }
  Simulator::Schedule(PicoSeconds((int64_t)steps[next_++ & 16383]), &Tick, p);
}

static void Depart(int k, uint32_t id);
static void Enter(int k, uint32_t id) {
  if (k == servers) {
    fold((uint32_t)Simulator::Now().GetPicoSeconds());
  } else if (busy[k]) {
    waiting[k].push_back(id);
  } else {
    busy[k] = 1;
    Simulator::Schedule(service(k), &Depart, k, id);
  }
}
static void Depart(int k, uint32_t id) {
  events++;
  if (waiting[k].empty()) {
    busy[k] = 0;
  } else {
    uint32_t x = waiting[k].front();
    waiting[k].pop_front();
    Simulator::Schedule(service(k), &Depart, k, x);
  }
  Enter(k + 1, id);
}
static void Arrive(uint32_t id) {
  events++;
  if (++arrived < count) Simulator::Schedule(PicoSeconds((int64_t)draw(0)), &Arrive, id + 1);
  Enter(0, id);
}

int main(int argc, char **argv) {
  if (argc != 6) return 2;
  std::string model = argv[1], scheduler = argv[2];
  int n = atoi(argv[3]);
  count = atoll(argv[4]);
  steps.resize(16384);
  FILE *file = fopen(argv[5], "rb");
  if (!file || fread(steps.data(), 8, 16384, file) != 16384) return 2;
  Time::SetResolution(Time::PS);
  ObjectFactory factory;
  factory.SetTypeId("ns3::" + scheduler);
  Simulator::SetScheduler(factory);
  auto start = std::chrono::steady_clock::now();
  if (model == "hold") {
    for (int i = 0; i < n; i++) Simulator::Schedule(PicoSeconds((int64_t)steps[next_++ & 16383]), &Tick, (uint32_t)i);
  } else {
    servers = n;
    drawn.resize(n + 1);
    for (int k = 0; k <= n; k++) drawn[k] = k * 2503;
    waiting.resize(n);
    busy.assign(n, 0);
    Simulator::Schedule(PicoSeconds((int64_t)draw(0)), &Arrive, 0u);
  }
  Simulator::Run();
  double secs = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  printf("{\"peer\":\"ns-3 core\",\"impl\":\"%s\",\"model\":\"%s\",\"n\":%d,\"events\":%llu,\"secs\":%.6f,\"hash\":\"%x\"}\n",
         scheduler.c_str(), model.c_str(), n, (unsigned long long)events, secs, hash);
  Simulator::Destroy();
}
