// What a guest's virtual network device costs beyond its rings: registers that exit, and a backend in a user process.
import type { Features } from '../scenario/types.ts';

export interface GuestDevice {
  /** Register accesses that exit to the user process: per interrupt, per refill of the receive ring, per send. */
  interruptExits: number;
  refillExits: number;
  sendExits: number;
  /** Packets between two refills of the receive ring. */
  refillEvery: number;
  /** The backend is a user process: a system call on the tap for each packet. */
  userBackend: boolean;
  /** Kicks can be switched off while the backend works; emulated registers cannot. */
  kicks: boolean;
}

/** Descriptors between two writes of an emulated device's tail register. */
const REFILL_EVERY = 16;

/**
 * The device by `vnic` (mechanics §1.1, NIC-model variants): an emulated one exits for the cause register, masking and
 * unmasking at each interrupt, and for each tail write; virtio exits for kicks only.
 */
export function guestDevice(vnic: Features['vnic']): GuestDevice {
  const emulated = vnic === 'emulated';
  return {
    interruptExits: emulated ? 3 : 0,
    refillExits: emulated ? 1 : 0,
    sendExits: emulated ? 1 : 0,
    refillEvery: REFILL_EVERY,
    userBackend: emulated || vnic === 'virtio',
    kicks: !emulated,
  };
}
