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
export default [
  { files: ["extension/{content,shared}/**/*.js"], languageOptions: { sourceType: "script" }, rules },
  { files: ["extension/{background,popup,options}/**/*.js", "tests/**/*.js"], languageOptions: { sourceType: "module" }, rules },
];
