// SPDX-License-Identifier: Apache-2.0
// Single keys of a page, and the dialog that lists them ("?"). A key typed into a field, or with Ctrl, Alt or Meta, is
// left alone, and so is one that the focused control needs itself.

type Action = () => void;
interface Binding {
  keys: string[];
  does: string;
  action: Action;
}

const FIELDS = "input, textarea, select, [contenteditable]";
const PRESSABLE = "a, button, summary, video, audio, " + FIELDS;
const MEDIA = "video, audio";

const NAMES: Record<string, string> = { " ": "Space", ArrowLeft: "←", ArrowRight: "→" };

export class Keys {
  private readonly bindings: Binding[] = [];
  private dialog: HTMLDialogElement | null = null;

  add(keys: string[], does: string, action: Action): void {
    this.bindings.push({ keys, does, action });
  }

  listen(): void {
    this.add(["?"], "show these keys", () => this.showHelp());
    document.addEventListener("keydown", (event) => this.pressed(event));
    for (const button of document.querySelectorAll("[data-help-open]")) {
      button.addEventListener("click", () => this.showHelp());
    }
  }

  private pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || this.dialog?.open) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (target.closest(FIELDS)) return;
    if (event.key === " " && target.closest(PRESSABLE)) return;
    if (event.key.startsWith("Arrow") && target.closest(MEDIA)) return;
    const binding = this.bindings.find((each) => each.keys.includes(event.key));
    if (!binding) return;
    event.preventDefault();
    binding.action();
  }

  private showHelp(): void {
    this.dialog ??= this.makeDialog();
    if (!this.dialog.open) this.dialog.showModal();
  }

  private makeDialog(): HTMLDialogElement {
    const dialog = document.createElement("dialog");
    dialog.setAttribute("aria-labelledby", "keys-h");
    const heading = document.createElement("h2");
    heading.id = "keys-h";
    heading.textContent = "Keys";
    const table = document.createElement("table");
    for (const binding of this.bindings) {
      const row = table.insertRow();
      const names = row.insertCell();
      binding.keys.forEach((key, place) => {
        if (place > 0) names.append(" ");
        const kbd = document.createElement("kbd");
        kbd.textContent = NAMES[key] ?? key;
        names.append(kbd);
      });
      row.insertCell().textContent = binding.does;
    }
    const form = document.createElement("form");
    form.method = "dialog";
    const close = document.createElement("button");
    close.textContent = "Close";
    form.append(close);
    dialog.append(heading, table, form);
    document.body.append(dialog);
    return dialog;
  }
}
