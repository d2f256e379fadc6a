// Memory virtualization as software pays for it: walks on TLB misses, faults at first touch, traps on table writes.
import type { Cost, Costs } from '../costs/resolve.ts';
import type { Core } from '../hardware/core.ts';
import type { Fabric } from '../hardware/fabric.ts';
import type { Step } from '../hardware/step.ts';
import { coldReferences, LEVELS, Tlb, warmReferences } from '../hardware/tlb.ts';
import type { Features } from '../scenario/types.ts';
import { CTX, EXIT_REASON, K } from '../trace/kinds.ts';

const LINES = { '4k': 64, '2m': 32768, '1g': 2 ** 24 } as const;
/** Lines that one table of the last level but one covers for 4 KiB pages: 2 MiB. */
const REGION_LINES = 32768;

type PageSize = keyof typeof LINES;

/** How one address space (the host's, or a guest's) is translated. */
interface Space {
  linesPerPage: number;
  linesPerRegion: number;
  cold: number;
  warm: number;
  mcPerReference: number;
  guest: boolean;
}

/** The smaller of the two: what the TLB holds when one dimension is finer than the other. */
function smaller(a: PageSize, b: PageSize): PageSize {
  return LINES[a] <= LINES[b] ? a : b;
}

export class Paging {
  private readonly fabric: Fabric;
  /** By core: what guests' pages and the host's are held in; pages of 1 GiB have entries of their own. */
  private readonly guestTlbs: Tlb[];
  private readonly hostTlbs: Tlb[];
  private readonly host: Space;
  private readonly guest: Space;
  private readonly prefault: boolean;
  /** By 4 KiB of the lane's memory: 1 once touched. */
  private touched = new Uint8Array(0);
  private readonly fault: Cost;
  private readonly exit: Cost;
  private readonly shadow: boolean;
  private readonly writesPerPacket: number;
  private readonly writesDue = new Float64Array(65);

  /** `tableWrites`: guest page-table writes per 1000 packets. */
  constructor(fabric: Fabric, costs: Costs, features: Features, cores: number, tableWrites: number) {
    this.fabric = fabric;
    this.prefault = features.prefault;
    this.writesPerPacket = tableWrites / 1000;
    this.shadow = features.paging === 'shadow';
    const { guest_page, host_page, paging } = features;
    const nested = paging === 'nested';
    const guestPage = nested ? smaller(guest_page, host_page) : guest_page;
    const nestedMc = (costs.value('tlb.walkNested') * 1000) / warmReferences(1);
    const nativeMc = costs.value('tlb.walk') * 1000;
    const hostLevels = nested ? LEVELS[host_page] : 0;
    this.host = {
      linesPerPage: LINES[host_page],
      linesPerRegion: Math.max(REGION_LINES, LINES[host_page]),
      cold: coldReferences(LEVELS[host_page], 0),
      warm: warmReferences(0),
      mcPerReference: nativeMc,
      guest: false,
    };
    this.guest = {
      linesPerPage: LINES[guestPage],
      linesPerRegion: Math.max(REGION_LINES, LINES[guestPage]),
      cold: coldReferences(LEVELS[guest_page], hostLevels),
      warm: warmReferences(hostLevels),
      mcPerReference: nested ? nestedMc : nativeMc,
      guest: true,
    };
    const small = costs.value('tlb.entries');
    const large = costs.value('tlb.entries1g');
    const guestEntries = guestPage === '1g' ? large : small;
    const hostEntries = host_page === '1g' ? large : small;
    this.guestTlbs = Array.from({ length: cores }, () => new Tlb(guestEntries));
    this.hostTlbs = Array.from({ length: cores }, () => new Tlb(hostEntries));
    this.fault = costs.cost('pagefault');
    this.exit = costs.cost('vm.exitLight');
  }

  /**
   * A core working in the name of `vm` (0 the host) touches `line` for packet `slot`: the walk if the TLB misses, and
   * the faults if the page is touched for the first time.
   */
  touch(step: Step, core: Core, vm: number, line: number, slot: number, context: number): void {
    const space = vm === 0 ? this.host : this.guest;
    const tlb = (vm === 0 ? this.hostTlbs : this.guestTlbs)[core.id];
    const page = Math.floor(line / space.linesPerPage);
    if (!this.prefault) this.firstTouch(step, core, space, line, slot, vm, context);
    if (tlb.hit(vm, page)) return;
    const { tally, packets } = this.fabric;
    const warm = tlb.knowsUpper(vm, Math.floor(line / space.linesPerRegion));
    const references = warm ? space.warm : space.cold;
    tally.tlbMisses++;
    tally.walkReferences += references;
    const mc = Math.round(references * space.mcPerReference);
    step.addRaw(
      core.clock,
      K.pageWalked,
      mc,
      0,
      context,
      packets.id[slot],
      references,
      packets.vm[slot],
      255,
    );
  }

  /**
   * Guest writes to its page tables on behalf of a packet: free where hardware walks them, a trap each where the
   * hypervisor keeps shadows of them.
   */
  writeTables(step: Step, core: Core, vm: number, slot: number): void {
    if (!this.shadow || this.writesPerPacket === 0) return;
    this.writesDue[vm] += this.writesPerPacket;
    const { tally, packets } = this.fabric;
    while (this.writesDue[vm] >= 1) {
      this.writesDue[vm]--;
      tally.vmExits++;
      step.addRaw(
        core.clock,
        K.vmExited,
        this.exit.mc + this.fault.mc,
        this.exit.ps + this.fault.ps,
        1,
        packets.id[slot],
        EXIT_REASON.exception,
        vm,
        255,
      );
    }
  }

  /** Guest fault, and behind it the hypervisor's: an EPT violation, or a shadow entry to be filled. */
  private firstTouch(
    step: Step,
    core: Core,
    space: Space,
    line: number,
    slot: number,
    vm: number,
    context: number,
  ): void {
    const first = Math.floor(line / space.linesPerPage) * (space.linesPerPage / LINES['4k']);
    if (first >= this.touched.length) this.grow(first + 1);
    if (this.touched[first] === 1) return;
    this.touched[first] = 1;
    const { tally, packets } = this.fabric;
    tally.pageFaults++;
    step.addRaw(
      core.clock,
      K.pageFaulted,
      this.fault.mc,
      this.fault.ps,
      context,
      packets.id[slot],
      0,
      packets.vm[slot],
      255,
    );
    if (!space.guest) return;
    tally.vmExits++;
    const reason = this.shadow ? EXIT_REASON.exception : EXIT_REASON.eptViolation;
    const { exit, fault } = this;
    step.addRaw(
      core.clock,
      K.vmExited,
      exit.mc + fault.mc,
      exit.ps + fault.ps,
      CTX.hypervisor,
      packets.id[slot],
      reason,
      vm,
      255,
    );
  }

  private grow(least: number): void {
    const bigger = new Uint8Array(Math.max(4096, least, 2 * this.touched.length));
    bigger.set(this.touched);
    this.touched = bigger;
  }
}
