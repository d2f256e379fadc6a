// The frame of every screen: the Lab's context, and what happens when drawing itself fails.
import { UI } from '../i18n/en.ts';
import { Component, type ReactNode } from 'react';
import { LabScreen } from '../lab/lab-screen.tsx';
import type { Address } from '../share/address.ts';
import type { Lab } from '../stores/lab.ts';
import { useOpening } from '../share/use-opening.ts';
import { LabProvider } from '../stores/use-lab.ts';

export function App({ lab, address }: { lab: Lab; address: Address }) {
  return (
    <Fallback>
      <LabProvider value={lab}>
        <LabRoute address={address} />
      </LabProvider>
    </Fallback>
  );
}

/** The Lab at an address; every address opens it. */
function LabRoute({ address }: { address: Address }) {
  return <LabScreen opening={useOpening(address)} />;
}

/** The page's last word if its own code fails. */
class Fallback extends Component<{ children: ReactNode }, { message: string | null }> {
  override state: { message: string | null } = { message: null };

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    if (this.state.message === null) return this.props.children;
    return (
      <div className="banner grave" role="alert">
        <p>
          <strong>{UI.messages.failed}</strong> {this.state.message}. Loading it again brings it back.
        </p>
        <button type="button" className="btn small" onClick={() => window.location.reload()}>
          {UI.messages.reload}
        </button>
      </div>
    );
  }
}
