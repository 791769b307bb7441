"use strict";
/**
 * MAIN world, before any script of the page: copies the answers that the page itself fetches.
 *
 * Everything here is visible to the page and runs inside its calls, so: natives are taken once, the page gets its own
 * promise back untouched, nothing is thrown, nothing is named on a global, nothing is asked for.
 */
(() => {
  /** Profile and video data. `/api/preload/` is a guess about the next hover and not what the person looks at. */
  const WANTED = /^\/api\/(?:post\/item_list|user\/detail|creator\/item_list|item\/detail)\/?$/;
  const LIMIT = 2 * 1024 * 1024; // bytes of a body that the companion takes

  const { apply } = Reflect;
  const { stringify } = JSON;
  const NativeURL = URL;
  const page = location;
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const channel = new MessageChannel();
  const post = MessagePort.prototype.postMessage.bind(channel.port1);
  const clone = Response.prototype.clone;
  const text = Response.prototype.text;
  const blobText = Blob.prototype.text;
  const then = Promise.prototype.then;
  const listen = EventTarget.prototype.addEventListener;
  const requestUrl = /** @type {(this: Request) => string} */ (
    Object.getOwnPropertyDescriptor(Request.prototype, "url")?.get
  );
  const details = new WeakMap();
  const recall = details.get.bind(details);
  const remember = details.set.bind(details);

  // The bridge is listed before us and already listens; no page script has run yet. If nobody takes the port
  // (a second injection), the page is left as it is.
  const handOver = new MessageEvent("fitlens:port", { ports: [channel.port2], cancelable: true });
  if (document.dispatchEvent(handOver)) return;

  /** @param {unknown} raw @returns {string | null} the absolute address, if it is one we want */
  const wanted = (raw) => {
    if (raw === null) return null;
    try {
      const url = new NativeURL(/** @type {string} */ (raw), page.href);
      return url.hostname === page.hostname && WANTED.test(url.pathname) ? url.href : null;
    } catch {
      return null;
    }
  };

  /** @param {string} url @param {string} from @param {string} body */
  const emit = (url, from, body) => {
    try {
      const tooLarge = body.length > LIMIT || (body.length * 3 > LIMIT && encoder.encode(body).length > LIMIT);
      post(tooLarge ? { url, page: from, tooLarge } : { url, page: from, body });
    } catch {
      // The page must never feel us: a body that can't be handed over is lost.
    }
  };

  /** @param {unknown} input @returns {unknown} the address given to fetch or open; odd objects are not asked */
  const addressOf = (input) => {
    if (typeof input === "string" || input instanceof NativeURL) return input;
    try {
      return apply(requestUrl, input, []); // throws for anything but a genuine Request
    } catch {
      return null;
    }
  };

  const ignore = () => {};

  window.fetch = new Proxy(window.fetch, {
    apply(target, self, args) {
      const answer = apply(target, self, args);
      const url = wanted(addressOf(args[0]));
      if (url) {
        const from = page.href;
        const read = (/** @type {Response} */ response) => {
          const copy = apply(clone, response, []);
          apply(then, apply(text, copy, []), [(/** @type {string} */ body) => emit(url, from, body), ignore]);
        };
        try {
          // The inner `then` hands the page's rejection to us as well: `ignore` keeps it from being reported twice.
          apply(then, apply(then, answer, [read, ignore]), [ignore, ignore]);
        } catch {
          // Not a promise: the page has replaced fetch with something of its own.
        }
      }
      return answer;
    },
  });

  /** @param {XMLHttpRequest} request @param {(body: string) => void} give */
  const bodyOf = (request, give) => {
    const body = request.response;
    if (typeof body === "string") give(body);
    else if (request.responseType === "json") give(stringify(body));
    else if (body instanceof ArrayBuffer) give(decoder.decode(body));
    else if (body instanceof Blob) apply(then, apply(blobText, body, []), [give, ignore]);
  };

  const prototype = XMLHttpRequest.prototype;
  prototype.open = new Proxy(prototype.open, {
    apply(target, self, args) {
      const url = wanted(addressOf(args[1]));
      try {
        remember(self, url); // also forgets an earlier address of the same object
      } catch {
        // Called on something that is no object; the native call below says so to the page.
      }
      return apply(target, self, args);
    },
  });
  prototype.send = new Proxy(prototype.send, {
    apply(target, self, args) {
      const url = recall(self);
      if (url) {
        const from = page.href;
        const loaded = () => {
          try {
            bodyOf(self, (body) => emit(url, from, body));
          } catch {
            // A body in a form that we don't know.
          }
        };
        try {
          apply(listen, self, ["load", loaded, { once: true }]);
        } catch {
          // No event target: the native call below says so to the page.
        }
      }
      return apply(target, self, args);
    },
  });
})();
