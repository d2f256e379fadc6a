// Names of the chips that stand on floors.

export type SwitchChip = 'dpdk' | 'sriov' | 'vmdq' | 'ddio';
export type ChipId = SwitchChip | 'irq';
