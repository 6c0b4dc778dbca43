/**
 * From a key to what is seen: the time of the event until the frame that it changed was handed over, in milliseconds.
 * A message posted in the frame's callback is heard after the frame was painted.
 */
globalThis.presses = [];
let heard = () => undefined;
/** Is there when so many presses have been painted; nothing asks meanwhile */
globalThis.painted = (wanted) =>
  new Promise((resolve) => {
    heard = () => globalThis.presses.length >= wanted && resolve(null);
    heard();
  });

window.addEventListener(
  'keydown',
  (event) => {
    const from = event.timeStamp;
    requestAnimationFrame(() => {
      const painted = new MessageChannel();
      painted.port1.onmessage = () => {
        globalThis.presses.push(performance.now() - from);
        heard();
      };
      painted.port2.postMessage(null);
    });
  },
  true,
);
