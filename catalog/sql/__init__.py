"""The catalog in SQL: tables, the store behind the port, opening and migrating."""
