/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.support.TestServer;

/** Another program has the default port of the console. */
class ConsolePortConflictIT {
  private static final int DEFAULT = 8101;
  private static final String PORT = "console_port=";

  @Test
  void startsOnAFreePort() throws Exception {
    AutoCloseable taken = occupyPort();
    try (TestServer server = TestServer.stopped(Map.of("LUMOAUTH_CONSOLE_PORT", ""))) {
      server.up();

      int port = port(server);
      assertTrue(port > DEFAULT && port <= DEFAULT + 50, "port " + port);
      assertEquals(200, server.anonymous().get("/system/health/ready").status());
      String said = server.consoleByScript("help");
      assertTrue(said.contains("tenant-list"), said);
    } finally {
      taken.close();
    }
  }

  /** Holds the port; if a program outside of this test has it already, that is as good. */
  private static AutoCloseable occupyPort() throws IOException {
    try {
      return new ServerSocket(DEFAULT, 1, InetAddress.getLoopbackAddress());
    } catch (BindException alreadyTaken) {
      return () -> {};
    }
  }

  private static int port(TestServer server) throws IOException {
    return Files.readAllLines(server.data().resolve("lumoauth.run")).stream()
        .filter(line -> line.startsWith(PORT))
        .mapToInt(line -> Integer.parseInt(line.substring(PORT.length())))
        .findFirst()
        .orElseThrow();
  }
}
