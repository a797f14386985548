// Clicks and choices in messages, Home and windows; menus; message shortcuts.

import { $, busy, here, send, toast } from "./net.js";
import { gather, valueOf } from "./fields.js";
import { confirmed } from "./modal.js";
import { go, openThread, refresh } from "./view.js";

// Where an element sits: a view, or a message.
function origin(element) {
  const view = element.closest("[data-view]");
  if (view) return { where: { view: view.dataset.view }, box: view.closest("#home") ?? view };
  const message = element.closest("[data-ts]");
  return { where: { channel: message.dataset.channel, ts: message.dataset.ts }, box: message };
}

async function act(element) {
  const shown = element.closest(".overflow")?.querySelector(".more") ?? element.closest(".select") ?? element;
  if (shown.classList.contains("busy") || !(await confirmed(element))) return;
  if (element.dataset.url) window.open(element.dataset.url, "_blank", "noopener");
  const { where, box } = origin(element);
  const { block, action } = element.dataset;
  const body = { ...where, block, action, value: valueOf(element), state: gather(box) };
  await busy(shown, async () => {
    const answer = await send("click", body);
    if (answer.error) toast(answer.error);
    await refresh();
  });
}

async function shortcut(item) {
  const { where } = origin(item);
  const button = item.closest(".tools").querySelector("[data-menu]");
  await busy(button, async () => {
    const answer = await send("shortcut", { ...where, callback: item.dataset.shortcut });
    if (answer.error) toast(answer.error);
    await refresh();
  });
}

// -- menus

function closeMenus(except) {
  for (const menu of document.querySelectorAll(".menu:not([hidden])")) {
    if (menu === except) continue;
    menu.hidden = true;
    menu.previousElementSibling?.setAttribute("aria-expanded", "false");
  }
}

function toggleMenu(button) {
  const menu = button.nextElementSibling;
  closeMenus(menu);
  menu.hidden = !menu.hidden;
  button.setAttribute("aria-expanded", String(!menu.hidden));
  if (menu.hidden) return;
  menu.classList.remove("upward");
  const room = (menu.closest(".scroll") ?? menu.closest(".modal-body") ?? document.body).getBoundingClientRect();
  if (menu.getBoundingClientRect().bottom > room.bottom) menu.classList.add("upward");
  menu.querySelector("[role=menuitem]")?.focus();
}

function moveInMenu(menu, step) {
  const entries = [...menu.querySelectorAll("[role=menuitem]")];
  const at = entries.indexOf(document.activeElement);
  entries[(at + step + entries.length) % entries.length].focus();
}

function menuKeys(event) {
  const menu = event.target.closest?.(".menu");
  if (event.key === "Escape") {
    const opened = document.querySelector(".menu:not([hidden])");
    if (!opened) return;
    event.preventDefault();
    opened.previousElementSibling?.focus();
    closeMenus(null);
  } else if (menu && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    moveInMenu(menu, event.key === "ArrowDown" ? 1 : -1);
  }
}

// -- everything that can be clicked

function clicked(event) {
  const target = event.target.closest("button, a, [role=menuitem]");
  if (!target?.closest("[data-menu], .menu")) closeMenus(null);
  if (!target) return;
  if (target.dataset.menu) toggleMenu(target);
  else if (target.dataset.shortcut) {
    closeMenus(null);
    shortcut(target);
  } else if (target.tagName === "BUTTON" && target.dataset.action) {
    closeMenus(null);
    act(target);
  } else if (target.dataset.thread) openThread(target.dataset.thread);
  else if (target.dataset.tab) go({ channel: here.channel, tab: target.dataset.tab });
  else if (target.dataset.archive) followLink(event, target);
  else if (target.dataset.channel && target.tagName === "A" && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    go({ channel: target.dataset.channel });
  }
}

function followLink(event, link) {
  event.preventDefault();
  const url = new URL(link.href);
  url.searchParams.set("as", here.as);
  location.assign(url);
}

function changed(event) {
  const field = event.target.closest("[data-live]");
  if (field && field.tagName !== "BUTTON" && field.closest("[data-ts], [data-view]")) act(field);
}

async function nextMorning(button) {
  const line = $("morning-error");
  line.hidden = true;
  await busy(button, async () => {
    const answer = await send("morning", {}, 180000);
    line.textContent = answer.error;
    line.hidden = !answer.error;
    await refresh();
    if (!answer.error) showSide(false); // on a phone it covers what the morning brought
  });
}

function showSide(open) {
  $("app").classList.toggle("side-open", open);
  $("open-side").setAttribute("aria-expanded", String(open));
}

export function controls() {
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", menuKeys);
  document.addEventListener("change", changed);
  $("close-thread").addEventListener("click", () => openThread(null));
  $("morning")?.addEventListener("click", (event) => {
    const button = event.currentTarget;
    if (!button.classList.contains("busy")) nextMorning(button);
  });
  $("act-as").addEventListener("change", (event) => location.assign(`/?as=${encodeURIComponent(event.target.value)}`));
  $("open-side").addEventListener("click", () => {
    showSide(!$("app").classList.contains("side-open"));
  });
  $("veil").addEventListener("click", () => {
    $("app").classList.remove("side-open");
    $("open-side").setAttribute("aria-expanded", "false");
  });
}
