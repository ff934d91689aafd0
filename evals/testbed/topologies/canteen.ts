import type { Topology } from "../topology.js";
import { call, callIfPossible, forward, lookUp, note, outside, query, route, tell, work } from "./steps.js";

/** Seven services in a longer chain, two databases; what the loyalty service answers is welcome and not needed. */
export const canteen: Topology = {
  namespace: "canteen",
  entrance: "kiosk",
  products: 120,
  orders: 6_000,
  flags: { "show-allergens": true, "tip-jar": false, "seasonal-prices": false },
  visits: [
    { weight: 30, method: "GET", path: "/menu?page={page}" },
    { weight: 20, method: "GET", path: "/dishes/{product}" },
    { weight: 32, method: "POST", path: "/tickets" },
    { weight: 18, method: "GET", path: "/tickets/{order}" },
  ],
  databases: [
    {
      name: "kitchen-db",
      maxConnections: 40,
      schema: [
        "CREATE TABLE dishes (id int PRIMARY KEY, name text NOT NULL, cents int NOT NULL)",
        "INSERT INTO dishes SELECT i, 'dish ' || i, 300 + (i * 17) % 900 FROM generate_series(1, 120) i",
        "CREATE TABLE portions (dish int PRIMARY KEY, remaining int NOT NULL)",
        "INSERT INTO portions SELECT i, 1000000 FROM generate_series(1, 120) i",
      ],
    },
    {
      name: "till-db",
      maxConnections: 45,
      schema: [
        "CREATE TABLE tickets (id bigserial PRIMARY KEY, dish int NOT NULL, guest int NOT NULL, taken_at timestamptz NOT NULL DEFAULT now())",
        "INSERT INTO tickets (dish, guest) SELECT 1 + i % 120, i % 500 FROM generate_series(1, 6000) i",
        "CREATE TABLE bookings (id bigserial PRIMARY KEY, guest int NOT NULL, cents int NOT NULL)",
      ],
    },
  ],
  jobs: [
    { name: "waste-report", database: "kitchen-db", everyMs: 44_000, sql: ["SELECT sum(remaining) FROM portions"] },
    {
      name: "till-summary",
      database: "till-db",
      everyMs: 58_000,
      sql: [
        "SELECT dish, count(*) FROM tickets GROUP BY dish ORDER BY 2 DESC LIMIT 5",
        "SELECT sum(cents) FROM bookings",
      ],
    },
  ],
  services: [
    {
      name: "kiosk",
      version: "12.0.7",
      memoryLimitMb: 320,
      settings: { IDLE_SECONDS: "45", LANGUAGE: "de" },
      routes: [
        route("GET /menu", forward("menu", "GET /menu")),
        route("GET /dishes/{product}", forward("menu", "GET /dishes/{product}")),
        route("POST /tickets", forward("tickets", "POST /tickets")),
        route("GET /tickets/{order}", forward("tickets", "GET /tickets/{order}")),
      ],
    },
    {
      name: "menu",
      version: "1.8.2",
      memoryLimitMb: 320,
      database: "kitchen-db",
      poolMax: 6,
      settings: { PAGE_SIZE: "12", PICTURES: "on" },
      routes: [
        route(
          "GET /menu",
          query("SELECT id, name, cents FROM dishes ORDER BY id LIMIT 12 OFFSET 12 * ($1::int - 1)", "page"),
        ),
        route("GET /dishes/{product}", lookUp("SELECT id, name, cents FROM dishes WHERE id = $1", "product")),
      ],
    },
    {
      name: "pantry",
      version: "4.4.1",
      memoryLimitMb: 320,
      database: "kitchen-db",
      poolMax: 8,
      settings: { REORDER_BELOW: "40", UNIT: "metric" },
      routes: [
        route(
          "POST /portions",
          query("UPDATE portions SET remaining = remaining - 1 WHERE dish = $1 RETURNING remaining", "product"),
        ),
      ],
    },
    {
      name: "tickets",
      version: "7.2.9",
      memoryLimitMb: 320,
      database: "till-db",
      poolMax: 10,
      settings: { NUMBER_RANGE: "900", PRINT: "on" },
      routes: [
        route(
          "POST /tickets",
          call("pantry", "POST /portions"),
          call("cashier", "POST /bookings"),
          query("INSERT INTO tickets (dish, guest) VALUES ($1, $2) RETURNING id", "product", "customer"),
          note("ticket printed"),
          tell("pager", "POST /pages"),
        ),
        route("GET /tickets/{order}", lookUp("SELECT id, dish, guest, taken_at FROM tickets WHERE id = $1", "order")),
      ],
    },
    {
      name: "cashier",
      version: "2.0.15",
      memoryLimitMb: 320,
      database: "till-db",
      poolMax: 8,
      settings: { CURRENCY: "EUR", RECEIPTS: "on" },
      routes: [
        route(
          "POST /bookings",
          callIfPossible("loyalty", "POST /points"),
          outside(14, 0.008),
          query("INSERT INTO bookings (guest, cents) VALUES ($1, 640) RETURNING id", "customer"),
        ),
      ],
    },
    {
      name: "loyalty",
      version: "0.9.3",
      memoryLimitMb: 320,
      settings: { POINTS_PER_EURO: "10", CAMPAIGN: "winter" },
      routes: [route("POST /points", work(1), outside(4))],
    },
    {
      name: "pager",
      version: "1.1.0",
      memoryLimitMb: 320,
      settings: { RETRIES: "2", VOLUME: "60" },
      routes: [route("POST /pages", outside(7))],
    },
  ],
};
