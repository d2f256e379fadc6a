// The switch's settings with overridden constants, for tests of its parts.
import { Costs } from '../../costs/resolve.ts';
import { resolveSwitchSettings, type SwitchSettings } from './settings.ts';

export function switchSettings(perFlow: boolean, overrides: Record<string, number> = {}): SwitchSettings {
  return resolveSwitchSettings(new Costs('server', overrides), perFlow);
}
