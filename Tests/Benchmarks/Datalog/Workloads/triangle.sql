CREATE TABLE edge AS SELECT * FROM facts('edge', x INTEGER, y INTEGER);
SELECT count(*) FROM edge a JOIN edge b ON a.y = b.x JOIN edge c ON c.x = a.x AND c.y = b.y;
