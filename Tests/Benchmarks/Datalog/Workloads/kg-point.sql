CREATE TABLE triple AS SELECT * FROM facts('triple', s VARCHAR, p VARCHAR, o VARCHAR);
SELECT count(*) FROM (
    SELECT DISTINCT b.s, d.o FROM triple a JOIN triple b ON a.p = b.p AND a.o = b.o JOIN triple c ON c.s = b.s
    JOIN triple d ON d.s = c.o
    WHERE a.s = 'e0000017' AND c.p = 'works_at' AND d.p = 'located_in' AND b.s <> 'e0000017');
