// ajv as a judge over standard input and output: one line of JSON in, one line out, until the input ends.
// {"schema": ...} compiles it in strict mode; {"answers": [...]} judges them by the schema last compiled.

import readline from "node:readline";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const OURS = ["x-notExpressed"];
const OF_EDITORS = ["defaultSnippets", "markdownDescription", "enumDescriptions", "patternErrorMessage"];
let judge;

function made() {
  // strict in everything but two habits: a type that is a list, and `required` in a branch whose properties stand
  // elsewhere, are both right in the standard.
  const ajv = new Ajv2020.default({ strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false });
  addFormats.default(ajv);
  ajv.addVocabulary([...OURS, ...OF_EDITORS]);
  return ajv;
}

function answer(asked) {
  if ("schema" in asked) {
    judge = made().compile(asked.schema);
    return { compiled: true };
  }
  return { verdicts: asked.answers.map((one) => judge(one)) };
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  let told;
  try {
    told = answer(JSON.parse(line));
  } catch (fault) {
    told = { fault: String(fault.message) };
  }
  process.stdout.write(JSON.stringify(told) + "\n");
}
