// Reads pages back with Notion's own client. Arguments: base URL, token, page ids…
// Prints one line of JSON: per page its parent, the kinds of its columns, its blocks with their texts, and its comments.
// What the client does not take for a full page, block or comment, or what contradicts itself or Notion's limits (an id, a parent,
// an option that the column does not have, a text that is too long, a list that other page sizes read differently), ends it with a
// non-zero code.
import assert from "node:assert/strict";
import { Client, collectPaginatedAPI, isFullComment, isFullDataSource, isFullPage, isFullBlock } from "@notionhq/client";

const [baseUrl, auth, ...ids] = process.argv.slice(2);
const notion = new Client({ auth, baseUrl, notionVersion: "2026-03-11", retry: false });
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const tables = new Map();

function checkUrl(url, where) {
  assert.ok(url.length <= 2000, `${where}: an address of ${url.length}`);
  assert.match(new URL(url).protocol, /^https?:$/, `${where}: ${url}`);
}

function textOf(items, where) {
  assert.ok(Array.isArray(items) && items.length <= 100, `${where}: rich_text of ${items?.length} items`);
  for (const item of items) {
    assert.equal(item.type, "text", where);
    assert.equal(item.plain_text, item.text.content, where);
    assert.ok(item.plain_text.length > 0 && item.plain_text.length <= 2000, `${where}: a text of ${item.plain_text.length}`);
    assert.ok(item.plain_text.isWellFormed?.() ?? true, `${where}: half a character`);
    assert.equal(item.href, item.text.link?.url ?? null, where);
    if (item.href !== null) checkUrl(item.href, where);
    assert.equal(Object.keys(item.annotations).length, 6, where);
  }
  return items.map(item => item.plain_text).join("");
}

const kinds = {
  title: textOf,
  rich_text: textOf,
  url: (url, where) => url === null || checkUrl(url, where),
  number: (number, where) => assert.ok(number === null || Number.isFinite(number), `${where}: ${number}`),
  checkbox: (on, where) => assert.equal(typeof on, "boolean", where),
  date: (date, where) => date === null || assert.ok(!Number.isNaN(Date.parse(date.start)), `${where}: ${date.start}`),
  select: (option, where, column) => option === null || assert.ok(column.options.some(o => o.id === option.id && o.name === option.name && o.color === option.color), `${where}: ${option.name}`),
  files: (files, where) => files.forEach(file => {
    assert.equal(file.type, "external", where);
    assert.ok(file.name.length > 0 && file.name.length <= 100, `${where}: ${file.name}`);
    checkUrl(file.external.url, where);
  }),
};
kinds.status = kinds.select;

async function table(data_source_id) {
  if (!tables.has(data_source_id)) tables.set(data_source_id, await notion.dataSources.retrieve({ data_source_id }));
  assert.ok(isFullDataSource(tables.get(data_source_id)), data_source_id);
  return tables.get(data_source_id);
}

async function columns(page) {
  const { properties } = await table(page.parent.data_source_id);
  assert.deepEqual(Object.keys(page.properties).sort(), Object.keys(properties).sort(), page.id);
  for (const [name, value] of Object.entries(page.properties)) {
    const where = `${page.id}, ${name}`;
    assert.deepEqual([value.id, value.type], [properties[name].id, properties[name].type], where);
    assert.ok(kinds[value.type], `${where}: ${value.type}`);
    kinds[value.type](value[value.type], where, properties[name][value.type]);
  }
  return Object.fromEntries(Object.entries(page.properties).map(([name, value]) => [name, value.type]));
}

async function list(call, block_id) {
  const whole = await collectPaginatedAPI(call, { block_id });
  const small = await collectPaginatedAPI(call, { block_id, page_size: 3 });
  assert.deepEqual(small.map(item => item.id), whole.map(item => item.id), `${block_id} in pages of 3`);
  assert.equal(new Set(whole.map(item => item.id)).size, whole.length, `${block_id}: an id stands there twice`);
  return whole;
}

async function blocks(block_id, parent) {
  const found = [];
  for (const block of await list(notion.blocks.children.list, block_id)) {
    if (!isFullBlock(block)) throw new Error(`${block.id} is no full block`);
    assert.match(block.id, uuid);
    assert.deepEqual(block.parent, parent, block.id);
    assert.equal(block.in_trash, false, block.id);
    const text = textOf(block[block.type].rich_text ?? [], `block ${block.id}`);
    const children = await blocks(block.id, { type: "block_id", block_id: block.id });
    assert.equal(block.has_children, children.length > 0, block.id);
    found.push({ type: block.type, text, children });
  }
  return found;
}

async function comments(page_id) {
  const found = [];
  for (const comment of await list(notion.comments.list, page_id)) {
    if (!isFullComment(comment)) throw new Error(`${comment.id} is no full comment`);
    assert.deepEqual(comment.parent, { type: "page_id", page_id }, comment.id);
    found.push(textOf(comment.rich_text, `comment ${comment.id}`));
  }
  return found;
}

const out = [];
for (const page_id of ids) {
  const page = await notion.pages.retrieve({ page_id });
  if (!isFullPage(page)) throw new Error(`${page_id} is no full page`);
  assert.equal(page.id, page_id);
  assert.deepEqual([page.in_trash, page.parent.type], [false, "data_source_id"], page_id);
  checkUrl(page.url, page_id);
  out.push({
    id: page.id,
    table: page.parent.data_source_id,
    columns: await columns(page),
    blocks: await blocks(page_id, { type: "page_id", page_id }),
    comments: await comments(page_id),
  });
}
console.log(JSON.stringify(out));
