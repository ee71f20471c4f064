CREATE TABLE triple AS SELECT * FROM facts('triple', s VARCHAR, p VARCHAR, o VARCHAR);
CREATE TABLE type AS SELECT * FROM facts('type', e VARCHAR, t VARCHAR);
CREATE TABLE year AS SELECT * FROM facts('year', e VARCHAR, y INTEGER);
SELECT count(*) FROM (
    SELECT DISTINCT a.s, c.o FROM triple a JOIN triple b ON a.o = b.s JOIN triple c ON b.o = c.s
    JOIN type ON type.e = a.s JOIN year x ON x.e = a.s JOIN year y ON y.e = a.o
    WHERE a.p = 'works_at' AND b.p = 'located_in' AND c.p = 'part_of' AND type.t = 'person'
        AND x.y >= 1960 AND x.y < 1980 AND y.y < x.y);
