/** The messages that the background takes, and from whom. Everything a tab sends is checked as if it were hostile. */

const HANDLE = /^[^\s/?#\\]{1,64}$/u;
const BODY_LIMIT = 2 * 1024 * 1024;
const TABS = new Set(["fit", "numbers", "videos", "checks", "others"]);

/** @param {unknown} value @param {number} limit @returns {value is string} */
const text = (value, limit) => typeof value === "string" && value.length <= limit;

/** @param {unknown} value @returns {value is string} */
const handle = (value) => text(value, 64) && HANDLE.test(value);

/** @param {any} value @returns {value is Capture} */
export function isCapture(value) {
  return (
    value?.schema === 1 &&
    ["embedded", "api", "dom"].includes(value.source) &&
    text(value.page_url, 4096) &&
    value.page_url.startsWith("https://www.tiktok.com/") &&
    (value.request_url === null ||
      (text(value.request_url, 8192) && value.request_url.startsWith("https://www.tiktok.com/api/"))) &&
    text(value.captured_at, 40) &&
    text(value.body, BODY_LIMIT) &&
    text(value.extension, 40)
  );
}

/** @type {Record<string, (message: any) => boolean>} */
const FROM_PAGES = {
  open: (m) => handle(m.handle),
  capture: (m) => (m.handle === null || handle(m.handle)) && isCapture(m.capture),
  shortlist: (m) => handle(m.handle) && typeof m.save === "boolean",
  brief: (m) => handle(m.handle) && text(m.name, 80) && m.name.length > 0,
  tooLarge: () => true,
  view: (m) => typeof m.view?.collapsed === "boolean" && TABS.has(m.view?.tab),
};

/** @type {Record<string, (message: any) => boolean>} */
const FROM_ANYWHERE = {
  pair: () => true,
  pairing: () => true,
  connection: () => true,
  desk: () => true,
};

/** @type {Record<string, (message: any) => boolean>} */
const FROM_OUR_PAGES = {
  status: (m) => m.tab === undefined || Number.isInteger(m.tab),
  forget: () => true,
  port: (m) => m.port === null || (Number.isInteger(m.port) && m.port >= 1024 && m.port <= 65535),
};

/**
 * @param {unknown} value what was sent
 * @param {boolean} ours sent by one of the extension's own pages
 * @returns {Message | null} the message, or null where this sender may not say that
 */
export function parseMessage(value, ours) {
  const message = /** @type {any} */ (value);
  if (!message || typeof message !== "object" || typeof message.type !== "string") return null;
  const allowed = ours ? { ...FROM_OUR_PAGES, ...FROM_ANYWHERE } : { ...FROM_PAGES, ...FROM_ANYWHERE };
  const check = Object.hasOwn(allowed, message.type) ? allowed[message.type] : undefined;
  return check?.(message) ? message : null;
}
