CREATE TABLE parent AS SELECT * FROM facts('parent', p INTEGER, c INTEGER);
WITH RECURSIVE sg(x, y) AS (
    SELECT a.c, b.c FROM parent a JOIN parent b ON a.p = b.p WHERE a.c <> b.c
    UNION SELECT a.c, b.c FROM sg JOIN parent a ON a.p = sg.x JOIN parent b ON b.p = sg.y)
SELECT count(*) FROM sg;
