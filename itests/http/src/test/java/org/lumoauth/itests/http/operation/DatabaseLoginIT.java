/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.support.MariaDbServerExtension;
import org.lumoauth.itests.http.support.ProcessRunner;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.platform.persistence.testkit.MariaDbServer;

/** The launcher logs in to the database before it starts the server. */
@ExtendWith(MariaDbServerExtension.class)
class DatabaseLoginIT {
  private static final int SECONDS = 10;

  private static MariaDbServer database;

  @TempDir Path folder;

  @BeforeAll
  static void start(MariaDbServer shared) {
    database = shared;
  }

  @Test
  void reportsARefusedLoginWithinTenSeconds() {
    String said = refused(Map.of("LUMOAUTH_DB_USER", "stranger", "LUMOAUTH_DB_PASSWORD", "s3cr3t"));

    assertTrue(said.contains("rejected the login of user \"stranger\""), said);
    assertTrue(said.contains("LUMOAUTH_DB_PASSWORD"), said);
    assertFalse(said.contains("s3cr3t"), said);
  }

  @Test
  void reportsADatabaseThatDoesNotExist() {
    String url = MariaDbServerExtension.settings(database).url().replace("/lumoauth", "/missing");

    assertTrue(refused(Map.of("LUMOAUTH_DB_URL", url)).contains("missing"));
  }

  private String refused(Map<String, String> changes) {
    Path data = folder.resolve("data");
    Map<String, String> environment = new HashMap<>(MariaDbServerExtension.environment(database));
    environment.put("LUMOAUTH_DATA", data.toString());
    environment.put("LUMOAUTH_HTTP_PORT", Integer.toString(TestServer.freePort()));
    environment.put("LUMOAUTH_CONSOLE_PORT", Integer.toString(TestServer.freePort()));
    environment.putAll(changes);
    String script = TestServer.PROJECT.resolve("lumoauth").toString();
    String said =
        ProcessRunner.runExpectingFailure(
            TestServer.PROJECT, environment, SECONDS, List.of(script, "up", "--no-tour"));
    assertFalse(Files.exists(data), "a data folder was made");
    return said;
  }
}
