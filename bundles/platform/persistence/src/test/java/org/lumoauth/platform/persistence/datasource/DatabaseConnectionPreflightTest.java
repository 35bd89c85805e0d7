/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseConnectionPreflightTest {
  @TempDir Path folder;

  @Test
  void acceptsTheRightPasswordAndRefusesAWrongOne() throws SQLException {
    String url = "jdbc:h2:file:" + folder.resolve("db");
    try (Connection created = DriverManager.getConnection(url, "owner", "right")) {
      created.createStatement().execute("create table t(id int)");
    }

    assertEquals(DatabaseConnectionPreflight.ACCEPTED, check(url, "right"));
    assertEquals(DatabaseConnectionPreflight.REFUSED, check(url, "wrong"));
  }

  @Test
  void reportsUnreachableDatabase() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    assertEquals(
        DatabaseConnectionPreflight.UNREACHABLE,
        check("jdbc:mariadb://127.0.0.1:" + port + "/x", "any"));
  }

  @Test
  void refusesAUrlOfAnotherDatabase() {
    assertEquals(DatabaseConnectionPreflight.MALFORMED, check("jdbc:oracle:thin:@db", "any"));
    assertEquals(DatabaseConnectionPreflight.MALFORMED, check("localhost/lumoauth", "any"));
  }

  private static int check(String url, String password) {
    return DatabaseConnectionPreflight.check(
        Map.of(
            "LUMOAUTH_DB_URL", url,
            "LUMOAUTH_DB_USER", "owner",
            "LUMOAUTH_DB_PASSWORD", password));
  }
}
