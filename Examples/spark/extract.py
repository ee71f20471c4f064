#!/usr/bin/env python3
"""Reads a folder of saved articles on all cores of a Spark cluster, and writes what they say as Parquet.

  extract.py --clew CLEW --input FOLDER --output FOLDER [--master URL] [--partitions N]

Each partition's records go through one `clew extract --stream`, so that a process is started, and the language model
loaded, once for many articles. `clew` must be at the same path on every machine (one file, which holds all it needs),
or be shipped with `--files`. OUTPUT/statements has a row for each statement, OUTPUT/errors one for each record that could
not be used. What a worker writes depends on its records alone: a task that is killed and run again writes the same.
"""
import argparse
import base64
import json

from pyspark import StorageLevel
from pyspark.sql import SparkSession
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
    # What a record that could not be used has in place of all that.
    StructField("error", StructType([
        StructField("code", StringType()), StructField("message", StringType()),
        StructField("line", IntegerType())]))])


def record(file):
    """A file as a record: its path and its bytes, so that it may lie on HDFS or in a bucket."""
    path, content = file
    return json.dumps({"id": path, "bytes": base64.b64encode(content).decode("ascii")})


def main():
    parser = argparse.ArgumentParser(description="Statements of a folder of articles, with Spark.")
    parser.add_argument("--clew", required=True, help="path of the executable on every machine")
    parser.add_argument("--input", required=True, help="folder of articles; any address that Spark reads")
    parser.add_argument("--output", required=True, help="folder for statements and errors")
    parser.add_argument("--master", help="address of the cluster; spark-submit knows it otherwise")
    parser.add_argument("--partitions", type=int, default=8, help="pieces that the work is cut into")
    options = parser.parse_args()

    builder = SparkSession.builder.appName("clew extract")
    if options.master:
        builder = builder.master(options.master)
    spark = builder.getOrCreate()
    files = spark.sparkContext.binaryFiles(options.input, options.partitions)
    lines = files.map(record).repartition(options.partitions).pipe(
        f"'{options.clew}' extract --stream", checkCode=True)
    # Kept on disk, so that the articles are read once for both tables.
    rows = spark.read.schema(LINE).json(lines).persist(StorageLevel.DISK_ONLY)
    rows.where("error IS NULL").drop("error").write.mode("overwrite").parquet(options.output + "/statements")
    rows.where("error IS NOT NULL").select("doc", "error.*").write.mode("overwrite").parquet(
        options.output + "/errors")
    spark.stop()


main()
