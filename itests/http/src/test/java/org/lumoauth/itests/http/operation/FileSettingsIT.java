/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestServer;

/** What the environment can set, files can; the environment wins over them. */
class FileSettingsIT {
  private static final String KEY = "lmk_thisOneStandsInAFileAndIsLongEnoughForAKey1";
  private static final String BASE = "https://id.example.com";

  @Test
  void configureServerAndTour() throws Exception {
    try (TestServer server = TestServer.stopped(Map.of("LUMOAUTH_HTTP_PORT", ""))) {
      Path database = server.data().resolve("another/place");
      int port = URI.create(server.base()).getPort();
      server.configure(
          "org.lumoauth.platform.web.cfg",
          "port = " + port + "\nbind = 127.0.0.1\nbaseUrl = " + BASE + "\n");
      server.configure("org.lumoauth.platform.apikeys.cfg", "bootstrapApiKey = " + KEY + "\n");
      server.configure(
          "org.lumoauth.platform.keys.cfg",
          "masterKeyFile = " + server.data().resolve("of-the-file.key") + "\n");
      server.configure(
          "org.lumoauth.platform.persistence.cfg", "url = jdbc:h2:file:" + database + "\n");

      String said = server.upWithTour();

      assertTrue(said.contains("LumoAuth   " + BASE), said);
      assertTrue(said.contains("records verified; head "), said);
      ApiClient operator = new ApiClient(server.base(), Map.of("Authorization", "Bearer " + KEY));
      assertEquals(200, operator.get("/api/v1/platform/tenants").status());
      assertFalse(Files.exists(server.data().resolve("bootstrap-api-key")));
      assertTrue(Files.exists(server.data().resolve("of-the-file.key")));
      assertTrue(Files.exists(Path.of(database + ".mv.db")));
    }
  }

  @Test
  void areOverriddenByTheEnvironment() throws Exception {
    Map<String, String> environment =
        Map.of(
            "LUMOAUTH_BIND", "127.0.0.1",
            "LUMOAUTH_BASE_URL", "https://wins.example.com",
            "LUMOAUTH_BOOTSTRAP_API_KEY", KEY);
    try (TestServer server = TestServer.stopped(environment)) {
      server.configure(
          "org.lumoauth.platform.web.cfg", "port = 1\nbind = 192.0.2.1\nbaseUrl = " + BASE + "\n");
      server.configure("org.lumoauth.platform.apikeys.cfg", "bootstrapApiKey = lmk_loses\n");
      server.configure("org.lumoauth.platform.persistence.cfg", "url =\n");

      String said = server.upWithTour();

      assertTrue(said.contains("LumoAuth   https://wins.example.com"), said);
      assertTrue(said.contains("records verified; head "), said);
    }
  }
}
