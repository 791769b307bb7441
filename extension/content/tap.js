"use strict";
/**
 * MAIN world, before any script of the page: copies the answers that the page itself fetches.
 *
 * Everything here is visible to the page and runs inside its calls, so: natives are taken once, the page gets its own
 * promise back untouched, nothing is thrown, nothing is named on a global, nothing is asked for.
 */
(() => {
  const LIMIT = 2 * 1024 * 1024; // bytes of a body that the companion takes, and all that we ever read of one
  const SILENCE_MS = 5000; // of a streamed body: then it is given up, so that nothing is held open for us

  const { apply } = Reflect;
  const { parse, stringify } = JSON;
  const NativeURL = URL;
  const Decoder = TextDecoder;
  const page = location;
  const setTimer = setTimeout.bind(window);
  const clearTimer = clearTimeout.bind(window);
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const channel = new MessageChannel();
  const post = MessagePort.prototype.postMessage.bind(channel.port1);
  const { clone } = Response.prototype;
  const { getReader } = ReadableStream.prototype;
  const { read, cancel } = ReadableStreamDefaultReader.prototype;
  const { decode } = TextDecoder.prototype;
  const blobText = Blob.prototype.text;
  const { then } = Promise.prototype;
  const listen = EventTarget.prototype.addEventListener;
  const details = new WeakMap();
  const recall = details.get.bind(details);
  const remember = details.set.bind(details);

  /** @param {object} prototype @param {string} name @returns {(this: any) => any} */
  const getter = (prototype, name) =>
    /** @type {any} */ (Object.getOwnPropertyDescriptor(prototype, name)?.get ?? ignore);
  const ignore = () => {};
  const urlOf = getter(Request.prototype, "url");
  const bodyOf = getter(Response.prototype, "body");
  const answerOf = getter(XMLHttpRequest.prototype, "response");
  const typeOf = getter(XMLHttpRequest.prototype, "responseType");

  // The bridge is listed before us and already listens; no page script has run yet. It takes the port and says, before
  // the call returns, which answers are wanted and where nothing is. If nobody takes the port (a second injection),
  // the page is left as it is.
  let rules = "";
  const hear = (/** @type {Event} */ event) => (rules = /** @type {CustomEvent} */ (event).detail);
  document.addEventListener("fitlens:rules", hear, { once: true, capture: true });
  const handOver = new MessageEvent("fitlens:port", { ports: [channel.port2], cancelable: true });
  const nobody = document.dispatchEvent(handOver);
  document.removeEventListener("fitlens:rules", hear, { capture: true });
  if (nobody || typeof rules !== "string" || !rules) return;
  const { answers, closed } = /** @type {{answers: string[], closed: string}} */ (parse(rules));
  const paths = new Set(answers);
  const isWanted = paths.has.bind(paths);
  const isClosed = RegExp.prototype.test.bind(new RegExp(closed, "i"));

  let resting = false; // the bridge has ended: an update of the extension leaves us behind
  channel.port1.onmessage = () => (resting = true);

  /** @param {unknown} raw @returns {string | null} the absolute address, if it is one we want */
  const wanted = (raw) => {
    if (resting || raw === null) return null;
    try {
      const url = new NativeURL(/** @type {string} */ (raw), page.href);
      const path = url.pathname;
      const ours = url.origin === page.origin && (isWanted(path) || isWanted(`${path}/`));
      return ours && !isClosed(page.pathname) ? url.href : null;
    } catch {
      return null;
    }
  };

  /** @param {string} text */
  const fits = (text) =>
    text.length <= LIMIT && (text.length * 3 <= LIMIT || encoder.encode(text).length <= LIMIT);

  /**
   * @param {string} url
   * @returns {(body: string | null) => void} takes the body; null stands for one that is too large
   */
  const giverOf = (url) => {
    const from = page.href;
    return (body) => {
      try {
        post(body !== null && fits(body) ? { url, page: from, body } : { url, page: from, tooLarge: true });
      } catch {
        // The page must never feel us: a body that can't be handed over is lost.
      }
    };
  };

  /** @param {unknown} input @returns {unknown} the address given to fetch or open; odd objects are not asked */
  const addressOf = (input) => {
    if (typeof input === "string" || input instanceof NativeURL) return input;
    try {
      return apply(urlOf, input, []); // throws for anything but a genuine Request
    } catch {
      return null;
    }
  };

  /**
   * Reads a copy of a body as it comes. Such a copy shares the page's stream: what we have read waits there for the
   * page, so we read no further than the limit; and as long as we want more the page can't close the connection, so we
   * let go as soon as it falls silent.
   *
   * @param {ReadableStreamDefaultReader<Uint8Array>} reader @param {(body: string | null) => void} give
   */
  const gather = (reader, give) => {
    const own = new Decoder();
    let text = "";
    let bytes = 0;
    let given = false;
    /** @type {ReturnType<typeof setTimeout>} */
    let timer;
    const letGo = () => {
      given = true;
      apply(then, apply(cancel, reader, []), [ignore, ignore]);
    };
    const next = () => {
      timer = setTimer(letGo, SILENCE_MS);
      apply(then, apply(read, reader, []), [taken, () => clearTimer(timer)]);
    };
    const taken = (/** @type {ReadableStreamReadResult<Uint8Array>} */ { done, value }) => {
      clearTimer(timer);
      if (given) return;
      if (done) return give(text + apply(decode, own, []));
      bytes += value.byteLength;
      if (bytes > LIMIT) {
        letGo();
        return give(null);
      }
      text += apply(decode, own, [value, { stream: true }]);
      next();
    };
    next();
  };

  window.fetch = new Proxy(window.fetch, {
    apply(target, self, args) {
      const answer = apply(target, self, args);
      const url = wanted(addressOf(args[0]));
      if (url) {
        const give = giverOf(url);
        const copy = (/** @type {Response} */ response) => {
          const body = apply(bodyOf, apply(clone, response, []), []);
          if (body) gather(/** @type {ReadableStreamDefaultReader} */ (apply(getReader, body, [])), give);
        };
        try {
          // The inner `then` hands the page's rejection to us as well: `ignore` keeps it from being reported twice.
          apply(then, apply(then, answer, [copy, ignore]), [ignore, ignore]);
        } catch {
          // Not a promise: the page has replaced fetch with something of its own.
        }
      }
      return answer;
    },
  });

  /** @param {XMLHttpRequest} request @param {(body: string | null) => void} give */
  const giveAnswer = (request, give) => {
    const body = apply(answerOf, request, []);
    if (typeof body === "string") give(body);
    else if (apply(typeOf, request, []) === "json") give(stringify(body));
    else if (body instanceof ArrayBuffer) give(body.byteLength > LIMIT ? null : decoder.decode(body));
    else if (body instanceof Blob) {
      if (body.size > LIMIT) give(null);
      else apply(then, apply(blobText, body, []), [give, ignore]);
    }
  };

  /** @param {XMLHttpRequest} request one that opens an address we want, or may have done so before */
  const follow = (request, /** @type {string | null} */ url) => {
    const known = recall(request);
    if (!known && !url) return;
    remember(request, { give: url && giverOf(url) }); // also forgets an earlier address of the same object
    if (known) return;
    const loaded = () => {
      try {
        const { give } = recall(request);
        if (give) giveAnswer(request, give);
      } catch {
        // A body in a form that we don't know.
      }
    };
    // Listening since `open` we come before the page's own listeners, which may change what they are given.
    apply(listen, request, ["load", loaded]);
  };

  const { prototype } = XMLHttpRequest;
  prototype.open = new Proxy(prototype.open, {
    apply(target, self, args) {
      try {
        follow(self, wanted(addressOf(args[1])));
      } catch {
        // Called on something that is no request; the native call below says so to the page.
      }
      return apply(target, self, args);
    },
  });
})();
