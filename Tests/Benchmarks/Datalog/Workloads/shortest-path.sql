CREATE TABLE edge AS SELECT * FROM facts('edge', x INTEGER, y INTEGER, w INTEGER);
WITH RECURSIVE dist(y, d) USING KEY (y) AS (
    SELECT 17, 0
    UNION (
        SELECT edge.y, min(dist.d + edge.w) FROM dist JOIN edge ON dist.y = edge.x
        LEFT JOIN recurring.dist known ON known.y = edge.y
        WHERE known.d IS NULL OR dist.d + edge.w < known.d GROUP BY edge.y))
SELECT count(*) FROM dist;
