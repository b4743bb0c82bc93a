import { expect, test } from "vitest";
import { judge, mend, mendCollations } from "./sql-rules";

test.each([
  "CREATE DATABASE `x`;",
  "/*!40000 DROP DATABASE IF EXISTS `x`*/;",
  "USE `x`;",
  "SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ '';",
  "SET @@SESSION.SQL_LOG_BIN= 0;",
  "SET @MYSQLDUMP_TEMP_LOG_BIN = @@SESSION.SQL_LOG_BIN;",
  "GRANT ALL ON *.* TO x;",
  "SET GLOBAL max_connections=1;",
  "CREATE USER x;",
])("%s is dropped", (statement) => expect(judge(statement)).toEqual({ kind: "drop" }));

test.each([
  "\nINSERT INTO `wp_posts` VALUES (1);",
  "REPLACE INTO wp_x VALUES (1);",
  "CREATE TABLE IF NOT EXISTS `wp_a` (",
  "DROP TABLE IF EXISTS `wp_a`;",
  "LOCK TABLES `wp_a` WRITE;",
  "UNLOCK TABLES;",
  "/*!40101 SET NAMES utf8 */;",
  "/*!40000 ALTER TABLE `wp_a` DISABLE KEYS */;",
  'SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";',
  "SET time_zone = '+00:00';",
  "START TRANSACTION;",
  "COMMIT;",
  "/*!50001 CREATE ALGORITHM=UNDEFINED */",
  "CREATE ALGORITHM=UNDEFINED DEFINER=`a`@`b` SQL SECURITY DEFINER VIEW `v` AS SELECT 1;",
  "/*!50003 CREATE*/ /*!50017 DEFINER=`a`@`b`*/ /*!50003 TRIGGER t",
  "SET @saved_cs_client = @@character_set_client;",
])("%s is kept", (statement) => expect(judge(statement).kind).toBe("keep"));

test.each([
  "<!DOCTYPE html>",
  "SHOW TABLES;",
  "LOAD DATA INFILE '/etc/passwd' INTO TABLE a;",
  "system rm -rf /;",
  "source /etc/passwd;",
  '{"a":1}',
  "INSERT INTO mysql.user VALUES (1);",
  "DROP TABLE `mysql`.`user`;",
])("%s is refused", (statement) => expect(judge(statement).kind).toBe("refuse"));

test("definers go, whatever their quotes", () => {
  expect(mend("CREATE DEFINER=`a b`@`%` VIEW v AS SELECT 'DEFINER=`x`@`y`';")).toBe(
    "CREATE  VIEW v AS SELECT 'DEFINER=`x`@`y`';",
  );
  expect(mend("/*!50017 DEFINER=root@localhost*/")).toBe("/*!50017 */");
  expect(mend("CREATE DEFINER = CURRENT_USER() TRIGGER t")).toBe("CREATE  TRIGGER t");
});

test("collations only MySQL has become one MariaDB has, but not in strings", () => {
  expect(mendCollations("COLLATE=utf8mb4_0900_ai_ci COMMENT='utf8mb4_0900_ai_ci'")).toBe(
    "COLLATE=utf8mb4_unicode_520_ci COMMENT='utf8mb4_0900_ai_ci'",
  );
});
