/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.lumoauth.itests.http.flow.AAuthFlows;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ProcessRunner;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * The tokens of AAuth, and its places, at which a client that shares no code with the server shows
 * everything.
 *
 * @param kinds its tokens by their names
 * @param places what was told at each
 */
record AAuthTokenLocations(Map<String, String> kinds, Map<String, AAuthTokenLocation> places) {
  /** What is told where a token is taken. */
  static final String TAKEN = "taken";

  private static final Path CLIENT = TestServer.PROJECT.resolve("examples/aauth/aauth.mjs");
  private static final Path SCRIPT = Path.of("src/test/aauth/kinds.mjs").toAbsolutePath();
  private static final int SECONDS = 120;

  /**
   * A place.
   *
   * @param own kinds that belong there
   * @param refusal what begins what is told of all others
   * @param told what was told, by kind
   */
  record AAuthTokenLocation(List<String> own, String refusal, Map<String, String> told) {}

  /** Shows these there, and its own. */
  static AAuthTokenLocations tried(
      StubSite site, TestTenant tenant, TestPerson person, Map<String, String> others)
      throws IOException {
    JsonNode keys = AAuthFlows.publishMetadata(site);
    List<String> base = List.of(site.address(""));
    tenant
        .admin()
        .put(
            "/admin/settings/aauthPerson",
            Map.of(
                "agentProviders", base,
                "resources", base,
                "personServers", base,
                "accessScopes", List.of("data.read")))
        .expect(200);
    String said =
        ProcessRunner.run(
            TestServer.PROJECT,
            Map.of(),
            SECONDS,
            List.of(
                "node",
                SCRIPT.toString(),
                CLIENT.toString(),
                keys.path("keys").toString(),
                tenant.admin().base(),
                site.address(""),
                person.email(),
                TestPerson.PASSWORD,
                tenant.key(),
                ApiClient.JSON.writeValueAsString(others)));
    String last = said.lines().reduce("", (before, line) -> line); // after what Node.js warns of
    return ApiClient.JSON.readValue(last, AAuthTokenLocations.class);
  }
}
