CREATE TABLE node AS SELECT * FROM facts('node', x INTEGER);
CREATE TABLE edge AS SELECT * FROM facts('edge', x INTEGER, y INTEGER);
CREATE TABLE source AS SELECT * FROM facts('source', x INTEGER);
CREATE TABLE blocked AS SELECT * FROM facts('blocked', x INTEGER);
CREATE TABLE reach AS
    WITH RECURSIVE reach(x) AS (
        SELECT x FROM source
        UNION SELECT edge.y FROM reach JOIN edge ON reach.x = edge.x ANTI JOIN blocked ON blocked.x = edge.y)
    SELECT x FROM reach;
SELECT (SELECT count(*) FROM reach)
    + (SELECT count(*) FROM node ANTI JOIN reach ON reach.x = node.x ANTI JOIN blocked ON blocked.x = node.x)
    + (SELECT count(*) FROM edge SEMI JOIN reach ON reach.x = edge.x ANTI JOIN reach other ON other.x = edge.y);
