CREATE TABLE IF NOT EXISTS app_users (
  email varchar(200) PRIMARY KEY,
  name varchar(200) NOT NULL,
  age integer,
  import_id bigint NOT NULL
);
CREATE TABLE IF NOT EXISTS blocked (email varchar(200) PRIMARY KEY);
CREATE TABLE IF NOT EXISTS letters (email varchar(200) PRIMARY KEY, text varchar(200) NOT NULL);
DELETE FROM blocked;
INSERT INTO blocked (email) VALUES ('mallory@example.com');
