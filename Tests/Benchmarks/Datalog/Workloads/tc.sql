CREATE TABLE edge AS SELECT * FROM facts('edge', x INTEGER, y INTEGER);
WITH RECURSIVE path(x, y) AS (
    SELECT x, y FROM edge
    UNION SELECT path.x, edge.y FROM path JOIN edge ON path.y = edge.x)
SELECT count(*) FROM path;
