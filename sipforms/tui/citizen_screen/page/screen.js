// The citizen's screen: asks for the code, shows what staff's form shows the citizen, and sends back what is pressed.
// It decides nothing and keeps nothing: an answer is one when the form behind it says so.

import { drawn } from "./drawing.js";

const STEADY = 700; // milliseconds between two presses of one answer that are meant as two
const PAUSE = 400; // milliseconds after the last letter before what is being written is sent along
const AGAIN = 500; // milliseconds before a broken connection is tried again
const TRIES = 6;
const MOST_SIDE_BY_SIDE = 7;
const WRITTEN = { integer: "numeric", date: "text", time: "text", text: "text" };

const words = document.body.dataset;
const at = (id) => document.getElementById(id);
let token = sessionStorage.getItem("sip") || "";
let edition = { version: -1, number: 0, view: null };
let isBusy = false;
let last = { place: null, when: -Infinity };
let pause = 0;
let begun = { number: 0, text: null }; // what was being written when staff hid it: nowhere to be seen, and not lost

async function send(path, told) {
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
  return fetch(path, { method: "POST", headers, body: JSON.stringify(told), cache: "no-store" });
}

// --- getting in -------------------------------------------------------------------------------------------------

function ask(sentence) {
  at("view").hidden = true;
  at("entrance").hidden = false;
  at("refused").textContent = sentence;
  at("code").value = "";
  at("code").focus();
}

at("entrance").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const answer = await send("/pair", { code: at("code").value });
    const told = await answer.json();
    if (!answer.ok) return ask(words[told.refused] || words.gone);
    token = told.token;
    sessionStorage.setItem("sip", token);
    at("refused").textContent = "";
    follow();
  } catch {
    ask(words.gone);
  }
});

// --- following --------------------------------------------------------------------------------------------------

function forget() {
  token = "";
  sessionStorage.removeItem("sip");
  begun = { number: 0, text: null };
  edition = { version: -1, number: 0, view: null };
  clearTimeout(pause);
  clear();
}

async function follow() {
  let tries = 0;
  while (token) {
    try {
      const headers = { Authorization: `Bearer ${token}` };
      const answer = await fetch(`/view?after=${edition.version}`, { headers, cache: "no-store" });
      if (answer.status === 401) break;
      if (answer.status === 200) show(await answer.json());
      tries = 0;
    } catch {
      clear(); // nothing is left standing that staff can no longer hide
      edition = { version: -1, number: 0, view: null };
      tries += 1;
      if (tries >= TRIES) break;
      await new Promise((soon) => setTimeout(soon, AGAIN));
    }
  }
  forget();
  ask(words.gone);
}

// --- showing ----------------------------------------------------------------------------------------------------

function clear() {
  for (const id of ["heading", "place", "before", "sentence", "told"]) at(id).textContent = "";
  for (const id of ["answers", "beside", "ways"]) at(id).replaceChildren();
}

function show(newer) {
  const isOther = newer.number !== edition.number || newer.view.shows !== edition.view?.shows;
  const field = at("field");
  if (field && isOther) begun = { number: edition.number, text: field.value };
  const isBack = !field && begun.text !== null && begun.number === newer.number && newer.view.written;
  if (field && !isOther && newer.view.written) {
    edition = newer; // the field stays, with the place in it where somebody writes
    at("told").textContent = newer.view.told;
    return;
  }
  const typed = isBack ? begun.text : null;
  const here = document.activeElement?.dataset?.place;
  edition = newer;
  const view = newer.view;
  at("entrance").hidden = true;
  at("view").hidden = false;
  clear();
  at("heading").textContent = view.heading;
  at("place").textContent = view.of ? words.place.replace("{place}", view.place).replace("{count}", view.of) : "";
  at("before").textContent = view.before;
  at("sentence").textContent = view.sentence;
  at("told").textContent = view.told;
  if (view.written) write(view, typed);
  else choose(view);
  ways(view);
  if (isBack) {
    begun = { number: 0, text: null };
    sendAlong();
  }
  if (isOther) {
    last = { place: null, when: -Infinity };
    (at("field") || at("sentence")).focus();
  } else if (here !== undefined) document.querySelector(`[data-place="${here}"]`)?.focus();
}

function choose(view) {
  const steps = view.choices.map((one, place) => [one, place]).filter(([one]) => !one.is_beside);
  const beside = view.choices.map((one, place) => [one, place]).filter(([one]) => one.is_beside);
  const isScale = !view.several && steps.length <= MOST_SIDE_BY_SIDE && steps.every(([one]) => one.key.length === 1);
  at("answers").className = isScale ? "scale" : "list";
  at("answers").append(...steps.map(([one, place]) => button(one, place, view.picture)));
  at("beside").append(...beside.map(([one, place]) => button(one, place, "none")));
}

function button(one, place, kind) {
  const made = document.createElement("button");
  made.type = "button";
  made.dataset.place = place;
  made.setAttribute("aria-pressed", String(one.is_marked));
  const image = drawn(kind, one.level);
  if (image) {
    made.className = "drawn";
    made.append(image);
  }
  made.append(span("key", one.key), span("words", one.words));
  made.addEventListener("click", () => press(place));
  return made;
}

function span(name, text) {
  const made = document.createElement("span");
  made.className = name;
  made.textContent = text;
  return made;
}

function write(view, typed) {
  const isLong = view.written === "longText";
  const field = document.createElement(isLong ? "textarea" : "input");
  field.id = "field";
  field.autocomplete = "off";
  field.spellcheck = false;
  field.setAttribute("aria-labelledby", "sentence");
  field.inputMode = WRITTEN[view.written] || "text";
  field.placeholder = view.how;
  field.value = typed ?? view.typed;
  field.setAttribute("writingsuggestions", "false"); // some browsers ask a service what could be written next
  field.addEventListener("input", sendAlong);
  at("answers").className = "";
  at("answers").append(field);
}

function sendAlong() {
  clearTimeout(pause);
  const { number } = edition;
  const field = at("field");
  pause = setTimeout(() => send("/act", { do: "typing", number, text: field.value }).catch(() => {}), PAUSE);
}

function ways(view) {
  if (view.shows === "hidden") return;
  const made = [way(`← ${words.back}`, "back")];
  if (view.written || view.waits || view.several) made.push(way(words.done, "confirm", "sure"));
  else made.push(way(`${words.on} →`, "forward"));
  at("ways").append(...made);
}

function way(said, does, name = "") {
  const made = document.createElement("button");
  made.type = "button";
  made.className = name;
  made.dataset.does = does;
  made.textContent = said;
  made.addEventListener("click", () => go(does));
  return made;
}

// --- answering --------------------------------------------------------------------------------------------------

async function act(told) {
  if (isBusy || !token) return;
  isBusy = true;
  try {
    await send("/act", { number: edition.number, ...told });
  } catch {
    // what is shown comes with the next edition, or not at all
  } finally {
    isBusy = false;
  }
}

function press(place) {
  const when = performance.now();
  const isAgain = place === last.place && when - last.when < STEADY;
  last = { place, when };
  if (!isAgain) act({ do: "choose", place });
}

function go(does) {
  const field = at("field");
  if (does === "confirm" && field) {
    clearTimeout(pause);
    act({ do: "write", text: field.value });
  } else act({ do: does });
}

document.addEventListener("keydown", (event) => {
  if (!token || event.repeat || event.ctrlKey || event.altKey || event.metaKey || !edition.view) return;
  const isWriting = event.target.id === "field";
  if (event.key === "Enter" && (!isWriting || event.target.tagName === "INPUT")) {
    if (event.target.tagName === "BUTTON") return;
    event.preventDefault();
    go("confirm");
  } else if (isWriting) return;
  else if (event.key === "ArrowLeft") go("back");
  else {
    const place = edition.view.choices.findIndex((one) => one.key === event.key.toLowerCase());
    if (place >= 0) {
      event.preventDefault();
      press(place);
    }
  }
});

// A page that is left may be kept by the browser as it was, to be shown when somebody goes back to it.
window.addEventListener("pagehide", () => {
  clear();
  edition = { version: -1, number: 0, view: null };
});

if (token) follow();
