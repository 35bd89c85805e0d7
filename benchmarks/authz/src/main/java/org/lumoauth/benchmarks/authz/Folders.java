package org.lumoauth.benchmarks.authz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where databases are kept from one run to the next: below the folder that the environment names as
 * {@code BENCH_FOLDER}, so that millions of tuples are written once.
 */
final class Folders {

  private Folders() {}

  static Path of(String name) throws IOException {
    var below = System.getenv("BENCH_FOLDER");
    return below == null || below.isEmpty()
        ? Files.createTempDirectory("lumoauth-" + name)
        : Files.createDirectories(Path.of(below, name));
  }
}
