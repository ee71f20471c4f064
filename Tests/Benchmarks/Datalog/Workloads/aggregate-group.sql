CREATE TABLE item AS SELECT * FROM facts('item', g INTEGER, i INTEGER, v INTEGER);
SELECT count(*) FROM (SELECT g, count(*), sum(v), min(v), max(v) FROM item GROUP BY g);
