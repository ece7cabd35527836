import { expect, test } from "vitest";
import { Client, query, Refused, Unreachable } from "./client";

function answering(body: unknown, status = 200, type = "application/json") {
  const asked: string[] = [];
  const load = (address: unknown) => {
    asked.push(String(address));
    const headers = { "content-type": type };
    return Promise.resolve(new Response(JSON.stringify(body), { status, headers }));
  };
  return { asked, client: new Client("api/v1", load as typeof fetch) };
}

test("what is empty is left out, lists are repeated", () => {
  expect(query({ id: ["a", "b"], text: "", limit: 0, facets: false })).toBe(
    "?id=a&id=b&limit=0&facets=false",
  );
  expect(query({})).toBe("");
});

test("an id stays in its part of the address", async () => {
  const { asked, client } = answering({});
  await client.entity("../../who?x=1");
  expect(asked).toEqual(["api/v1/entities/..%2F..%2Fwho%3Fx%3D1"]);
});

test("what is searched for is called as the reader would", async () => {
  const { asked, client } = answering({ found: [] });
  await client.search("laser", "lt", 8, undefined, ["Project"]);
  expect(asked).toEqual(["api/v1/search?text=laser&language=lt&limit=8&kind=Project"]);
});

test("a problem is an error that carries it", async () => {
  const problem = { title: "Nothing has this name", detail: "no technology is called 'x'" };
  const { client } = answering(problem, 404, "application/problem+json");
  const error = await client.who({ technology: "x", region: "LT" }).catch((one: unknown) => one);
  expect(error).toBeInstanceOf(Refused);
  expect((error as Refused).problem).toMatchObject(problem);
});

test("what is no answer of ours is said as such", async () => {
  const gateway = answering("<html>", 502, "text/html").client;
  await expect(gateway.entity("litek")).rejects.toThrow("502");
  const away = new Client("api/v1", () => Promise.reject(new TypeError("failed to fetch")));
  await expect(away.entity("litek")).rejects.toBeInstanceOf(Unreachable);
  await expect(away.takeEntryBack("hand/1")).rejects.toThrow("Whether it was done is not known");
});
