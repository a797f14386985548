// What is chosen and typed in the fields of one form or message: {block: {action: value}}.

function value(field) {
  if (field.classList.contains("choices")) {
    const chosen = [...field.querySelectorAll("input:checked")].map((input) => input.value);
    return field.dataset.kind === "radio_buttons" ? (chosen[0] ?? null) : chosen;
  }
  return field.value;
}

export function valueOf(field) {
  return field.dataset.value ?? ("value" in field && field.tagName !== "BUTTON" ? value(field) : field.classList.contains("choices") ? value(field) : null);
}

const FIELDS = "[data-action]:not(button)";

export function gather(box) {
  const found = {};
  for (const field of box.querySelectorAll(FIELDS)) {
    (found[field.dataset.block] ??= {})[field.dataset.action] = value(field);
  }
  return found;
}

// Fields that keep their block and action keep what was typed when a window is redrawn.
export function restore(box, values) {
  for (const field of box.querySelectorAll(FIELDS)) {
    const kept = values[field.dataset.block]?.[field.dataset.action];
    if (kept === undefined) continue;
    if (field.classList.contains("choices")) {
      for (const input of field.querySelectorAll("input")) input.checked = [].concat(kept ?? []).includes(input.value);
    } else field.value = kept;
  }
}
