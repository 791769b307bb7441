// Elements without markup strings: the page is under Trusted Types.

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  home: "M3 11 12 3l9 8v10h-6v-6H9v6H3z",
  compass: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20m4 6-2.5 6.500L7 17l2.5-6.500z",
  people: "M8 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8m8.5 0a3 3 0 1 0 0-6 3 3 0 0 0 0 6M1 20c0-4 3-6.5 7-6.500s7 2.5 7 6.500zm15 0c0-2.5-.8-4.5-2-6 4-.8 8.5 1 8.5 6z",
  plus: "M4 4h16v16H4zm7 4v3H8v2h3v3h2v-3h3v-2h-3V8z",
  live: "M4 6h11v12H4zm13 4 5-3v10l-5-3z",
  person: "M12 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10M3 22c0-5 4-8 9-8s9 3 9 8z",
  search: "m20.5 19-4.6-4.600a7.5 7.5 0 1 0-1.5 1.500l4.6 4.600zM5 10a5 5 0 1 1 10 0 5 5 0 0 1-10 0",
  more: "M5 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4m7 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4m7 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
  share: "M14 4v5C7 9 3 13 2 20c3-4 6.5-5.5 12-5.500V20l8-8z",
  play: "M7 4v16l13-8z",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1 1.5 1.5 1-1a2 2 0 0 1 3 3l-3 3a2 2 0 0 1-3 0zm4-4a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1-1.5-1.5-1 1a2 2 0 0 1-3-3l3-3a2 2 0 0 1 3 0z",
  grid: "M4 4h4v16H4zm6 0h4v16h-4zm6 0h4v16h-4z",
  repost: "M7 7h9V4l5 5-5 5v-3H9v4H7zm10 10H8v3l-5-5 5-5v3h7V9h2z",
  heart: "M12 21C5 16 2 12.5 2 8.500A5.5 5.5 0 0 1 12 5.500a5.5 5.5 0 0 1 10 3C22 12.5 19 16 12 21",
  lock: "M7 10V7a5 5 0 0 1 10 0v3h2v12H5V10zm2 0h6V7a3 3 0 0 0-6 0z",
  bubble: "M12 3c6 0 10 3.5 10 8s-4 8-10 8l-1 3c-5-2-9-6-9-11s4-8 10-8",
  bookmark: "M5 3h14v18l-7-5-7 5z",
  moon: "M20 14A8.5 8.5 0 0 1 10 4a8.5 8.5 0 1 0 10 10",
  tick: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20m-1.5 14.500L6 12l1.5-1.5 3 3 6-6L18 9z",
  images: "M3 6h14v14H3zm4-3h14v14h-2V5H7z",
  back: "m14 5 1.5 1.500L10 12l5.5 5.500L14 19l-7-7z",
  pin: "M9 3h6l-1 6 4 3v2h-5l-1 7-1-7H6v-2l4-3z",
};

/** Builds class names as the site's build does: a hash, a constant, and the component's name. */
export function named(component) {
  let sum = 7;
  for (const letter of component) sum = (sum * 31 + letter.charCodeAt(0)) % 2176782336;
  const hash = sum.toString(36).padStart(6, "0");
  return `css-${hash}-5e6d46e3--${component} e${hash.slice(0, 5)}${component.length}`;
}

/**
 * @param {string} tag such as "div" or "a"
 * @param {Record<string, unknown>} [props] `is` names the component, `on…` are listeners, the rest are attributes
 * @param {...(Node | string | null | undefined | false)} children
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "is") element.className = `${element.className} ${named(String(value))}`.trim();
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function icon(name, size = 20) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", width: size, height: size, fill: "currentColor" }))
    svg.setAttribute(key, String(value));
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

const compactFormat = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** 1444 stays as it is, 13000 becomes 13K, 40200 becomes 40.2K. */
export function compact(count) {
  return count < 10_000 ? String(count) : compactFormat.format(count);
}
