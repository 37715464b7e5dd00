/** Cells that are pasted from a spreadsheet, as a file. */

/** Takes a table that is pasted on the page, unless into something that takes text itself; until the view is left. */
export function takePasted(taken, signal) {
  window.addEventListener(
    "paste",
    (event) => {
      if (event.target.closest?.("input, textarea, select, [contenteditable], dialog")) {
        return;
      }
      const text = event.clipboardData?.getData("text/plain") ?? "";
      // Spreadsheets put a picture of the cells beside their text, which comes first here.
      const files = text.includes("\t") ? [tableOf(text)] : [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) {
        event.preventDefault();
        taken(files);
      }
    },
    { signal },
  );
}

function tableOf(text) {
  return new File([text], "pasted.tsv", { type: "text/tab-separated-values" });
}
