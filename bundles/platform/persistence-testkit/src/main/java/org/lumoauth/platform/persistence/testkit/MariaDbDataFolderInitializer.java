/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Creates the files with which MariaDB starts.
 *
 * @param home the folder of its programs
 */
record MariaDbDataFolderInitializer(Path home) {
  private static final int LIMIT_SECONDS = 120;

  /** Returns the folder options of MariaDB's programs. */
  List<String> options(Path data) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + data,
                "--innodb-log-file-size=16M"));
    if ("root".equals(System.getProperty("user.name"))) {
      options.add("--user=root"); // required by MariaDB
    }
    return options;
  }

  /**
   * Fills a data folder.
   *
   * @throws IllegalStateException with the reason for a failure
   */
  void run(Path data) throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh"));
    command.add(home.resolve("scripts/mariadb-install-db").toString());
    command.addAll(options(data));
    command.add("--auth-root-authentication-method=normal");
    command.add("--skip-test-db");
    Path log = Files.createTempFile("lumo-db-install", ".log");
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "mariadb-install-db failed. MariaDB's binaries require Linux on x86-64 "
                + "with libcrypt.so.1;"
                + " alternatively set LUMOAUTH_TEST_DB_URL to a server. Its output: "
                + Files.readString(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while installing MariaDB", e);
    } finally {
      Files.delete(log);
    }
  }
}
