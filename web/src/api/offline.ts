/**
 * What makes the console open without a signal: its program is kept on the device where that is allowed (HTTPS, or the
 * machine itself), and who was signed in there last is remembered by name and roles. What they may do the service says.
 */
import type { Viewer } from './session';

const LAST_VIEWER = 'yifayima.viewer';

/** Without it everything goes on as before, but for opening without a signal */
export function keepProgram(): void {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register('/console/worker.js', { scope: '/console/' }).catch(() => undefined);
}

export function rememberViewer(viewer: Viewer | null): void {
  try {
    if (viewer === null) localStorage.removeItem(LAST_VIEWER);
    else localStorage.setItem(LAST_VIEWER, JSON.stringify(viewer));
  } catch {
    // a window that keeps nothing is not told who was here
  }
}

export function rememberedViewer(): Viewer | null {
  try {
    const kept = localStorage.getItem(LAST_VIEWER);
    return kept === null ? null : (JSON.parse(kept) as Viewer);
  } catch {
    return null;
  }
}
