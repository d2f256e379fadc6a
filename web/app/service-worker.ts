// The service worker: keeps the whole site on first visit, so that the Lab opens without a network afterwards.
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';

/** Put in by the build: the site's files. */
declare const PRECACHE: { url: string; revision: string | null }[];

// A new version waits until every page of the old one is closed: pages never mix files of two versions.
cleanupOutdatedCaches();
precacheAndRoute(PRECACHE);
