/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.ProcessRunner;
import org.lumoauth.itests.http.support.TestServer;

/** {@code ./lumoauth} says plainly what is missing, and changes nothing then. */
@ExtendWith(DefaultServerExtension.class)
class StartScriptErrorsIT {
  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void chooseEnvironment() {
    data = folder.resolve("data");
  }

  @Test
  void reportsJavaHomeWithoutJdk() {
    String said = refuseStart(Map.of("JAVA_HOME", folder.toString()));

    assertTrue(
        said.contains("JAVA_HOME is " + folder + ", which does not contain bin/java."), said);
    assertTrue(said.contains("Set it to a JDK 17 or 21"), said);
  }

  @Test
  void reportsUnsupportedJdk() throws IOException {
    for (String version : List.of("1.8.0_402", "11.0.25", "25.0.1")) {
      script("bin/java", "echo 'openjdk version \"" + version + "\"' >&2");

      String said = refuseStart(Map.of("JAVA_HOME", folder.toString()));

      assertTrue(said.contains("requires Java 17 to 21"), said);
    }
  }

  @Test
  void reportsProcessThatUsesThePort() throws IOException {
    for (String which : List.of("LUMOAUTH_HTTP_PORT", "LUMOAUTH_CONSOLE_PORT")) {
      try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        String port = Integer.toString(taken.getLocalPort());

        String said = refuseStart(Map.of(which, port));

        assertTrue(said.contains("Port " + port + " is in use by "), said);
        assertTrue(said.contains(which + "="), said);
      }
    }
  }

  @Test
  void reportsInvalidPort() {
    for (String port : List.of("0", "70000", "http", "-1", "99999999999999999999")) {
      String said = refuseStart(Map.of("LUMOAUTH_HTTP_PORT", port));

      assertTrue(said.contains("must be a port number from 1 to 65535"), said);
    }
  }

  @Test
  void reportsInstanceOnTheSameFolder(TestServer shared) throws IOException {
    String before = Files.readString(shared.data().resolve("lumoauth.run"));

    String said = refuseStart(Map.of("LUMOAUTH_DATA", shared.data().toString()));

    String pid = Files.readString(shared.data().resolve("lumoauth.pid")).strip();
    assertTrue(said.contains("is already running (pid " + pid + ")"), said);
    assertTrue(said.contains("./lumoauth down"), said);
    assertEquals(before, Files.readString(shared.data().resolve("lumoauth.run")));
  }

  @Test
  void reportsInstanceOnFolderGivenByAnotherPath(TestServer shared) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), shared.data());

    for (String name : List.of(link.toString(), shared.data() + "/../data", shared.data() + "//")) {
      String said = refuseStart(Map.of("LUMOAUTH_DATA", name));

      assertTrue(said.contains("An instance on "), said);
    }
  }

  @Test
  void reportsDuplicatePort() {
    String port = Integer.toString(TestServer.freePort());

    String said = refuseStart(Map.of("LUMOAUTH_HTTP_PORT", port, "LUMOAUTH_CONSOLE_PORT", port));

    assertTrue(said.contains("are both " + port), said);
  }

  @Test
  void reportsInvalidTimeout() {
    String said = refuseStart(Map.of("LUMOAUTH_START_SECONDS", "abc"));

    assertTrue(
        said.contains("LUMOAUTH_START_SECONDS must be a number of seconds, not \"abc\""), said);
  }

  @Test
  void reportsInvalidBaseUrl() {
    for (String address :
        List.of(
            "ftp://id.example.com", "https://x y", "id.example.com", "https://id.example.com?x")) {
      String said = refuseStart(Map.of("LUMOAUTH_BASE_URL", address));

      assertTrue(
          said.contains(
              "LUMOAUTH_BASE_URL must have the form http(s)://host[:port][/path], not \""
                  + address
                  + "\""),
          said);
    }
  }

  @Test
  void reportsInvalidBindAddress() {
    String said = refuseStart(Map.of("LUMOAUTH_BIND", "not.an.address.invalid"));

    assertTrue(
        said.contains(
            "LUMOAUTH_BIND must be an address of this machine, not \"not.an.address.invalid\""),
        said);
  }

  @Test
  void reportsInvalidOperatorKeyWithoutPrintingIt() {
    for (String key : List.of("short", "lmk_short", "lmk_" + "a".repeat(65), "x".repeat(40))) {
      String said = refuseStart(Map.of("LUMOAUTH_BOOTSTRAP_API_KEY", key));

      assertTrue(said.contains("LUMOAUTH_BOOTSTRAP_API_KEY is not a valid operator key"), said);
      assertTrue(said.contains("32 to 64 letters"), said);
      assertFalse(said.contains(key + "\n"), said);
    }
  }

  @Test
  void reportsUnsupportedDatabaseUrl() {
    String said = refuseStart(Map.of("LUMOAUTH_DB_URL", "jdbc:oracle:thin:@db"));

    assertTrue(said.contains("LUMOAUTH_DB_URL is \"jdbc:oracle:thin:@db\""), said);
    assertTrue(said.contains("jdbc:mariadb://host:3306/database"), said);
  }

  @Test
  void reportsFileInPlaceOfDataFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    String said = refuseStart(Map.of("LUMOAUTH_DATA", file.resolve("data").toString()));

    assertTrue(said.contains("/file is a file, so "), said);
  }

  @Test
  void reportsFullDisk() throws IOException {
    script("bin/df", "printf 'Filesystem 1024-blocks Used Available\\n/dev/x 9 9 3072\\n'");

    String said = refuseStart(Map.of("PATH", folder.resolve("bin") + ":" + System.getenv("PATH")));

    assertTrue(said.contains("has 3 MB of free space; at least 300 MB are required"), said);
    assertTrue(said.contains("LUMOAUTH_DATA"), said);
  }

  /** Whoever reads it by a program gets the words alone. */
  @Test
  void printsNoColorsWithoutTerminal(TestServer shared) {
    String said =
        run(
            Map.of("LUMOAUTH_DATA", shared.data().toString()),
            "console",
            "lumoauth:agent-list no-such-tenant");

    assertFalse(said.contains("\u001b"), said);
  }

  @Test
  void reportsUnknownOptions() {
    assertTrue(run(Map.of(), "up", "--tuor").contains("Unknown option of up: --tuor."));
    assertTrue(run(Map.of(), "upp").contains("Usage: ./lumoauth"));
  }

  /** What it said when it was to start and refused to; there is nothing new then. */
  private String refuseStart(Map<String, String> environment) {
    String said = run(environment, "up", "--no-tour");
    assertFalse(Files.exists(data), "a data folder was made");
    return said;
  }

  private String run(Map<String, String> changes, String... arguments) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "LUMOAUTH_DATA", data.toString(),
                "LUMOAUTH_HTTP_PORT", Integer.toString(TestServer.freePort()),
                "LUMOAUTH_CONSOLE_PORT", Integer.toString(TestServer.freePort())));
    environment.putAll(changes);
    String script = TestServer.PROJECT.resolve("lumoauth").toString();
    return ProcessRunner.runExpectingFailure(
        TestServer.PROJECT,
        environment,
        60,
        Stream.concat(Stream.of(script), Stream.of(arguments)).toList());
  }

  /** A program of that name that does this. */
  private void script(String name, String line) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
