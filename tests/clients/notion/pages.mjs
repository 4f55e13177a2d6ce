// Reads pages back with Notion's own client. Arguments: base URL, token, page ids…
// Prints one line of JSON: per page the kinds of its columns and its blocks with their texts. What the client does not take for a
// full page or block ends it with a non-zero code.
import { Client, collectPaginatedAPI, isFullPage, isFullBlock } from "@notionhq/client";

const [baseUrl, auth, ...ids] = process.argv.slice(2);
const notion = new Client({ auth, baseUrl, notionVersion: "2026-03-11", retry: false });

async function blocks(block_id) {
  const found = [];
  for (const block of await collectPaginatedAPI(notion.blocks.children.list, { block_id })) {
    if (!isFullBlock(block)) throw new Error(`${block.id} is no full block`);
    const text = (block[block.type].rich_text ?? []).map(item => item.plain_text).join("");
    found.push({ type: block.type, text, children: block.has_children ? await blocks(block.id) : [] });
  }
  return found;
}

const out = [];
for (const page_id of ids) {
  const page = await notion.pages.retrieve({ page_id });
  if (!isFullPage(page)) throw new Error(`${page_id} is no full page`);
  out.push({ id: page.id, columns: Object.fromEntries(Object.entries(page.properties).map(([name, value]) => [name, value.type])), blocks: await blocks(page_id) });
}
console.log(JSON.stringify(out));
