// Keeps the page equal to the workspace's state. The server draws; here only pieces that changed are swapped.

import { $, here, query, send, state } from "./net.js";
import { showModal } from "./modal.js";

const drawn = new Map();
let running = null;
let again = false;

// One request at a time; what changes meanwhile leads to one more.
export function refresh() {
  if (running) {
    again = true;
    return running;
  }
  running = pull().finally(() => {
    running = null;
    if (again) {
      again = false;
      refresh();
    }
  });
  return running;
}

async function pull() {
  const asked = query().toString();
  let snap;
  try {
    snap = await state();
  } catch {
    return;
  }
  if (asked === query().toString()) show(snap);
  else again = true;
}

function show(snap) {
  document.title = snap.title;
  for (const name of ["clock", "sidebar", "header"]) region($(name), snap[name]);
  const isHome = snap.home !== null;
  $("composer-form").hidden = isHome;
  $("composer").placeholder = snap.placeholder;
  keepingBottom($("scroll"), () => {
    items($("list"), snap.items);
    items($("home"), snap.home ?? []);
  });
  showThread(snap.thread);
  showModal(snap.modal);
  if (!isHome && document.visibilityState === "visible" && $("sidebar").querySelector(".here.unread")) {
    send("read", { channel: here.channel });
  }
}

function region(box, html) {
  if (drawn.get(box) === html) return;
  drawn.set(box, html);
  box.innerHTML = html;
}

function items(box, wanted) {
  const old = new Map([...box.children].map((child) => [child.dataset.key, child]));
  let cursor = box.firstElementChild;
  for (const [key, html] of wanted) {
    let node = old.get(key);
    old.delete(key);
    if (!node) {
      node = document.createElement("div");
      node.dataset.key = key;
    }
    if (drawn.get(node) !== html) replace(node, html);
    if (node === cursor) cursor = cursor.nextElementSibling;
    else box.insertBefore(node, cursor);
  }
  for (const node of old.values()) node.remove();
}

// Swaps one piece and puts the keyboard's focus back where it was.
function replace(node, html) {
  const focused = node.contains(document.activeElement) ? document.activeElement : null;
  const known = drawn.has(node);
  drawn.set(node, html);
  node.innerHTML = html;
  if (known) {
    node.classList.remove("fresh");
    void node.offsetWidth;
    node.classList.add("fresh");
  }
  const { action, block } = focused?.dataset ?? {};
  const same = action && [...node.querySelectorAll("[data-action]")].find((e) => e.dataset.action === action && e.dataset.block === block);
  (same || (focused && node.querySelector("button")))?.focus({ preventScroll: true });
}

const isLow = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < 80;
const held = new Set();

function keepingBottom(box, draw) {
  const low = held.has(box) || isLow(box);
  draw();
  if (low) toBottom(box);
}

export function toBottom(box) {
  held.add(box);
  box.scrollTop = box.scrollHeight;
  requestAnimationFrame(() => {
    box.scrollTop = box.scrollHeight;
    held.delete(box);
  });
}

// A picture that arrives late must not push the newest message out of sight.
document.addEventListener(
  "load",
  (event) => {
    const box = event.target.closest?.(".scroll");
    if (event.target.tagName === "IMG" && box && box.scrollHeight - box.scrollTop - box.clientHeight < event.target.height + 80) toBottom(box);
  },
  true,
);

function showThread(thread) {
  const panel = $("thread");
  const opened = panel.hidden && thread;
  panel.hidden = !thread;
  $("app").classList.toggle("with-thread", Boolean(thread));
  if (!thread) return;
  $("thread-name").textContent = thread.name;
  keepingBottom($("thread-scroll"), () => items($("thread-list"), thread.items));
  if (opened) toBottom($("thread-scroll"));
}

// -- going places

export async function go(place) {
  const moved = place.channel && place.channel !== here.channel;
  Object.assign(here, { thread: null, tab: "messages" }, place);
  history.replaceState(null, "", `/?${query()}`);
  $("app").classList.remove("side-open");
  $("open-side").setAttribute("aria-expanded", "false");
  if (place.tab) send("home", { tab: place.tab });
  await refresh();
  if (here.tab === "home") $("scroll").scrollTop = 0;
  else toBottom($("scroll"));
  if (moved && matchMedia("(min-width: 760px)").matches) $("composer").focus();
}

export async function openThread(ts) {
  here.thread = ts;
  history.replaceState(null, "", `/?${query()}`);
  await refresh();
  if (ts) $("thread-composer").focus();
  else $("composer").focus();
}

export function listen() {
  const stream = new EventSource("/ui/events");
  stream.onmessage = () => refresh();
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && refresh());
  setInterval(refresh, 30000);
}
