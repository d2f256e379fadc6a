// What is open over a lane stays with it when lanes come, go or change places, and closes with a lane that goes.
import { useLayoutEffect, useRef } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { placeOf } from '../stores/scenario-input.ts';
import type { Surface } from './surfaces.tsx';

export function useSurfaceLane(
  scenario: Scenario,
  surface: Surface,
  setSurface: (surface: Surface) => void,
): void {
  const before = useRef(scenario);
  useLayoutEffect(() => {
    const was = before.current;
    before.current = scenario;
    if (was === scenario || surface === null || !('lane' in surface) || surface.lane === undefined) return;
    const lane = placeOf(scenario, was, surface.lane);
    if (lane !== surface.lane) setSurface(lane < 0 ? null : { ...surface, lane });
  }, [scenario, surface, setSurface]);
}
