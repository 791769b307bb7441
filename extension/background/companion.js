/** The one file that knows where the companion is and how it is spoken to. */
import { readAnswer, readBriefs, isEntry } from "./answers.js";
import { CompanionError } from "./errors.js";
import { nonce, proves } from "./proof.js";

export const FIRST_PORT = 8417;
const PORTS = [8417, 8418, 8419, 8420, 8421];
const TIMEOUT_MS = 5000;

/** @typedef {{port: number, token: string}} Address a companion that has proved itself */

/** @type {Promise<Address> | null} proved in this worker's life */
let proved = null;

/** @returns {Promise<{port?: number, token?: string, client?: string}>} */
const stored = () => chrome.storage.local.get(["port", "token", "client"]);

/** @param {number} port */
const base = (port) => `http://127.0.0.1:${port}`;

/**
 * @param {number} port
 * @param {string} path
 * @param {{method: string, body?: unknown, token?: string}} request
 * @returns {Promise<{status: number, json: any}>}
 * @throws {CompanionError} `away` when nothing that we may read came back
 */
async function ask(port, path, { method, body, token }) {
  try {
    const response = await fetch(base(port) + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: body === undefined ? null : JSON.stringify(body),
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, json: await response.json().catch(() => null) };
  } catch {
    throw new CompanionError("away");
  }
}

/**
 * A refusal carries no CORS headers, so that it looks like silence. An answer that we may not read tells them apart.
 * @param {number} port
 */
async function somethingAnswers(port) {
  try {
    await fetch(`${base(port)}/`, {
      mode: "no-cors",
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return true;
  } catch {
    return false;
  }
}

/** @param {number | undefined} first @returns {number[]} where a companion may be, the likeliest first */
const candidates = (first) => [...new Set(first ? [first, ...PORTS] : PORTS)];

/** @param {number} port @param {string} token @param {string} client */
async function isOurs(port, token, client) {
  try {
    const challenge = nonce();
    const { status, json } = await ask(port, "/api/v1/hello", {
      method: "POST",
      body: { nonce: challenge, client },
    });
    if (status !== 200 || !(await proves(token, challenge, json?.proof))) return false;
  } catch {
    return false;
  }
  return true;
}

/** @returns {Promise<Address>} */
async function find() {
  const { port: first, token, client } = await stored();
  if (!token || !client) throw new CompanionError("unpaired");
  if (first && (await isOurs(first, token, client))) return { port: first, token };
  const rest = candidates(first);
  const ours = await Promise.all(rest.map((port) => isOurs(port, token, client)));
  const port = rest[ours.indexOf(true)];
  if (port) {
    await chrome.storage.local.set({ port });
    return { port, token };
  }
  // The stored port answers, but not as our companion: it no longer knows this browser, or it is another program.
  throw new CompanionError(first && (await somethingAnswers(first)) ? "unpaired" : "away");
}

/** Forgets what was proved: after a new pairing, another port, or an answer that did not fit. */
export function forgetAddress() {
  proved = null;
}

/** @returns {Promise<Address>} */
function address() {
  proved ??= find().catch((error) => {
    proved = null;
    throw error;
  });
  return proved;
}

/**
 * @param {string} path
 * @param {{method?: string, body?: unknown}} [request]
 * @returns {Promise<any>} the JSON of a 2xx answer
 * @throws {CompanionError}
 */
async function call(path, { method = "GET", body } = {}) {
  const { port, token } = await address();
  try {
    const { status, json } = await ask(port, `/api/v1${path}`, { method, body, token });
    if (status === 401 || status === 403) throw new CompanionError("unpaired");
    if (status >= 400) throw new CompanionError("refused", { says: json?.error?.message, status });
    if (json === null && status !== 204) throw new CompanionError("bad");
    return json;
  } catch (error) {
    if (!(error instanceof CompanionError) || error.link !== "away") throw error;
    // Gone, moved to another port, or it has forgotten us: the next hello tells.
    forgetAddress();
    await address();
    throw error;
  }
}

/** @template T @param {T | null} value @returns {T} */
const usable = (value) => {
  if (value === null) throw new CompanionError("bad");
  return value;
};

/** @param {string | null | undefined} brief */
const forBrief = (brief) => (brief ? `?brief=${encodeURIComponent(brief)}` : "");

/** @param {string} handle */
const ref = (handle) => encodeURIComponent(`@${handle}`);

/** @param {Capture} capture @param {string | null | undefined} brief @returns {Promise<Answer>} */
export const postCapture = async (capture, brief) =>
  usable(readAnswer(await call(`/captures${forBrief(brief)}`, { method: "POST", body: capture })));

/** @param {string} handle @param {string | null | undefined} brief @returns {Promise<Answer | null>} null: not known yet */
export async function scorecardOf(handle, brief) {
  try {
    return usable(readAnswer(await call(`/creators/${ref(handle)}/look${forBrief(brief)}`)));
  } catch (error) {
    if (error instanceof CompanionError && error.status === 404) return null;
    throw error;
  }
}

/** @returns {Promise<Briefs>} */
export const briefs = async () => usable(readBriefs(await call("/briefs")));

/** @param {string} handle @returns {Promise<ShortlistEntry | null>} */
export async function save(handle) {
  const json = await call(`/shortlist/${ref(handle)}`, { method: "PUT", body: {} });
  const entry = json?.entry ?? json;
  return isEntry(entry) ? entry : usable(null);
}

/** @param {string} handle */
export const unsave = (handle) => call(`/shortlist/${ref(handle)}`, { method: "DELETE" });

/** @returns {Promise<string>} a one-time address of the desk */
export async function deskAddress() {
  const { port } = await address();
  const url = (await call("/desk", { method: "POST", body: {} }))?.url;
  if (typeof url !== "string" || !url.startsWith(`${base(port)}/`)) throw new CompanionError("bad");
  return url;
}

/**
 * @param {number} port
 * @param {string} [asking] the request to pair that waits there: Firefox's tabs are strangers at the door without it
 * @returns {string} the companion's front door: it leads on whoever may go on, and tells others how
 */
export const frontDoor = (port, asking) => `${base(port)}/${asking ? `?asking=${asking}` : ""}`;

/** @returns {Promise<number>} the port of a companion that knows us */
export const whereabouts = async () => (await address()).port;

/**
 * @param {{name: string, code: string}} request
 * @returns {Promise<{port: number, id: string}>} the first companion that takes it
 * @throws {CompanionError} `away` when there is none, `refused` with its sentence
 */
export async function requestPairing(request) {
  const { port: first } = await stored();
  for (const port of candidates(first)) {
    const answer = await ask(port, "/api/v1/pairing", { method: "POST", body: request }).catch(() => null);
    if (answer?.status === 201 && /^[\w-]{1,100}$/.test(answer.json?.id)) return { port, id: answer.json.id };
    if (answer?.json?.error?.message) {
      throw new CompanionError("refused", { says: answer.json.error.message, status: answer.status });
    }
  }
  throw new CompanionError("away");
}

/**
 * @param {number} port
 * @param {string} id
 * @returns {Promise<{status: "waiting" | "gone"} | {status: "allowed", token: string, client: string}>}
 */
export async function pairingStatus(port, id) {
  const { status, json } = await ask(port, `/api/v1/pairing/${id}`, { method: "GET" });
  if (status !== 200) return { status: "gone" };
  if (json?.status !== "allowed") return { status: json?.status === "waiting" ? "waiting" : "gone" };
  if (typeof json.token !== "string" || typeof json.client !== "string") throw new CompanionError("bad");
  return { status: "allowed", token: json.token, client: json.client };
}
