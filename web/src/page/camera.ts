// The camera: a finder in a dialog, and one frame of it as a picture. The camera is released however the dialog closes.

import { find } from "../site/find.ts";

export async function openCamera(show: (frame: HTMLVideoElement) => Promise<void>, refused: () => void): Promise<void> {
  const dialog = find<HTMLDialogElement>("finder");
  const video = find<HTMLVideoElement>("finder-video");
  let stream: MediaStream;
  try {
    // The camera that looks away from the visitor, where there are two.
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch {
    return refused(); // no camera, no permission, or a browser without either
  }
  const release = () => {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  video.srcObject = stream;
  try {
    await video.play();
  } catch {
    release();
    return refused(); // the camera was unplugged, or the browser plays nothing now
  }
  dialog.showModal();
  const shoot = async () => {
    await show(video);
    dialog.close();
  };
  const close = () => dialog.close();
  find("finder-shoot").addEventListener("click", shoot);
  find("finder-close").addEventListener("click", close);
  dialog.addEventListener(
    "close",
    () => {
      release();
      find("finder-shoot").removeEventListener("click", shoot);
      find("finder-close").removeEventListener("click", close);
    },
    { once: true },
  );
}
