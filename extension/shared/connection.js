/** The connection as the popup and the options show it: its state in a sentence, and what can be done about it. */

const POLL_MS = 1000;
const { getMessage: say } = chrome.i18n;

/** @param {Message} message @returns {Promise<Reply>} */
export const ask = (message) => chrome.runtime.sendMessage(message);

/** @param {string} tag @param {string} text @param {string} [name] a class */
const make = (tag, text, name = "") => {
  const element = document.createElement(tag);
  element.textContent = text;
  element.className = name;
  return element;
};

/** @param {string} text @param {() => void} act */
const button = (text, act) => {
  const made = make("button", text);
  made.addEventListener("click", act);
  return made;
};

/** @param {Reply} reply */
const sentence = (reply) => {
  if (reply.link === "ok") return say("popupOk", String(reply.port));
  if (reply.link === "away") return say("popupAway");
  if (reply.link === "unpaired") return say("popupUnpaired");
  return reply.says ?? say(reply.link);
};

/** @param {number} count */
const waiting = (count) => (count === 1 ? say("waitingOne") : say("waiting", String(count)));

/** @param {HTMLElement} box */
export async function showConnection(box) {
  box.replaceChildren(make("p", say("popupChecking")));
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  show(box, await ask({ type: "status", ...(tab?.id === undefined ? {} : { tab: tab.id }) }));
}

/** @param {LastRead} read */
const readingOf = (read) =>
  "tooLarge" in read ? say("tooLarge") : say("popupRead", [String(read.videos), String(read.creators)]);

/** @param {HTMLElement} box @param {Reply} reply */
function show(box, reply) {
  const state = make("p", sentence(reply), reply.link === "ok" ? "good" : "");
  state.setAttribute("role", "status");
  const notes = [
    ...(reply.lastRead ? [make("p", readingOf(reply.lastRead))] : []),
    ...(reply.waiting ? [make("p", waiting(reply.waiting))] : []),
  ];
  const action =
    reply.link === "ok"
      ? button(say("openDesk"), () => void ask({ type: "desk" }))
      : reply.link === "unpaired"
        ? button(say("connect"), () => void connect(box))
        : button(say("retry"), () => void showConnection(box));
  box.replaceChildren(state, ...notes, action);
}

/** @param {HTMLElement} box */
async function connect(box) {
  const reply = await ask({ type: "pair" });
  if (!reply.pairing) return show(box, reply);
  box.replaceChildren(
    make("p", say("pairCompare")),
    make("p", reply.pairing.code, "code"),
    make("p", say("pairHow")),
    button(say("openDesk"), () => void ask({ type: "connection" })),
  );
  await follow(box);
}

/** @param {HTMLElement} box */
async function follow(box) {
  const { pairing } = await ask({ type: "pairing" });
  if (pairing?.status === "waiting") setTimeout(() => void follow(box), POLL_MS);
  else await showConnection(box);
}
