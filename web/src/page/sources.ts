// Files come by dialog, drop or paste; all end in one call.

import { find } from "../site/find.ts";

export function connectSources(show: (file: File) => void): void {
  const showFirst = (files: FileList | undefined) => {
    const file = files?.[0];
    if (file) show(file);
    return file !== undefined;
  };

  const chooser = find<HTMLInputElement>("file");
  chooser.addEventListener("change", () => {
    showFirst(chooser.files ?? undefined);
    chooser.value = ""; // so that choosing the same file again is a change
  });

  addEventListener("paste", (event) => {
    if (showFirst(event.clipboardData?.files)) event.preventDefault();
  });

  // Without both, the browser would leave the page and open the file.
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    showFirst(event.dataTransfer?.files);
  });
}
