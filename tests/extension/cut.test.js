import assert from "node:assert/strict";
import { test } from "node:test";
import { cutAnswer } from "../../extension/background/cut.js";

test("what is about creators and videos is left, as it stands", () => {
  const list = `[{"id":"7400000000000000001","room":7400000000000000001,"desc":"\\"}],{\\" \\\\","log_pb":{}}]`;
  const whole = ` {"extra":{"logid":"1"}, "itemList" : ${list} ,"log_pb":{"impr_id":"2"},"msToken":"x","has_more":1 }\n`;
  assert.equal(cutAnswer(whole), `{ "itemList" : ${list} ,"has_more":1 }`);
});

test("members of every kind of value are told apart", () => {
  const odd = {
    cursor: "}",
    keyword: ["]", { a: "{" }],
    data: [[], {}, [{ b: "," }]],
    statusCode: -1.5e3,
    code: null,
  };
  const { keyword, ...kept } = odd;
  assert.ok(keyword);
  assert.deepEqual(JSON.parse(cutAnswer(JSON.stringify(odd))), kept);
  assert.deepEqual(JSON.parse(cutAnswer(JSON.stringify(odd, null, 2))), kept);
});

test("of comments their figures are left, of whoever wrote them nothing", () => {
  const figures = { cid: "7", aweme_id: "8", create_time: 1, reply_comment_total: 2, is_author_digged: true };
  const comment = {
    ...figures,
    text: "a, } word",
    user: { unique_id: "somebody" },
    label_list: [{ text: "Liked" }],
  };
  const cut = cutAnswer(JSON.stringify({ comments: [comment, null, "odd", comment], total: 2, has_more: 0 }));
  const kept = { ...figures, label_list: [{ text: "Liked" }] };
  assert.deepEqual(JSON.parse(cut), { comments: [kept, kept], total: 2, has_more: 0 });
  assert.equal(cutAnswer('{"comments":null,"statusCode":0}'), '{"comments":[],"statusCode":0}');
  assert.equal(cutAnswer('{"comments":"a name"}'), '{"comments":[]}');
});

test("a key that is written in escapes is nobody's", () => {
  assert.equal(cutAnswer('{"\\u0065xtra":1,"d\\u0061ta":[]}'), "{}");
});

test("an answer that breaks off loses its last member, anything but an object all", () => {
  assert.equal(cutAnswer('{"statusCode":0,"itemList":[{"id":"74'), '{"statusCode":0}');
  assert.equal(cutAnswer('{"statusCode":0,"data":"unclosed'), '{"statusCode":0}');
  for (const text of ["", "  ", "null", "[1]", "<html>", '"x"']) assert.equal(cutAnswer(text), "", text);
  assert.equal(cutAnswer("{}"), "{}");
});
