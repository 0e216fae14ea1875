// A form made from a plain schema by react-jsonschema-form, in a page that a test drives.

import React from "react";
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import Form from "@rjsf/core";
import { customizeValidator } from "@rjsf/validator-ajv8";
import Ajv2020 from "ajv/dist/2020.js";

const validator = customizeValidator({ AjvClass: Ajv2020 });
const noDefaults = { emptyObjectFields: "skipEmptyDefaults", arrayMinItems: { populate: "never" }, constAsDefaults: "never" };
let root;

window.show = (schema, formData) => {
  root?.unmount();
  root = createRoot(document.getElementById("form"));
  window.outcome = null;
  const form = React.createElement(Form, {
    schema,
    formData,
    validator,
    noHtml5Validate: true,
    focusOnFirstError: false,
    experimental_defaultFormStateBehavior: noDefaults,
    onSubmit: ({ formData: answers }) => (window.outcome = { answers, errors: [] }),
    onError: (errors) => (window.outcome = { errors: errors.map(({ name, property }) => ({ name, property })) }),
  });
  flushSync(() => root.render(form));
};

// What a person would see: every title, every way of answering, every answer to choose from.
window.seen = () => ({
  text: document.getElementById("form").innerText,
  inputs: [...document.querySelectorAll("#form input, #form select, #form textarea")].map((one) => one.id),
  options: [...document.querySelectorAll("#form option, #form .radio label, #form .checkbox label")].map((one) =>
    one.textContent.trim(),
  ),
});

window.handIn = () => {
  flushSync(() => document.querySelector("#form button[type=submit]").click());
  return window.outcome;
};

// Choose an answer in a list as a person does, so that the form itself notices.
window.choose = (id, text) => {
  const list = document.getElementById(id);
  const option = [...list.options].find((one) => one.textContent === text);
  const set = Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value").set;
  set.call(list, option.value);
  flushSync(() => list.dispatchEvent(new Event("change", { bubbles: true })));
};
