/** Loads the extension's classic scripts as the browser does: in order, into one global scope. */
import { readFileSync } from "node:fs";
import vm from "node:vm";

const EXTENSION = new URL("../../extension/", import.meta.url);

/**
 * @param {string[]} files below extension/
 * @param {string} wanted the name that they define
 * @param {Record<string, unknown>} [globals]
 * @returns {any}
 */
export function load(files, wanted, globals = {}) {
  const context = vm.createContext({ URL, URLSearchParams, ...globals });
  for (const file of files) {
    vm.runInContext(readFileSync(new URL(file, EXTENSION), "utf8"), context, { filename: file });
  }
  return vm.runInContext(wanted, context);
}
