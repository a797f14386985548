// The local workspace's page.

import { $, here, send } from "./net.js";
import { composers } from "./composer.js";
import { controls } from "./controls.js";
import { modals } from "./modal.js";
import { listen, refresh, toBottom } from "./view.js";

composers();
controls();
modals();
listen();
if (here.tab === "home") send("home", { tab: "home" });
refresh().then(() => {
  const focus = new URLSearchParams(location.search).get("focus");
  const message = focus && document.querySelector(`[data-ts="${CSS.escape(focus)}"]`);
  if (!message) return toBottom($("scroll"));
  message.scrollIntoView({ block: "center" });
  message.classList.add("found");
});
