// One tab for one article: a tab that has it open holds a lock, and hands it over when another one asks.

/** How long the other tab has to write what it still holds, in milliseconds. */
const PATIENCE = 3000;
const name = (id: number) => `dateline article ${id}`;
let channel: BroadcastChannel | undefined;

/**
 * Holds article `id` for this tab until the function that it gives is called; `undefined` where another tab holds it.
 * `lost` is called when another tab takes it by force. Where a browser has no locks, there is nothing to hold.
 */
export async function claim(id: number, lost: () => void, patience = 300): Promise<(() => void) | undefined> {
  if (!navigator.locks) return () => {};
  return hold({ signal: AbortSignal.timeout(patience) }, id, lost);
}

/** As {@link claim}, but asks the tab that holds it to let go, and takes it by force where that tab does not answer. */
export async function takeOver(id: number, lost: () => void): Promise<(() => void) | undefined> {
  channel?.postMessage({ letGo: id });
  return (await claim(id, lost, PATIENCE)) ?? (await hold({ steal: true }, id, lost));
}

/** Calls `letGo` when another tab asks for article `id`. */
export function onasked(letGo: (id: number) => void): void {
  if (!navigator.locks) return;
  channel ??= new BroadcastChannel("dateline");
  channel.addEventListener("message", ({ data }: MessageEvent<{ letGo?: number }>) => {
    if (typeof data.letGo === "number") letGo(data.letGo);
  });
}

function hold(options: LockOptions, id: number, lost: () => void): Promise<(() => void) | undefined> {
  return new Promise((resolve) => {
    let held = false;
    const granted = () =>
      new Promise<void>((release) => {
        held = true;
        resolve(release);
      });
    navigator.locks.request(name(id), options, granted).catch(() => {
      if (held) lost();
      else resolve(undefined);
    });
  });
}
