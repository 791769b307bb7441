// The desk works without this file: it only saves clicks. No framework, nothing remote, no inline styles (CSP).
"use strict";

const SAVE_AFTER = 700; // milliseconds without a key before notes are kept
const SEEN_AFTER = 2000; // milliseconds after which a page counts as seen
const LOOK_AGAIN = 2000; // milliseconds between two looks at who asks to connect, or at what was worked out

document.documentElement.classList.add("scripted");

for (const form of document.querySelectorAll("form[data-autosave]")) autosave(form);
for (const form of document.querySelectorAll("form[data-at-least]")) choosing(form);
showShares(document.querySelectorAll("[data-weight]"));
for (const form of document.querySelectorAll("form[data-seen]")) whenSeen(form);
watchConnection(document.querySelector("[data-connection]"));
fill(document.querySelector("[data-filling]"));

/** @param {HTMLFormElement} form  is sent as it would be by its button, without leaving the page */
function autosave(form) {
  const status = form.querySelector(".saved");
  const content = () => new URLSearchParams(new FormData(form)).toString();
  let kept = content();
  let timer = 0;
  let queue = Promise.resolve();

  const send = (keepalive = false) => {
    window.clearTimeout(timer);
    const body = content();
    if (body === kept) return;
    kept = body;
    // One after the other, so that an older text never arrives last.
    queue = (keepalive ? Promise.resolve() : queue).then(() => post(form, body, keepalive)).then((error) => {
      if (error) kept = "";
      status.textContent = error || "Saved";
      status.classList.toggle("failed", Boolean(error));
    });
  };

  form.addEventListener("input", () => {
    status.textContent = "";
    window.clearTimeout(timer);
    timer = window.setTimeout(send, SAVE_AFTER);
  });
  form.addEventListener("change", (event) => {
    const field = event.target;
    if (field instanceof HTMLSelectElement && field.dataset.stage) field.dataset.stage = field.value;
    send();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  window.addEventListener("pagehide", () => send(true));
}

/** Send a form's content; gives the sentence to show when it was not kept, else "". */
async function post(form, body, keepalive) {
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      redirect: "manual",
      keepalive,
    });
    // Our routes answer a kept change with a redirect, which "manual" shows as an opaque answer.
    return answer.type === "opaqueredirect" ? "" : "Not saved: reload the page and try again";
  } catch {
    return "Not saved: is Fitlens still running?";
  }
}

/** The button says how many are ticked, and waits for enough of them. @param {HTMLFormElement} form */
function choosing(form) {
  const button = form.querySelector("button");
  const boxes = [...form.elements].filter((field) => field.type === "checkbox");
  const update = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    button.textContent = ticked ? `Compare ${ticked}` : "Compare";
    button.disabled = ticked < Number(form.dataset.atLeast);
    button.title = button.disabled ? "Tick at least two creators" : "";
  };
  for (const box of boxes) box.addEventListener("change", update);
  // A browser brings ticks back after the page was left and returned to.
  window.addEventListener("pageshow", update);
  update();
}

/** Beside each weight: what share of the whole it makes. */
function showShares(inputs) {
  const fields = [...inputs];
  const update = () => {
    const total = fields.reduce((sum, field) => sum + (Number(field.value) || 0), 0);
    for (const field of fields) {
      const output = document.querySelector(`output[for="${field.id}"]`);
      output.textContent = total > 0 ? `${Math.round((100 * (Number(field.value) || 0)) / total)}% of the fit` : "";
    }
  };
  for (const field of fields) field.addEventListener("input", update);
  if (fields.length) update();
}

/** Whoever had the page before their eyes for a moment has seen what is on it. @param {HTMLFormElement} form */
function whenSeen(form) {
  form.querySelector("button").hidden = true;
  window.setTimeout(() => {
    if (document.visibilityState === "visible") post(form, new URLSearchParams(new FormData(form)).toString(), true);
  }, SEEN_AFTER);
}

/** Rows whose numbers are being worked out show them as they come; never under the cursor of a keyboard. */
function fill(rows) {
  if (!rows) return;
  window.setTimeout(async () => {
    if (document.visibilityState !== "visible" || rows.contains(document.activeElement)) return fill(rows);
    const text = await fetch(location.href).then((answer) => (answer.ok ? answer.text() : ""), () => "");
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById(rows.id);
    if (!fresh) return fill(rows);
    rows.replaceWith(fresh);
    fill(fresh.matches("[data-filling]") ? fresh : null);
  }, LOOK_AGAIN);
}

/** Load the connection page again when somebody asks or is connected; elsewhere show the banner on coming back. */
function watchConnection(mark) {
  const banner = document.querySelector("[data-waiting-banner]");
  const look = async () => {
    if (document.visibilityState !== "visible") return;
    const state = await fetch("/connection/state").then((answer) => (answer.ok ? answer.json() : null), () => null);
    if (!state) return;
    if (mark && state.version !== mark.dataset.connection) location.reload();
    if (banner) banner.hidden = state.waiting === 0;
  };
  if (mark) window.setInterval(look, LOOK_AGAIN);
  document.addEventListener("visibilitychange", look);
}
