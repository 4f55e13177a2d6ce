// Drives every endpoint that Pipeline calls with Notion's own client. Arguments: base URL, token, database id.
// Prints one line of JSON: what each call gave. Any surprise ends it with a non-zero code and the error on stderr.
import { Client, collectPaginatedAPI, isFullPage, isFullBlock } from "@notionhq/client";

const [baseUrl, auth, databaseId] = process.argv.slice(2);
const notion = new Client({ auth, baseUrl, notionVersion: "2026-03-11", retry: false });
const text = content => [{ type: "text", text: { content } }];
const paragraph = content => ({ object: "block", type: "paragraph", paragraph: { rich_text: text(content) } });
const out = {};

out.bot = (await notion.users.me({})).type;
const database = await notion.databases.retrieve({ database_id: databaseId });
const data_source_id = database.data_sources[0].id;
const found = await notion.search({ filter: { property: "object", value: "data_source" }, page_size: 100 });
out.searchFindsTheTable = found.results.some(item => item.id === data_source_id);
const source = await notion.dataSources.retrieve({ data_source_id });
out.columns = Object.keys(source.properties);

const status = source.properties.Status;
await notion.dataSources.update({
  data_source_id,
  properties: { Status: { select: { options: [...status.select.options.map(({ id }) => ({ id })), { name: "Error", color: "red" }] } } },
});
const changed = await notion.dataSources.retrieve({ data_source_id });
out.options = changed.properties.Status.select.options.map(option => option.name);

const page = await notion.pages.create({
  parent: { type: "data_source_id", data_source_id },
  properties: { Name: { title: text("From the client") }, Link: { url: "https://example.com/v" }, Status: { select: { name: "Queued" } } },
  children: [paragraph("created with the page")],
});
out.createdIsFull = isFullPage(page);
await notion.pages.update({ page_id: page.id, properties: { [status.id]: { select: { name: "Processing" } }, Minutes: { number: 12.5 } } });
const read = await notion.pages.retrieve({ page_id: page.id, filter_properties: [status.id] });
out.filteredProperties = Object.keys(read.properties);
out.status = read.properties.Status.select.name;
const item = await notion.pages.properties.retrieve({ page_id: page.id, property_id: source.properties.Name.id });
out.title = item.results.map(part => part.title.plain_text).join("");

const query = {
  data_source_id,
  filter: { and: [{ property: "Status", select: { equals: "Processing" } }, { property: "Link", url: { is_not_empty: true } }] },
  sorts: [{ timestamp: "created_time", direction: "ascending" }],
};
out.queried = (await collectPaginatedAPI(notion.dataSources.query, { ...query, page_size: 1 })).map(row => row.id === page.id);

const toggle = await notion.blocks.children.append({
  block_id: page.id,
  position: { type: "end" },
  children: [{ object: "block", type: "toggle", toggle: { rich_text: text("Transcript"), children: [paragraph("one")] } }],
});
const toggleId = toggle.results[0].id;
const more = await notion.blocks.children.append({ block_id: toggleId, children: [paragraph("two"), paragraph("three")] });
await notion.blocks.update({ block_id: more.results[0].id, paragraph: { rich_text: text("two, corrected") } });
const gone = await notion.blocks.delete({ block_id: more.results[1].id });
out.deletedIsInTrash = isFullBlock(gone) && gone.in_trash;
const children = await collectPaginatedAPI(notion.blocks.children.list, { block_id: toggleId, page_size: 1 });
out.paragraphs = children.map(block => block.paragraph.rich_text[0].plain_text);
out.toggleHasChildren = (await notion.blocks.retrieve({ block_id: toggleId })).has_children;

await notion.comments.create({ parent: { page_id: page.id }, rich_text: text("a comment") });
out.comments = (await notion.comments.list({ block_id: page.id })).results.map(comment => comment.rich_text[0].plain_text);

const codeOf = async call => call.then(() => "no error", error => error.code);
out.errors = {
  wrongToken: await codeOf(new Client({ auth: "other", baseUrl, retry: false }).users.me({})),
  databaseAsDataSource: await codeOf(notion.dataSources.query({ data_source_id: databaseId })),
  tooLong: await codeOf(notion.pages.update({ page_id: page.id, properties: { Name: { title: text("x".repeat(2001)) } } })),
};
out.trashed = (await notion.pages.update({ page_id: page.id, in_trash: true })).in_trash;
out.goneFromQuery = (await notion.dataSources.query(query)).results.length;
console.log(JSON.stringify(out));
