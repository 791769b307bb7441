"""What test pages run: requests by every way that pages read an answer, as functions of an address."""

import json

WAYS = {
    "fetch and json": "url => fetch(url).then(a => a.json())",
    "fetch of a request and text": "url => fetch(new Request(url)).then(a => a.text()).then(JSON.parse)",
    "fetch of an address and bytes": """url => fetch(new URL(url, location.href)).then(a => a.arrayBuffer())
      .then(bytes => JSON.parse(new TextDecoder().decode(bytes)))""",
    "fetch and a reader": """async url => {
      const reader = (await fetch(url)).body.getReader();
      const decoder = new TextDecoder();
      for (let text = "";;) {
        const {done, value} = await reader.read();
        if (done) return JSON.parse(text + decoder.decode());
        text += decoder.decode(value, {stream: true});
      }
    }""",
    "fetch and a pipe": """async url => {
      let text = "";
      const body = (await fetch(url)).body.pipeThrough(new TextDecoderStream());
      for await (const piece of body) text += piece;
      return JSON.parse(text);
    }""",
    "fetch and a copy of the page's own": """async url => {
      const answer = await fetch(url);
      const [a, b] = await Promise.all([answer.clone().text(), answer.text()]);
      if (a !== b) throw new Error("the copies differ");
      return JSON.parse(a);
    }""",
    **{
        f"XMLHttpRequest, {kind or 'text'}": f"""url => new Promise((resolve, reject) => {{
          const request = new XMLHttpRequest();
          request.responseType = "{kind}";
          request.onload = async () => resolve({read});
          request.onerror = () => reject(new Error("network"));
          request.open("GET", url);
          request.send();
        }})"""
        for kind, read in {
            "": "JSON.parse(request.responseText)",
            "json": "request.response",
            "arraybuffer": "JSON.parse(new TextDecoder().decode(request.response))",
            "blob": "JSON.parse(await request.response.text())",
        }.items()
    },
}

# Run before the tap, it keeps the natives for the page: no request is seen. The sample wants a signature.
UNSEEN = """const native = fetch;
const {open} = XMLHttpRequest.prototype;
const signed = (address) => {
  const url = new URL(address, location.href);
  url.searchParams.set("X-Bogus", "x");
  return url.href;
};
addEventListener("DOMContentLoaded", () => {
  window.fetch = (input, init) => native(signed(input.url ?? input), init);
  XMLHttpRequest.prototype.open = function (method, address) { return open.call(this, method, signed(address)); };
})"""


def list_of(creator, **more):
    """The address of a creator's first list."""
    extra = "".join(f"&{name}={value}" for name, value in more.items())
    return f"/api/post/item_list/?secUid={creator.sec_uid}&cursor=0&count=35{extra}"


def asked(tab, way, *given):
    """What a function gives in the page."""
    return tab.evaluate(f"({way})({', '.join(map(json.dumps, given))})")
