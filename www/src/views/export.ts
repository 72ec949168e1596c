// The menu of exports: copy, or save as a file.
import { button, h } from "../dom.ts";
import type { DownloadAnswer } from "../engine/client.ts";
import type { ExportFormat } from "../engine/types.ts";
import { strings } from "../strings.ts";

const formats: readonly ExportFormat[] = ["json", "csv", "ics", "timelinejs", "geojson", "timeml"];

export class ExportView extends HTMLElement {
  connect(make: (format: ExportFormat) => Promise<DownloadAnswer>, say: (words: string) => void): void {
    this.id = "export-menu";
    this.setAttribute("popover", "auto");
    this.setAttribute("role", "dialog");
    this.setAttribute("aria-label", strings.export.label);
    this.replaceChildren(
      ...formats.map((format) => {
        const [name, words] = strings.export.formats[format];
        const take = async () => {
          const file = await make(format);
          save(file);
          say(strings.export.downloaded(name, file.note));
          this.hidePopover();
        };
        const copy = async () => {
          const file = make(format);
          const text = file.then(({ blob }) => blob.text());
          say((await copyText(text)) ? strings.export.copied(name, (await file).note) : strings.export.notCopied);
          this.hidePopover();
        };
        return h(
          "section",
          { class: format },
          h("h3", {}, name),
          h("p", {}, words),
          h("p", { class: "row" }, button(strings.actions.download, take, { "aria-label": `${strings.actions.download} ${name}` }), button(strings.actions.copy, copy, { "aria-label": `${strings.actions.copy} ${name}` })),
        );
      }),
    );
  }
}
customElements.define("dl-export", ExportView);

/** Saves a file where the browser saves files. */
export function save({ name, blob }: DownloadAnswer): void {
  const address = URL.createObjectURL(blob);
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Puts text on the clipboard; whether the browser let it. The promise keeps the reader's click alive while the text is made. */
export async function copyText(text: Promise<string>): Promise<boolean> {
  try {
    const blob = text.then((words) => new Blob([words], { type: "text/plain" }));
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    return true;
  } catch {
    return navigator.clipboard.writeText(await text).then(
      () => true,
      () => false,
    );
  }
}
