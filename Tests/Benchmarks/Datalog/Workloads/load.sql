CREATE TABLE triple AS SELECT * FROM facts('triple', s VARCHAR, p VARCHAR, o VARCHAR);
SELECT count(*) FROM triple;
