/** Where the companion is, and how to part from it. */
import { ask, showConnection } from "../shared/connection.js";

const { getMessage: say } = chrome.i18n;

/** @template {HTMLElement} T @param {string} id @param {new () => T} kind @returns {T} */
const find = (id, kind) => {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new TypeError(id);
  return element;
};

for (const element of document.querySelectorAll("[data-say]")) {
  element.textContent = say(element.getAttribute("data-say") ?? "");
}

const connection = find("connection", HTMLDivElement);
const port = find("port", HTMLInputElement);
const help = find("help", HTMLParagraphElement);

find("form", HTMLFormElement).addEventListener("submit", async (event) => {
  event.preventDefault();
  const typed = port.value.trim();
  const number = typed === "" ? null : Number(typed);
  const good = number === null || (Number.isInteger(number) && number >= 1024 && number <= 65535);
  help.textContent = say(good ? "optionsPortHelp" : "optionsPortBad");
  if (!good) return;
  await ask({ type: "port", port: number });
  await showConnection(connection);
});

find("forget", HTMLButtonElement).addEventListener("click", async () => {
  await ask({ type: "forget" });
  await showConnection(connection);
  help.textContent = say("optionsForgotten");
});

void showConnection(connection);
