import type { Topology } from "../topology.js";
import { call, forward, lookUp, note, outside, query, route, tell, work } from "./steps.js";

/** Six services over two databases; orders, payments and inventory share one. */
export const shop: Topology = {
  namespace: "shop",
  entrance: "gateway",
  products: 400,
  orders: 5_000,
  flags: { "gift-wrapping": false, "related-products": true, "split-shipping": false },
  visits: [
    { weight: 35, method: "GET", path: "/products?page={page}" },
    { weight: 30, method: "GET", path: "/products/{product}" },
    { weight: 20, method: "POST", path: "/checkout" },
    { weight: 15, method: "GET", path: "/orders/{order}" },
  ],
  databases: [
    {
      name: "catalogue-db",
      maxConnections: 40,
      schema: [
        "CREATE TABLE products (id int PRIMARY KEY, name text NOT NULL, price_cents int NOT NULL, updated_at timestamptz NOT NULL DEFAULT now())",
        "INSERT INTO products (id, name, price_cents) SELECT i, 'product ' || i, 500 + (i * 37) % 9000 FROM generate_series(1, 400) i",
      ],
    },
    {
      name: "orders-db",
      maxConnections: 60,
      schema: [
        "CREATE TABLE stock (product int PRIMARY KEY, on_hand int NOT NULL, reserved int NOT NULL DEFAULT 0)",
        "INSERT INTO stock (product, on_hand) SELECT i, 100000 FROM generate_series(1, 400) i",
        "CREATE TABLE orders (id bigserial PRIMARY KEY, product int NOT NULL, customer int NOT NULL, placed_at timestamptz NOT NULL DEFAULT now())",
        "INSERT INTO orders (product, customer) SELECT 1 + i % 400, i % 900 FROM generate_series(1, 5000) i",
        "CREATE TABLE charges (id bigserial PRIMARY KEY, customer int NOT NULL, cents int NOT NULL, charged_at timestamptz NOT NULL DEFAULT now())",
      ],
    },
  ],
  jobs: [
    {
      name: "sales-report",
      database: "orders-db",
      everyMs: 47_000,
      sql: ["SELECT product, count(*) FROM orders GROUP BY product ORDER BY 2 DESC LIMIT 10"],
    },
    {
      name: "price-sync",
      database: "catalogue-db",
      everyMs: 61_000,
      sql: ["UPDATE products SET updated_at = now() WHERE id % 50 = 0", "SELECT count(*) FROM products"],
    },
  ],
  services: [
    {
      name: "gateway",
      version: "4.12.0",
      memoryLimitMb: 320,
      settings: { RATE_LIMIT_PER_MINUTE: "6000", ACCESS_LOG: "on" },
      routes: [
        route("GET /products", forward("catalogue", "GET /products")),
        route(
          "GET /products/{product}",
          forward("catalogue", "GET /products/{product}"),
          forward("inventory", "GET /stock/{product}"),
        ),
        route("POST /checkout", forward("orders", "POST /orders")),
        route("GET /orders/{order}", forward("orders", "GET /orders/{order}")),
      ],
    },
    {
      name: "catalogue",
      version: "2.7.3",
      memoryLimitMb: 320,
      database: "catalogue-db",
      poolMax: 8,
      settings: { PAGE_SIZE: "20", IMAGE_HOST: "https://images.shop.example" },
      routes: [
        route(
          "GET /products",
          query("SELECT id, name, price_cents FROM products ORDER BY id LIMIT 20 OFFSET 20 * ($1::int - 1)", "page"),
          work(1),
        ),
        route("GET /products/{product}", lookUp("SELECT id, name, price_cents FROM products WHERE id = $1", "product")),
      ],
    },
    {
      name: "inventory",
      version: "1.19.1",
      memoryLimitMb: 320,
      database: "orders-db",
      poolMax: 8,
      settings: { LOW_STOCK_WARNING: "25", RESERVATION_MINUTES: "15" },
      routes: [
        route(
          "GET /stock/{product}",
          query("SELECT on_hand - reserved AS available FROM stock WHERE product = $1", "product"),
        ),
        route(
          "POST /reservations",
          query("UPDATE stock SET reserved = reserved + 1 WHERE product = $1 RETURNING reserved", "product"),
        ),
      ],
    },
    {
      name: "orders",
      version: "3.4.0",
      memoryLimitMb: 320,
      database: "orders-db",
      poolMax: 10,
      settings: { ORDER_NUMBER_PREFIX: "S", INVOICE_FORMAT: "pdf" },
      routes: [
        route(
          "POST /orders",
          call("inventory", "POST /reservations"),
          call("payments", "POST /charges"),
          query("INSERT INTO orders (product, customer) VALUES ($1, $2) RETURNING id", "product", "customer"),
          note("order placed"),
          tell("notifications", "POST /messages"),
        ),
        route(
          "GET /orders/{order}",
          lookUp("SELECT id, product, customer, placed_at FROM orders WHERE id = $1", "order"),
        ),
      ],
    },
    {
      name: "payments",
      version: "5.0.2",
      memoryLimitMb: 320,
      database: "orders-db",
      poolMax: 8,
      settings: { CURRENCY: "EUR", STATEMENT_TEXT: "SHOP" },
      routes: [
        route(
          "POST /charges",
          outside(18, 0.01),
          query("INSERT INTO charges (customer, cents) VALUES ($1, 4200) RETURNING id", "customer"),
        ),
      ],
    },
    {
      name: "notifications",
      version: "1.3.8",
      memoryLimitMb: 320,
      settings: { SENDER: "hello@shop.example", DIGEST: "daily" },
      routes: [route("POST /messages", work(1), outside(9))],
    },
  ],
};
