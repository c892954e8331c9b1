// The moment a frame is handed over, as near as a page can tell.

/** Called in a frame, runs `task` right after that frame has been made. */
export function afterPaint(task: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    task();
  };
  port2.postMessage(undefined);
}
