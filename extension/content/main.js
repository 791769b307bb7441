"use strict";
/** Joins the parts: what was read goes to the background, what it answers goes to the overlay of that creator. */
(() => {
  /**
   * @typedef {object} Visit
   * @property {Place} place
   * @property {ReturnType<typeof Overlay.start> | null} overlay on profiles
   * @property {boolean} seen the data behind what is rendered came by itself
   * @property {AbortController} end
   */

  /** Which answers hold what a page renders. */
  const FILLS = {
    profile: /\/(?:post|creator)\/item_list\//,
    cards: /\/item_list\/|\/search\//,
    video: /\/item\/detail\//,
  };

  /** @type {Visit | null} the page that is shown, where it can be read as rendered */
  let visit = null;

  /** @param {string} page @returns {Visit | null} the visit, as long as it is of that page */
  const visitOf = (page) => (visit && visit.place.key === Addresses.placeOf(page)?.key ? visit : null);

  /** @param {Capture | null} capture @param {string} page */
  const deliver = async (capture, page) => {
    if (!capture) return;
    const handle = Addresses.handleOf(page);
    const target = visit?.place.handle && visit.place.handle === handle ? visit : null;
    const answered = target?.overlay?.capturing();
    const reply = await Bridge.send({ type: "capture", handle, capture });
    answered?.(reply);
  };

  /** @param {string} href */
  const show = (href) => {
    if (!Bridge.alive()) return;
    const place = Addresses.placeOf(href);
    if (visit?.place.key === place?.key) return;
    visit?.end.abort();
    visit = null;
    if (!place) return;
    const end = new AbortController();
    const signal = AbortSignal.any([end.signal, Bridge.signal]);
    const overlay = place.handle ? Overlay.start(place.handle, signal) : null;
    /** @type {Visit} */
    const opened = { place, overlay, seen: false, end };
    visit = opened;
    Reader.watchRendered(
      place.kind,
      {
        seen: () => opened.seen,
        deliver: (body) => void deliver(Bridge.capture({ source: "dom", page: href, body }), href),
      },
      signal,
    );
  };

  Bridge.tapped(({ url, page, body }) => {
    const request = Addresses.requestUrl(url);
    if (!request || Addresses.isBeside(request, page)) return;
    const shown = visitOf(page);
    if (body === undefined) {
      shown?.overlay?.tooLarge();
      void Bridge.send({ type: "tooLarge" });
      return;
    }
    if (shown && FILLS[shown.place.kind].test(request)) shown.seen = true;
    void deliver(Bridge.capture({ source: "api", page, request, body }), page);
  });

  Bridge.broadcast(({ handle, entry }) => {
    if (visit?.place.handle === handle) visit.overlay?.shortlisted(entry);
  });

  if (document.readyState !== "loading") Leftovers.clear(); // started in a page that was open before
  Moves.watch(show, Bridge.signal);
  show(location.href);
  void Reader.readEmbedded((body, page) => {
    const shown = visitOf(page);
    if (shown?.place.kind === "video") shown.seen = true;
    void deliver(Bridge.capture({ source: "embedded", page, body }), page);
  }, Bridge.signal);
})();
