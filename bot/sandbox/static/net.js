// Talking to the workspace: where this tab is, and requests that always come to an end.

export const here = JSON.parse(document.getElementById("data").textContent);
export const $ = (id) => document.getElementById(id);

const SHORT = 15000;

export function query() {
  const q = new URLSearchParams({ as: here.as, channel: here.channel });
  if (here.tab && here.tab !== "messages") q.set("tab", here.tab);
  if (here.thread) q.set("thread", here.thread);
  return q;
}

async function within(url, options, patience) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const answer = await fetch(url, { ...options, signal: stop.signal });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    return await answer.json();
  } finally {
    clearTimeout(timer);
  }
}

export const state = () => within(`/ui/state?${query()}`, {}, SHORT);

function inWords(problem) {
  if (problem.name === "AbortError") return "No answer came in time. Try again?";
  if (problem.message.startsWith("HTTP")) return "That went wrong here. The terminal Milepost runs in says why.";
  return "The workspace doesn't answer. Is it still running?";
}

// Never throws: what went wrong comes back as `error`, in words.
export async function send(act, body, patience = SHORT) {
  const options = {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ as: here.as, ...body }),
  };
  try {
    return await within(`/ui/${act}`, options, patience);
  } catch (problem) {
    return { ok: false, error: inWords(problem), errors: {} };
  }
}

export function toast(words) {
  const box = document.createElement("p");
  box.textContent = words;
  $("toasts").append(box);
  setTimeout(() => box.remove(), 7000);
}

// Shows that something is on its way on `element` until `work` ends, however it ends.
export async function busy(element, work) {
  element?.classList.add("busy");
  element?.setAttribute("aria-busy", "true");
  try {
    return await work();
  } finally {
    element?.classList.remove("busy");
    element?.removeAttribute("aria-busy");
  }
}
