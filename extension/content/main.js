"use strict";
/** Joins the parts: what was read goes to the background, what it answers goes to the overlay of that creator. */
(() => {
  /** @typedef {{handle: string, overlay: ReturnType<typeof Overlay.start>, listSeen: boolean, end: AbortController}} Visit */

  /** @type {Visit | null} the profile that is shown */
  let visit = null;

  /** @param {Capture | null} capture @param {string} page */
  const deliver = async (capture, page) => {
    if (!capture) return;
    const handle = Addresses.handleOf(page);
    const target = visit?.handle === handle ? visit : null;
    const answered = target?.overlay.capturing();
    const reply = await Bridge.send({ type: "capture", handle, capture });
    answered?.(reply);
  };

  /** @param {string} href */
  const show = (href) => {
    const handle = Addresses.profileOf(href);
    if (visit?.handle === handle) return;
    visit?.end.abort();
    visit = null;
    if (!handle) return;
    const end = new AbortController();
    const signal = AbortSignal.any([end.signal, Bridge.signal]);
    /** @type {Visit} */
    const opened = { handle, overlay: Overlay.start(handle, signal), listSeen: false, end };
    visit = opened;
    Reader.watchGrid(
      {
        listSeen: () => opened.listSeen,
        deliver: (body) => void deliver(Bridge.capture({ source: "dom", page: href, body }), href),
      },
      signal,
    );
  };

  Bridge.tapped(({ url, page, body }) => {
    const request = Addresses.requestUrl(url);
    if (!request || body === undefined) return;
    if (request.includes("/item_list/") && visit && visit.handle === Addresses.handleOf(page)) {
      visit.listSeen = true;
    }
    void deliver(Bridge.capture({ source: "api", page, request, body }), page);
  });

  Bridge.broadcast(({ handle, entry }) => {
    if (visit?.handle === handle) visit.overlay.shortlisted(entry);
  });

  Moves.watch(show, Bridge.signal);
  show(location.href);
  void Reader.readEmbedded(
    (body, page) => void deliver(Bridge.capture({ source: "embedded", page, body }), page),
    Bridge.signal,
  );
})();
