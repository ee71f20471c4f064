#!/usr/bin/env python3
"""Finds which names in what extract.py wrote mean one entity, as a graph of the same articles would have it.

  resolve.py --clew CLEW --folder FOLDER [--master URL] [--partitions N]

Reads FOLDER/names and FOLDER/statements, and writes

  FOLDER/entities     for each name in one sense (`block`), its entity's canonical name and type
  FOLDER/resolved     the statements with the canonical names of subject and object

Spark brings together the lines of one block, and `clew resolve --step` works on one block after another. Only the step
`components` needs all links at one place; it keeps two words and a name for each name that was linked.
"""
import argparse
import re
import subprocess
import zlib

from pyspark import SparkConf, StorageLevel
from pyspark.sql import SparkSession
from pyspark.sql.functions import min as least


# The first member of a line, which is what lines are grouped by.
BLOCK = re.compile(r'\{"block":"(?:[^"\\]|\\.)*"')


def block(line):
    """What a line is grouped by."""
    return BLOCK.match(line).group()


class Resolution:
    """The steps of `clew resolve`, each over all partitions."""

    def __init__(self, spark, clew, partitions):
        self.spark, self.clew, self.partitions = spark, clew, partitions

    def step(self, name, *lines, rule=None):
        """Lines of one block, wherever they come from, go through one process, one after another."""
        command = f"'{self.clew}' resolve --step {name}" + (f" --rule {rule}" if rule else "")
        blocks = self.spark.sparkContext.union(list(lines)).keyBy(block).repartitionAndSortWithinPartitions(
            self.partitions, lambda key: zlib.crc32(key.encode()))
        return blocks.values().pipe(command, checkCode=True)

    def components(self, *links):
        """Roots, from all links at one place."""
        command = f"'{self.clew}' resolve --step components"
        return self.kept(self.spark.sparkContext.union(list(links)).coalesce(1).pipe(command, checkCode=True))

    @staticmethod
    def kept(lines):
        """Lines that are used more than once: written down, so that a lost worker costs one step and not all."""
        lines.persist(StorageLevel.DISK_ONLY).checkpoint()
        lines.count()
        return lines

    def entities(self, records):
        """For each block of the records, a line with its entity."""
        rules = subprocess.run([self.clew, "resolve", "--list-rules"], capture_output=True, text=True, check=True)
        senses = self.kept(self.step("senses", records))
        roots = self.spark.sparkContext.emptyRDD()
        for rule in rules.stdout.split():
            keys = self.step("keys", senses, roots, rule=rule).distinct()
            roots = self.components(self.step("links", keys, rule=rule), roots)
        return self.step("names", self.step("entities", self.step("groups", senses, roots)))


def main():
    parser = argparse.ArgumentParser(description="Entities of many articles, with Spark.")
    parser.add_argument("--clew", required=True, help="path of the executable on every machine")
    parser.add_argument("--folder", required=True, help="the output of extract.py")
    parser.add_argument("--master", help="address of the cluster; spark-submit knows it otherwise")
    parser.add_argument("--partitions", type=int, default=8, help="pieces that the work is cut into")
    options = parser.parse_args()

    conf = SparkConf().setAppName("clew resolve")
    # A long run on machines that may go away meets more than the usual four failures.
    conf.setIfMissing("spark.task.maxFailures", "16")
    if options.master:
        conf.setMaster(options.master)
    spark = SparkSession.builder.config(conf=conf).getOrCreate()
    spark.sparkContext.setCheckpointDir(options.folder + "/.checkpoints")
    names = spark.read.parquet(options.folder + "/names")
    resolution = Resolution(spark, options.clew, options.partitions)
    records = names.select("record").rdd.map(lambda row: row.record)
    lines = resolution.entities(records)
    spark.read.schema("block string, entity string, type string").json(lines).write.mode("overwrite").parquet(
        options.folder + "/entities")

    entities = spark.read.parquet(options.folder + "/entities").select("block", "entity")
    known = names.join(entities, "block").groupBy("doc", "name", "type").agg(least("entity").alias("entity"))
    resolved = spark.read.parquet(options.folder + "/statements")
    for end in ["subject", "object"]:
        canonical = known.toDF("doc", f"{end}_name", f"{end}_type", f"{end}_entity")
        resolved = resolved.withColumns({f"{end}_name": resolved[end].entity, f"{end}_type": resolved[end].type}).join(
            canonical, ["doc", f"{end}_name", f"{end}_type"], "left").drop(f"{end}_name", f"{end}_type")
    resolved.write.mode("overwrite").parquet(options.folder + "/resolved")
    spark.stop()


main()
