CREATE TABLE addressOf AS SELECT * FROM facts('addressOf', y INTEGER, x INTEGER);
CREATE TABLE assign AS SELECT * FROM facts('assign', y INTEGER, z INTEGER);
CREATE TABLE load_ AS SELECT * FROM facts('load', y INTEGER, x INTEGER);
CREATE TABLE store_ AS SELECT * FROM facts('store', y INTEGER, x INTEGER);
WITH RECURSIVE pt(y, x) USING KEY (y, x) AS (
    SELECT y, x FROM addressOf
    UNION (
        SELECT n.y, n.x FROM (
            SELECT a.y, p.x FROM assign a JOIN pt p ON a.z = p.y
            UNION SELECT l.y, q.x FROM load_ l JOIN pt p ON l.x = p.y JOIN recurring.pt q ON p.x = q.y
            UNION SELECT l.y, q.x FROM load_ l JOIN recurring.pt p ON l.x = p.y JOIN pt q ON p.x = q.y
            UNION SELECT p.x, q.x FROM store_ s JOIN pt p ON s.y = p.y JOIN recurring.pt q ON s.x = q.y
            UNION SELECT p.x, q.x FROM store_ s JOIN recurring.pt p ON s.y = p.y JOIN pt q ON s.x = q.y) n
        ANTI JOIN recurring.pt r ON r.y = n.y AND r.x = n.x))
SELECT count(*) FROM pt;
