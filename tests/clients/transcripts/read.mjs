// Reads transcript files with parsers that we did not write. Arguments: files (.srt, .vtt, .json). Prints one line of JSON: for subtitles
// their cues in milliseconds, for a transcript the errors against docs/transcript.schema.json (none: an empty list).
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parseSync } from "subtitle";
import webvtt from "node-webvtt";

const schema = JSON.parse(readFileSync(new URL("../../../docs/transcript.schema.json", import.meta.url)));
const validate = addFormats(new Ajv({ allErrors: true, strict: true })).compile(schema);

const subtitles = text => parseSync(text).filter(node => node.type === "cue").map(node => node.data);
// Strict: it refuses what the standard does not allow, such as times that run backwards.
const vtt = text => webvtt.parse(text, { strict: true }).cues.map(c => ({ start: Math.round(c.start * 1000), end: Math.round(c.end * 1000), text: c.text }));
const transcript = text => (validate(JSON.parse(text)) ? [] : validate.errors.map(e => `${e.instancePath} ${e.message}`));

const read = file => {
  const text = readFileSync(file, "utf8");
  if (file.endsWith(".srt")) return subtitles(text);
  return file.endsWith(".vtt") ? vtt(text) : transcript(text);
};

console.log(JSON.stringify(process.argv.slice(2).map(read)));
