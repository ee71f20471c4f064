#!/usr/bin/env python3
"""Reads saved articles on all cores of a Spark cluster, and writes what they say as Parquet.

  extract.py --clew CLEW --input PATH --output FOLDER [--master URL] [--partitions N]

PATH is a folder of articles, or a pattern of files (`crawl/*.warc.gz`); any address that Spark reads. Each partition's
files go through one `clew extract --stream`, so that a process is started, and the language model loaded, once for many
articles. `clew` must be at the same path on every machine (one file, which holds all it needs), or be shipped with
`--files`. Writes

  OUTPUT/statements   a row for each statement
  OUTPUT/names        a row for each thing that an article speaks of, for resolve.py
  OUTPUT/errors       a row for each record that could not be used

What a task writes depends on its records alone: a task that is killed and run again writes the same.
"""
import argparse
import base64
import json

from pyspark import SparkConf, StorageLevel
from pyspark.sql import SparkSession
from pyspark.sql.functions import col, from_json
from pyspark.sql.types import ArrayType, DoubleType, IntegerType, StringType, StructField, StructType

END = StructType([
    StructField("text", StringType()), StructField("start", IntegerType()), StructField("end", IntegerType()),
    StructField("type", StringType()), StructField("entity", StringType())])
LINE = StructType([
    StructField("doc", StringType()), StructField("id", StringType()), StructField("subject", END),
    StructField("predicate", StringType()), StructField("object", END), StructField("status", StringType()),
    StructField("speaker", StringType()), StructField("confidence", DoubleType()), StructField("rule", StringType()),
    StructField("sentence", StringType()),
    StructField("qualifiers", ArrayType(StructType([
        StructField("role", StringType()), StructField("value", StringType()), StructField("text", StringType())]))),
    # What a thing that an article speaks of has in place of all that but doc.
    StructField("block", StringType()), StructField("name", StringType()), StructField("type", StringType()),
    # And what a record that could not be used has.
    StructField("error", StructType([
        StructField("code", StringType()), StructField("message", StringType()),
        StructField("line", IntegerType())]))])
STATEMENT = ["id", "subject", "predicate", "object", "status", "speaker", "confidence", "rule", "sentence", "qualifiers"]


def record(file):
    """A file as a record: its path and its bytes, so that it may lie on HDFS or in a bucket."""
    path, content = file
    return json.dumps({"id": path, "bytes": base64.b64encode(content).decode("ascii")})


def main():
    parser = argparse.ArgumentParser(description="Statements of saved articles, with Spark.")
    parser.add_argument("--clew", required=True, help="path of the executable on every machine")
    parser.add_argument("--input", required=True, help="folder of articles, or pattern of files")
    parser.add_argument("--output", required=True, help="folder for the tables")
    parser.add_argument("--master", help="address of the cluster; spark-submit knows it otherwise")
    parser.add_argument("--partitions", type=int, default=8, help="pieces that the work is cut into")
    options = parser.parse_args()

    conf = SparkConf().setAppName("clew extract")
    # A long run on machines that may go away meets more than the usual four failures.
    conf.setIfMissing("spark.task.maxFailures", "16")
    # Executors only hand lines on; the cores that collectors and optimising compilers would take are for `clew`.
    conf.setIfMissing("spark.executor.extraJavaOptions", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1")
    if options.master:
        conf.setMaster(options.master)
    spark = SparkSession.builder.config(conf=conf).getOrCreate()
    files = spark.sparkContext.binaryFiles(options.input, options.partitions)
    lines = files.map(record).repartition(options.partitions).pipe(
        f"'{options.clew}' extract --stream --entities", checkCode=True)
    # Kept on disk, so that the articles are read once for all tables.
    rows = spark.createDataFrame(lines, StringType()).select(
        col("value").alias("record"), from_json("value", LINE).alias("line")).select("record", "line.*").persist(
            StorageLevel.DISK_ONLY)

    def write(table, columns, rows):
        rows.select("doc", *columns).write.mode("overwrite").parquet(f"{options.output}/{table}")

    write("statements", STATEMENT, rows.where("predicate IS NOT NULL"))
    write("names", ["name", "type", "block", "record"], rows.where("block IS NOT NULL"))
    write("errors", ["error.*"], rows.where("error IS NOT NULL"))
    spark.stop()


main()
