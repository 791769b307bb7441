/** The toolbar's popup: how we stand with the companion, and the way to the desk. */
import { showConnection } from "../shared/connection.js";

const options = document.getElementById("options");
if (options) options.textContent = chrome.i18n.getMessage("popupOptions");
const box = document.getElementById("connection");
if (box) void showConnection(box);
