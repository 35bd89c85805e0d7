/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.authz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folders of databases, which persist between runs: below the folder of the environment
 * variable {@code BENCH_FOLDER}, so that millions of tuples are written only once.
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
