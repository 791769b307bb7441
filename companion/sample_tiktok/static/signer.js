// Stands for the site's request signer: it wraps fetch and XMLHttpRequest after whoever came earlier, and adds a
// signature to every API address. The server answers unsigned requests with an empty body, as the real one does.
(() => {
  const signature = (text) => {
    let sum = 0x811c9dc5;
    for (const letter of text) sum = Math.imul(sum ^ letter.codePointAt(0), 0x01000193) >>> 0;
    return `DFSzswVO${sum.toString(36).padStart(8, "0")}`;
  };

  const signed = (address) => {
    const url = new URL(address, location.href);
    if (url.origin !== location.origin || !url.pathname.startsWith("/api/")) return address;
    url.searchParams.set("X-Bogus", signature(url.search));
    return url.href;
  };

  const innerFetch = window.fetch;
  window.fetch = function fetch(input, init) {
    if (input instanceof Request) return innerFetch.call(this, new Request(signed(input.url), input), init);
    return innerFetch.call(this, signed(String(input)), init);
  };

  const innerOpen = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function open(method, address, ...rest) {
    return innerOpen.call(this, method, signed(String(address)), ...rest);
  };
})();
