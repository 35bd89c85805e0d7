package org.lumoauth.itests.http.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.lumoauth.itests.http.flow.AauthFlows;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Command;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Site;
import org.lumoauth.itests.http.support.Tenant;

/**
 * The tokens of AAuth, and its places, at which a client that shares no code with the server shows
 * everything.
 *
 * @param kinds its tokens by their names
 * @param places what was told at each
 */
record AgentPlaces(Map<String, String> kinds, Map<String, Place> places) {
  /** What is told where a token is taken. */
  static final String TAKEN = "taken";

  private static final Path CLIENT = Server.PROJECT.resolve("examples/aauth/aauth.mjs");
  private static final Path SCRIPT = Path.of("src/test/aauth/kinds.mjs").toAbsolutePath();
  private static final int SECONDS = 120;

  /**
   * A place.
   *
   * @param own kinds that belong there
   * @param refusal what begins what is told of all others
   * @param told what was told, by kind
   */
  record Place(List<String> own, String refusal, Map<String, String> told) {}

  /** Shows these there, and its own. */
  static AgentPlaces tried(Site site, Tenant tenant, Person person, Map<String, String> others)
      throws IOException {
    JsonNode keys = AauthFlows.publishMetadata(site);
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
        Command.run(
            Server.PROJECT,
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
                Person.PASSWORD,
                tenant.key(),
                Api.JSON.writeValueAsString(others)));
    String last = said.lines().reduce("", (before, line) -> line); // after what Node.js warns of
    return Api.JSON.readValue(last, AgentPlaces.class);
  }
}
