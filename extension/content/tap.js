"use strict";
/**
 * MAIN world, before any script of the page: copies the answers that the page itself fetches.
 *
 * Everything here is visible to the page and runs inside its calls, so: natives are taken once, the page gets its own
 * promise back untouched, nothing is thrown, nothing is named on a global, nothing is asked for.
 *
 * A body is copied when and as the page reads it, never ahead: a copy made when the answer comes would make the
 * browser pull a body that the page leaves unread, and keep a connection open that the page has closed.
 */
(() => {
  /** @typedef {(body: string | null) => void} Give */
  const LIMIT = 2 * 1024 * 1024; // bytes of a body that the companion takes, and all that we ever read of one
  const SILENCE_MS = 5000; // of a body that is copied in a pipe: then we let go, so that nothing is held open for us

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
  const { getReader, tee } = ReadableStream.prototype;
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
   * @returns {Give} takes the body once; null stands for one that is too large
   */
  const giverOf = (url) => {
    const from = page.href;
    let given = false;
    return (body) => {
      if (given) return;
      given = true;
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

  /** @param {Give} give @returns {(piece: ReadableStreamReadResult<ArrayBufferView>) => boolean} false: it wants no more */
  const collector = (give) => {
    const own = new Decoder();
    let text = "";
    let bytes = 0;
    return ({ done, value }) => {
      if (bytes > LIMIT) return false;
      if (done) give(text + apply(decode, own, []));
      else if ((bytes += value.byteLength) > LIMIT) give(null);
      else text += apply(decode, own, [value, { stream: true }]);
      return !done && bytes <= LIMIT;
    };
  };

  /** Reads a copy of a body that the page reads to its end, or pipes away. @param {ReadableStream} copy @param {Give} give */
  const gather = (copy, give) => {
    const reader = apply(getReader, copy, []);
    const collect = collector(give);
    let left = false;
    const leave = () => {
      left = true;
      apply(then, apply(cancel, reader, []), [ignore, ignore]);
    };
    const next = () => {
      const timer = setTimer(leave, SILENCE_MS);
      const stop = () => clearTimer(timer);
      const taken = (/** @type {ReadableStreamReadResult<Uint8Array>} */ piece) => {
        stop();
        if (left) return;
        if (collect(piece)) next();
        else if (!piece.done) leave();
      };
      apply(then, apply(read, reader, []), [taken, stop]);
    };
    next();
  };

  /**
   * Stands in for a native of a prototype; the page's call goes on in any case.
   * @param {any} owner @param {PropertyKey} name @param {(call: (to?: any) => any, self: any, args: any[]) => unknown} act
   */
  const wrap = (owner, name, act) => {
    if (!owner[name]) return; // newer than this browser
    owner[name] = new Proxy(owner[name], {
      apply: (target, self, args) => act((to = self) => apply(target, to, args), self, args),
    });
  };

  /** @template T @param {() => T} look what may fail without the page's noticing @returns {T | undefined} */
  const quietly = (look) => {
    try {
      return look();
    } catch {
      return undefined; // a body read already, no body, no request: the native says so to the page where it matters
    }
  };

  /** @param {Response} response @returns {Give | undefined} */
  const giveOf = (response) => quietly(() => recall(apply(bodyOf, response, [])));
  /** @param {Response} response @param {Give | undefined} give */
  const follow = (response, give) => give && quietly(() => remember(apply(bodyOf, response, []), give));

  wrap(window, "fetch", (call, _, [input]) => {
    const answer = call();
    const url = wanted(addressOf(input));
    if (url) {
      const give = giverOf(url);
      const came = (/** @type {Response} */ response) => void follow(response, give);
      // The inner `then` hands the page's rejection to us as well: `ignore` keeps it from being reported twice.
      quietly(() => apply(then, apply(then, answer, [came, ignore]), [ignore, ignore]));
    }
    return answer;
  });

  for (const name of ["json", "text", "arrayBuffer", "blob", "bytes"]) {
    wrap(Response.prototype, name, (call, self) => {
      const give = giveOf(self);
      if (give) quietly(() => gather(apply(bodyOf, apply(clone, self, []), []), give));
      return call();
    });
  }
  wrap(Response.prototype, "clone", (call, self) => {
    const give = giveOf(self);
    const copy = call();
    for (const each of [self, copy]) follow(each, give);
    return copy;
  });
  wrap(ReadableStream.prototype, "tee", (call, self) => {
    const branches = call();
    const give = recall(self);
    if (give) for (const each of branches) remember(each, give);
    return branches;
  });
  wrap(ReadableStream.prototype, "getReader", (call, self) => {
    const reader = call();
    const give = recall(self);
    if (give) remember(reader, collector(give));
    return reader;
  });
  for (const { prototype } of [ReadableStreamDefaultReader, ReadableStreamBYOBReader]) {
    wrap(prototype, "read", (call, self) => {
      const piece = call();
      const collect = recall(self);
      if (collect) quietly(() => apply(then, piece, [collect, ignore]));
      return piece;
    });
  }
  // What is read inside the browser can only be seen in a branch of our own.
  for (const name of ["pipeTo", "pipeThrough", "values", Symbol.asyncIterator]) {
    wrap(ReadableStream.prototype, name, (call, self) => {
      const give = recall(self);
      const [pages, ours] = (give && quietly(() => apply(tee, self, []))) || [self];
      if (ours) gather(ours, give);
      return call(pages);
    });
  }

  /** @param {XMLHttpRequest} request @param {Give} give */
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
  const attend = (request, /** @type {string | null} */ url) => {
    const known = recall(request);
    if (!known && !url) return;
    remember(request, { give: url && giverOf(url) }); // also forgets an earlier address of the same object
    if (known) return;
    const loaded = () => {
      const { give } = recall(request);
      if (give) quietly(() => giveAnswer(request, give));
    };
    // Listening since `open` we come before the page's own listeners, which may change what they are given.
    apply(listen, request, ["load", loaded]);
  };

  wrap(XMLHttpRequest.prototype, "open", (call, self, [, input]) => {
    quietly(() => attend(self, wanted(addressOf(input))));
    return call();
  });
})();
