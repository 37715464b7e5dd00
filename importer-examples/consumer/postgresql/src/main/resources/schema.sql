CREATE TABLE IF NOT EXISTS products (
  sku text PRIMARY KEY,
  price numeric NOT NULL,
  import_id bigint NOT NULL
);
