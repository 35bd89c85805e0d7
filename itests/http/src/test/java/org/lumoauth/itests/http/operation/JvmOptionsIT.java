/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.ProcessRunner;
import org.lumoauth.itests.http.support.TestServer;

/** The options that {@code bin/setenv} gives the JVM, on machines of several sizes. */
class JvmOptionsIT {
  private static final String COMPILERS = "-XX:CICompilerCount=4";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"echo 1,true", "echo 7,true", "echo 8,false", "echo 16,false", "exit 127,false"})
  void givesAMachineOfFewProcessorsFourCompilerThreads(String getconf, boolean four)
      throws IOException {
    assertEquals(four, options(getconf, "").contains(COMPILERS), options(getconf, ""));
  }

  @Test
  void operatorOptionsOverrideDefaults() throws IOException {
    String own = "-XX:CICompilerCount=2";

    assertTrue(options("echo 2", own).endsWith(own), options("echo 2", own));
  }

  @Test
  void exitsOnOutOfMemoryError() throws IOException {
    String options = options("echo 2", "");

    assertTrue(options.contains("-Xmx512m "), options);
    assertTrue(options.contains("-XX:+ExitOnOutOfMemoryError"), options);
  }

  @Test
  void systemdRestartsAfterFailure() throws IOException {
    List<String> unit =
        Files.readAllLines(TestServer.PROJECT.resolve("deploy/systemd/lumoauth.service"));

    assertTrue(unit.contains("Restart=on-failure"), unit.toString());
    assertTrue(
        unit.contains("ExecStart=/opt/lumoauth/bin/lumoauth up --foreground --no-tour"),
        unit.toString());
  }

  /** The server runs from the unpacked archive. */
  @Test
  @ExtendWith(DefaultServerExtension.class)
  void archiveContainsTheSystemdUnit(TestServer server) throws IOException {
    String home =
        Files.readAllLines(server.data().resolve("lumoauth.run")).stream()
            .filter(line -> line.startsWith("home="))
            .map(line -> line.substring("home=".length()))
            .findFirst()
            .orElseThrow();

    assertEquals(
        Files.readString(TestServer.PROJECT.resolve("deploy/systemd/lumoauth.service")),
        Files.readString(Path.of(home, "contrib/systemd/lumoauth.service")));
  }

  private String options(String getconf, String own) throws IOException {
    Path program = folder.resolve("getconf");
    Files.writeString(program, "#!/bin/sh\n" + getconf + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    String setenv = TestServer.PROJECT + "/distribution/src/main/assembly/bin/setenv";
    return ProcessRunner.run(
            folder,
            Map.of(
                "PATH",
                folder + ":" + System.getenv("PATH"),
                "KARAF_SYSTEM_OPTS",
                "",
                "LUMOAUTH_JAVA_OPTS",
                own),
            10,
            List.of("sh", "-euc", ". '" + setenv + "'; printf %s \"$KARAF_SYSTEM_OPTS\""))
        .strip();
  }
}
