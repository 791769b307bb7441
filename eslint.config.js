const rules = {
  eqeqeq: "error",
  curly: ["error", "multi-line"],
  "no-var": "error",
  "prefer-const": "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-console": "error", // nothing of ours on a page's console
  "no-shadow": "error",
  "no-unreachable": "error",
  "no-fallthrough": "error",
  "no-self-compare": "error",
  "no-dupe-keys": "error",
  "no-constant-condition": "error",
  "no-useless-return": "error",
  "object-shorthand": "error",
  "prefer-template": "error",
  "max-lines": ["error", 260],
  "max-params": ["error", 4],
  "no-restricted-properties": [
    "error",
    { property: "innerHTML", message: "Build elements: text from TikTok must stay text." },
    { property: "insertAdjacentHTML", message: "Build elements: text from TikTok must stay text." },
  ],
};

// What is undefined or unused across classic scripts is tsc's to find: it sees all files as one global scope.
const CLASSIC = ["extension/content/**/*.js", "extension/shared/{format,selectors}.js"];

export default [
  { files: CLASSIC, languageOptions: { sourceType: "script" }, rules },
  {
    files: ["**/*.js"],
    ignores: CLASSIC,
    languageOptions: { sourceType: "module" },
    rules,
  },
];
