"""Checks an archive with Apache Spark: spark.py ARTICLES.jsonl FOLDER [--deskcheck PATH] [--partitions N] [--claims]

Each partition goes through one process of `deskcheck batch`, with a thread; the parts of FOLDER, joined by name, are the answers in the order of
the articles.  ARTICLES and FOLDER are whatever Spark reads and writes; deskcheck lies at the same path on every machine.
"""

import argparse
import shlex
import sys

from pyspark.sql import SparkSession


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles")
    parser.add_argument("folder")
    parser.add_argument("--deskcheck", default="/usr/local/bin/deskcheck")
    parser.add_argument("--partitions", type=int, default=None, help="at least so many; else a part each 128 MB")
    parser.add_argument("--claims", action="store_true")
    given = parser.parse_args()

    spark = SparkSession.builder.appName("deskcheck").getOrCreate()
    context = spark.sparkContext
    lines = context.textFile(given.articles, given.partitions)
    command = [given.deskcheck, "batch"] + (["--claims"] if given.claims else [])
    # A line that cannot be read ends the process with 2, and has its answer: not the exit code tells whether all went well, but
    # the number of answers.
    lines.pipe(shlex.join(command), env={"RAYON_NUM_THREADS": "1"}).saveAsTextFile(given.folder)
    articles = lines.filter(lambda line: line.strip()).count()
    written = context.textFile(given.folder).count()
    spark.stop()
    if written != articles:
        print(f"spark.py: {written} answers for {articles} articles", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
