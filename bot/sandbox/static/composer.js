// Writing: Enter sends, Shift-Enter breaks the line, "/" offers the app's commands.

import { $, busy, here, send, toast } from "./net.js";
import { refresh, toBottom } from "./view.js";

class Composer {
  constructor(id) {
    this.input = $(id);
    this.form = $(`${id}-form`);
    this.list = $(`${id}-list`);
    this.usage = $(`${id}-usage`);
    this.inThread = this.form.dataset.where === "thread";
    this.at = 0;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const item = event.target.closest("[role=option]");
      if (item) this.take(item.dataset.command);
    });
  }

  typed() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 180)}px`;
    this.form.classList.toggle("has-text", this.input.value.trim() !== "");
    this.suggest();
    this.hint();
  }

  matches() {
    const found = this.inThread ? null : /^\/(\S*)$/.exec(this.input.value);
    return found ? here.commands.filter((c) => c.command.startsWith(this.input.value.toLowerCase())) : [];
  }

  suggest() {
    const commands = this.matches();
    this.list.replaceChildren(...commands.map((command, number) => this.option(command, number)));
    this.list.hidden = commands.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.choose(0);
  }

  option(command, number) {
    const item = document.createElement("li");
    item.role = "option";
    item.id = `${this.input.id}-option-${number}`;
    item.dataset.command = command.command;
    for (const [kind, words] of [["strong", command.command], ["span", command.usage_hint], ["small", command.description]]) {
      const part = document.createElement(kind);
      part.textContent = words;
      item.append(part);
    }
    return item;
  }

  choose(number) {
    const options = [...this.list.children];
    this.at = options.length ? (number + options.length) % options.length : 0;
    options.forEach((item, i) => item.setAttribute("aria-selected", String(i === this.at)));
    const chosen = options[this.at];
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  take(command) {
    this.input.value = `${command} `;
    this.typed();
    this.input.focus();
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }

  // The command being typed: how it is used, with examples to take over.
  hint() {
    const word = this.input.value.split(/\s/)[0];
    const command = this.inThread ? null : here.commands.find((c) => c.command === word);
    this.usage.replaceChildren();
    if (!command || !this.list.hidden) return;
    const use = document.createElement("span");
    use.textContent = `${command.command} ${command.usage_hint}`;
    this.usage.append(use, ...command.examples.slice(0, 4).map((example) => this.example(command, example)));
  }

  example(command, text) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.addEventListener("click", () => {
      this.input.value = text.startsWith("/") ? text : `${command.command} ${text}`;
      this.typed();
      this.input.focus();
    });
    return button;
  }

  key(event) {
    if (event.isComposing) return;
    if (!this.list.hidden && this.listKey(event)) event.preventDefault();
    else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    }
  }

  // True if the list of commands used the key. Enter on a command typed in full sends it.
  listKey(event) {
    const chosen = this.list.children[this.at];
    if (event.key === "ArrowDown") this.choose(this.at + 1);
    else if (event.key === "ArrowUp") this.choose(this.at - 1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Tab" && !event.shiftKey) this.take(chosen.dataset.command);
    else if (event.key === "Enter" && chosen.dataset.command !== this.input.value) this.take(chosen.dataset.command);
    else return false;
    return true;
  }

  async send() {
    const text = this.input.value;
    const button = this.form.querySelector(".send");
    if (!text.trim() || button.classList.contains("busy")) return;
    this.input.value = "";
    this.typed();
    const body = { channel: here.channel, text, thread: this.inThread ? here.thread : null };
    const answer = await busy(button, async () => {
      const answered = await send("say", body);
      await refresh();
      return answered;
    });
    if (answer.error) {
      toast(answer.error);
      if (!this.input.value) this.input.value = text;
      this.typed();
    }
    toBottom($(this.inThread ? "thread-scroll" : "scroll"));
  }
}

export function composers() {
  for (const id of ["composer", "thread-composer"]) new Composer(id);
}
