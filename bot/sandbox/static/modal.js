// Windows: opening, redrawing, submitting, closing.

import { $, busy, send } from "./net.js";
import { gather, restore } from "./fields.js";
import { refresh } from "./view.js";

let shown = null;

export function showModal(modal) {
  const box = $("modal");
  if (!modal) {
    if (box.open) box.close();
    shown = null;
    return;
  }
  if (shown && shown.id === modal.id && shown.html === modal.html) return;
  const typed = shown && shown.id === modal.id ? gather(box) : {};
  shown = modal;
  box.innerHTML = modal.html;
  restore(box, typed);
  if (!box.open) box.showModal();
  box.querySelector(".modal-body .control, .modal-body input, .modal-body button")?.focus();
}

function showErrors(box, answer) {
  const general = box.querySelector(".form-error");
  general.hidden = !answer.error;
  general.textContent = answer.error;
  for (const line of box.querySelectorAll(".field-error")) {
    const words = answer.errors?.[line.dataset.errorFor] ?? "";
    line.hidden = !words;
    line.textContent = words;
    line.closest(".field-row").classList.toggle("wrong", Boolean(words));
  }
  box.querySelector(".field-row.wrong :is(input, select, textarea)")?.focus();
}

async function submit(form) {
  const button = form.querySelector("[data-testid=modal-submit]");
  if (!button || button.classList.contains("busy")) return;
  const answer = await busy(button, async () => {
    const answered = await send("submit", { view: form.dataset.view, state: gather(form) });
    if (answered.ok) await refresh();
    return answered;
  });
  if (form.isConnected) showErrors(form, answer);
}

async function close(whole) {
  const form = $("modal").querySelector("form");
  if (!form) return;
  await send("close", { view: form.dataset.view, all: whole });
  await refresh();
}

export function modals() {
  const box = $("modal");
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(event.target);
  });
  box.addEventListener("cancel", (event) => {
    event.preventDefault();
    close(false);
  });
  box.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) close(false);
    else if (event.target.closest("[data-close-all]")) close(true);
  });
}

// Asks first where the app wants it. Resolves to true for yes.
export function confirmed(element) {
  if (!element.dataset.confirm) return Promise.resolve(true);
  const asked = JSON.parse(element.dataset.confirm);
  const box = $("confirm");
  box.innerHTML = `<form method="dialog"><h2>${asked.title}</h2><div class="text">${asked.text}</div><footer>
    <button class="button" value="no">${asked.deny || "Cancel"}</button>
    <button class="button ${asked.danger ? "danger" : "primary"}" value="yes">${asked.confirm || "Confirm"}</button></footer></form>`;
  box.returnValue = "no";
  box.showModal();
  return new Promise((resolve) => box.addEventListener("close", () => resolve(box.returnValue === "yes"), { once: true }));
}
