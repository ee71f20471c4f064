CREATE TABLE edge AS SELECT * FROM facts('edge', x INTEGER, y INTEGER);
WITH RECURSIVE ans(y) AS (
    SELECT y FROM edge WHERE x = 17
    UNION SELECT edge.y FROM ans JOIN edge ON ans.y = edge.x)
SELECT count(*) FROM ans;
