// Draws cards by Microsoft's renderer, in the sizes and colours of Teams, and says what is wrong with how they look.

const COLOURS = {
  light: { page: "#f5f5f5", card: "#ffffff", emphasis: "#f0f0f0", text: "#242424", subtle: "#616161", line: "#d1d1d1",
           accent: "#5b5fc7", good: "#237b4b", warning: "#835b00", attention: "#c4314b" },
  dark: { page: "#1f1f1f", card: "#292929", emphasis: "#3d3d3d", text: "#ffffff", subtle: "#adadad", line: "#525252",
          accent: "#9299f7", good: "#92c353", warning: "#f8d22a", attention: "#f9526b" },
};

function foreground(colours) {
  const one = (colour, subtle) => ({ default: colour, subtle: subtle || colour });
  return {
    default: one(colours.text, colours.subtle), dark: one(colours.text, colours.subtle),
    light: one(colours.card), accent: one(colours.accent), good: one(colours.good),
    warning: one(colours.warning), attention: one(colours.attention),
  };
}

function hostOf(colours) {
  const sizes = { small: 12, default: 14, medium: 18, large: 24, extraLarge: 32 };
  const weights = { lighter: 300, default: 400, bolder: 600 };
  const style = (background) => ({ backgroundColor: background, foregroundColors: foreground(colours) });
  return new AdaptiveCards.HostConfig({
    supportsInteractivity: true,
    spacing: { small: 4, default: 8, medium: 16, large: 24, extraLarge: 32, padding: 16 },
    separator: { lineThickness: 1, lineColor: colours.line },
    imageSizes: { small: 32, medium: 52, large: 100 },
    fontTypes: {
      default: { fontFamily: "'Segoe UI', 'Liberation Sans', sans-serif", fontSizes: sizes, fontWeights: weights },
      monospace: { fontFamily: "monospace", fontSizes: sizes, fontWeights: weights },
    },
    containerStyles: { default: style(colours.card), emphasis: style(colours.emphasis), accent: style(colours.emphasis) },
    actions: {
      maxActions: 6, spacing: "default", buttonSpacing: 8, showCard: { actionMode: "inline", inlineTopMargin: 8 },
      actionsOrientation: "horizontal", actionAlignment: "left",
    },
    factSet: {
      title: { weight: "bolder", wrap: true, maxWidth: 150 }, value: { wrap: true }, spacing: 16,
    },
    table: { cellSpacing: 8 },
  });
}

// Teams reads Markdown; the renderer leaves that to whoever shows the card.
const markdown = window.markdownit({ linkify: true });
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown.render(text);
  result.didProcess = true;
};
AdaptiveCards.GlobalSettings.setTabIndexAtCardRoot = false;
AdaptiveCards.AdaptiveCard.onExecuteAction = () => {};

function draw(json, theme, width) {
  const context = new AdaptiveCards.SerializationContext();
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = hostOf(COLOURS[theme]);
  card.parse(json, context);
  const frame = document.createElement("section");
  frame.className = "frame";
  frame.style.width = `${width}px`;
  for (const [name, colour] of Object.entries(COLOURS[theme])) frame.style.setProperty(`--${name}`, colour);
  const body = card.render();
  if (body) frame.append(body);
  document.getElementById("cards").append(frame);
  return { card, frame, context };
}

// What is wrong with each of the cards, as sentences, with the place of the card in the list.
function faults(cards, theme, width) {
  const drawn = cards.map((json) => draw(json, theme, width));
  const found = drawn.flatMap((one, at) => [
    ...refused(one), ...unseen(one, cards[at]), ...cutOff(one.frame), ...unspelt(one.frame, cards[at]),
  ].map((fault) => [at, fault]));
  document.getElementById("cards").replaceChildren();
  return found;
}

// What this renderer, which is older than Teams, doesn't know: charts (their tables stand for them) and the people picker.
// How many buttons a row has, it counts with those behind "…".
const KNOWN = [/Chart\./, /at least one choice/, /Maximum number of actions/];

function refused({ card, context }) {
  const read = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at));
  const said = [...read, ...card.validateProperties().validationEvents].map((one) => one.message || JSON.stringify(one));
  return said.filter((one) => !KNOWN.some((known) => known.test(one))).map((one) => `refused: ${one}`);
}

const HOLD = ["body", "items", "rows", "cells", "columns", "actions", "inlines", "facts"];

// All that should be seen: elements, buttons and facts, but for what only opens with a button.
function* expected(json) {
  for (const name of HOLD) {
    for (const one of Array.isArray(json[name]) ? json[name] : []) {
      const shown = one.fallback || one;
      if (shown.mode !== "secondary") yield shown;
      yield* expected(shown);
    }
  }
}

function* elementsOf(element) {
  yield element;
  const count = element.getItemCount ? element.getItemCount() : 0;
  for (let at = 0; at < count; at += 1) yield* elementsOf(element.getItemAt(at));
}

function unseen({ card, frame }, json) {
  const hidden = [...elementsOf(card)].filter((one) => !(one.renderedElement && one.renderedElement.offsetHeight > 0));
  const wanted = [...expected(json)].filter((one) => /^Action\./.test(one.type)).length;
  const buttons = frame.querySelectorAll(".ac-pushButton").length;
  const gone = hidden.map((one) => `unseen: ${one.getJsonTypeName()}`);
  return buttons < wanted ? [...gone, `unseen: ${wanted - buttons} buttons`] : gone;
}

function cutOff(frame) {
  const hides = (one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== "visible";
  const hiding = [...frame.querySelectorAll(":not(input, textarea, select)")].filter(hides);
  const found = hiding.map((one) => `cut off: ${one.textContent.slice(0, 60)}`);
  const whole = frame.getBoundingClientRect();
  const texts = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    if (hiding.some((one) => one.contains(texts.currentNode))) continue;
    range.selectNodeContents(texts.currentNode);
    const place = range.getBoundingClientRect();
    if (place.width && (place.right > whole.right + 1 || place.left < whole.left - 1)) {
      found.push(`sticks out: ${texts.currentNode.textContent.slice(0, 60)}`);
    }
  }
  return found;
}

const MARKUP = "strong, b, em, i, code, del, s, h1, h2, h3, ul, ol, blockquote, at, img:not(.ac-image img), script, a";

// Every word of the card stands there as it is spelled, and nothing of it became a link, a list or bold.
function unspelt(frame, json) {
  const links = [...frame.querySelectorAll("a")].length - [...expected(json)].filter((one) => one.selectAction).length;
  const marks = [...frame.querySelectorAll(MARKUP)].filter((one) => one.tagName !== "A").map((one) => `<${one.tagName}>`);
  const shown = squeezed(frame.textContent);
  const words = [...expected(json)].flatMap((one) => typeof one === "string" ? [one] : [one.text, one.title, one.label, one.type ? "" : one.value])
    .filter((one) => typeof one === "string");
  const lost = words.filter((one) => !shown.includes(squeezed(one))).map((one) => `isn't read: ${one.slice(0, 80)}`);
  return [...(links > 0 ? [`${links} links that nobody meant`] : []), ...marks, ...lost];
}

function squeezed(text) {
  return text.replace(/\s+/g, "");
}
