import type { Topology } from "../topology.js";
import { call, forward, lookUp, note, outside, query, route, tell, work } from "./steps.js";

/** Five services, one database for all who keep anything; the basket calls the library back. */
export const bookshop: Topology = {
  namespace: "bookshop",
  entrance: "storefront",
  products: 300,
  orders: 4_000,
  flags: { "new-cover-view": false, "reading-lists": true, "audio-samples": false, "live-recommendations": false },
  visits: [
    { weight: 40, method: "GET", path: "/books/{product}" },
    { weight: 25, method: "GET", path: "/shelves?page={page}" },
    { weight: 22, method: "POST", path: "/purchases" },
    { weight: 13, method: "GET", path: "/receipts/{order}" },
  ],
  databases: [
    {
      name: "books-db",
      maxConnections: 50,
      schema: [
        "CREATE TABLE books (id int PRIMARY KEY, title text NOT NULL, cents int NOT NULL, copies int NOT NULL)",
        "INSERT INTO books SELECT i, 'book ' || i, 700 + (i * 53) % 4000, 100000 FROM generate_series(1, 300) i",
        "CREATE TABLE receipts (id bigserial PRIMARY KEY, book int NOT NULL, reader int NOT NULL, paid_at timestamptz NOT NULL DEFAULT now())",
        "INSERT INTO receipts (book, reader) SELECT 1 + i % 300, i % 700 FROM generate_series(1, 4000) i",
        "CREATE TABLE invoices (id bigserial PRIMARY KEY, reader int NOT NULL, cents int NOT NULL)",
      ],
    },
  ],
  jobs: [
    {
      name: "bestsellers",
      database: "books-db",
      everyMs: 53_000,
      sql: ["SELECT book, count(*) FROM receipts GROUP BY book ORDER BY 2 DESC LIMIT 20"],
    },
  ],
  services: [
    {
      name: "storefront",
      version: "9.1.4",
      memoryLimitMb: 320,
      settings: { RATE_LIMIT_PER_MINUTE: "9000", THEME: "autumn" },
      routes: [
        route("GET /books/{product}", forward("library", "GET /books/{product}")),
        route("GET /shelves", forward("library", "GET /shelves")),
        route("POST /purchases", forward("basket", "POST /baskets")),
        route("GET /receipts/{order}", forward("billing", "GET /receipts/{order}")),
      ],
    },
    {
      name: "library",
      version: "3.0.11",
      memoryLimitMb: 320,
      database: "books-db",
      poolMax: 10,
      settings: { SHELF_SIZE: "24", COVER_HOST: "https://covers.bookshop.example" },
      routes: [
        route("GET /books/{product}", lookUp("SELECT id, title, cents FROM books WHERE id = $1", "product")),
        route(
          "GET /shelves",
          query("SELECT id, title FROM books ORDER BY id LIMIT 24 OFFSET 24 * ($1::int - 1)", "page"),
          work(1),
        ),
        route("POST /copies", query("UPDATE books SET copies = copies - 1 WHERE id = $1 RETURNING copies", "product")),
      ],
    },
    {
      name: "basket",
      version: "2.2.0",
      memoryLimitMb: 320,
      settings: { BASKET_DAYS: "14", ROUNDING: "half-up" },
      routes: [
        route(
          "POST /baskets",
          call("library", "POST /copies"),
          call("billing", "POST /receipts"),
          note("basket closed"),
          tell("courier", "POST /parcels"),
        ),
      ],
    },
    {
      name: "billing",
      version: "6.3.5",
      memoryLimitMb: 320,
      database: "books-db",
      poolMax: 8,
      settings: { CURRENCY: "CHF", TAX_PERCENT: "8" },
      routes: [
        route(
          "POST /receipts",
          outside(22, 0.012),
          query("INSERT INTO invoices (reader, cents) VALUES ($1, 1900) RETURNING id", "customer"),
          query("INSERT INTO receipts (book, reader) VALUES ($1, $2) RETURNING id", "product", "customer"),
        ),
        route("GET /receipts/{order}", lookUp("SELECT id, book, reader, paid_at FROM receipts WHERE id = $1", "order")),
      ],
    },
    {
      name: "courier",
      version: "0.14.2",
      memoryLimitMb: 320,
      settings: { CARRIER: "post", PICKUP_HOUR: "17" },
      routes: [route("POST /parcels", work(1), outside(12))],
    },
  ],
};
