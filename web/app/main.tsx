// Where the page begins: reads the address, starts the Lab, draws it.
import { createRoot, hydrateRoot } from 'react-dom/client';
import { readAddress } from '../share/address.ts';
import { createBrowserLab } from '../stores/browser.ts';
import '../styles/index.css';
import { App } from './app.tsx';
import { keepOffline } from './keep-offline.ts';
import { prefersLessMotion } from '../ui/media.ts';
import { firstTheme } from '../ui/theme.ts';

/** Not awaited at the top: what reads a link shares this file's chunk and would wait for it in turn. */
async function begin(): Promise<void> {
  const address = await readAddress(window.location.hash);
  const startPs = address.tNs === null ? undefined : address.tNs * 1000;
  const plays = address.play ?? !prefersLessMotion();
  const lab = createBrowserLab(startPs, startPs === undefined && plays);
  lab.actions.setTheme(firstTheme(address.theme));
  const needsFile = address.input.traffic?.kind === 'capture';
  lab.start(needsFile ? {} : address.input);

  const root = document.getElementById('app');
  if (root === null) throw new Error('index.html has no element with id app');
  const app = <App lab={lab} address={address} />;
  root.hidden = false;
  // where the build has rendered what is wanted, its elements stay
  if (root.firstElementChild === null) createRoot(root).render(app);
  else hydrateRoot(root, app);
  keepOffline();
}

void begin();
