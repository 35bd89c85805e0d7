/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.delegation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.itests.http.fixture.DelegationScenario.ON_BEHALF;
import static org.lumoauth.itests.http.fixture.DelegationScenario.READ;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.fixture.DelegationScenario;
import org.lumoauth.itests.http.fixture.DelegationTestBase;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.TrustedIssuerFixture;

/** What people see of who acts, and acted, for whom. */
class DelegationAuditIT extends DelegationTestBase {
  @Test
  void showsAndRevokesDelegationsInTheAccount() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    String acting = ada.actingToken(ada.token(), agent);
    ada.person.browser().open("/t/" + tenant.slug() + "/account/profile");
    assertTrue(ada.person.browser().text().contains("/account/delegations"));

    ada.person.browser().open("/t/" + tenant.slug() + "/account/delegations");
    assertTrue(ada.person.browser().text().contains("Courier"));
    ada.person.browser().submit("id", ada.delegation(agent));

    assertTrue(ada.person.browser().text().contains("Access removed."));
    assertFalse(ada.isActive(agent, acting));
  }

  @Test
  void printsDelegationGraphOnTheConsole() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    JsonNode claims = TrustedIssuerFixture.claimsOf(ada.actingToken(ada.token(), agent));
    String command = "lumoauth:chain " + tenant.slug() + " " + claims.path("jti").asText();

    String drawn = server.consoleByScript(command);

    String who = "agent " + agent.id() + " \"Courier[^\"]*\" for user " + ada.person.id();
    assertTrue(Pattern.compile(who).matcher(drawn).find(), drawn);
    assertTrue(
        drawn.contains(TrustedIssuerFixture.claimsOf(ada.token()).path("jti").asText()), drawn);
    assertTrue(drawn.contains(ada.delegation(agent)), drawn);
  }

  @Test
  void returnsHistoricalDelegationGraph() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    TestTenant.Agent sub = ada.agentWithConsent(ON_BEHALF, READ);
    String first = ada.actingToken(ada.token(), agent);
    String second = ada.actingToken(first, sub);
    String path = "/agents/chain/" + TrustedIssuerFixture.claimsOf(second).path("jti").asText();

    JsonNode drawn = ada.bearer(second).get(path).expect(200).data();

    assertEquals(ada.person.id(), drawn.at("/principal/subject/id").asText());
    assertEquals(sub.id(), drawn.at("/principal/actor_chain/0/id").asText());
    assertEquals(agent.id(), drawn.at("/principal/actor_chain/1/id").asText());
    assertTrue(drawn.at("/principal/actor_chain/1/name").asText().startsWith("Courier"));
    assertEquals("active", drawn.path("state").asText());
    assertEquals(TrustedIssuerFixture.claimsOf(first).path("jti"), drawn.at("/subjectToken/jti"));
    assertEquals(
        TrustedIssuerFixture.claimsOf(ada.token()).path("jti"),
        drawn.at("/subjectToken/subjectToken/jti"));
    assertEquals(sub.id(), drawn.at("/actorToken/principal/subject/id").asText());
    assertEquals(2, drawn.path("consents").size());
    tenant.admin().delete("/admin/delegations/" + ada.delegation(agent)).expect(200);
    JsonNode after = tenant.admin().get(path).expect(200).data();
    assertEquals("ended", after.path("state").asText());
    assertEquals("ended", after.at("/subjectToken/state").asText());
    assertEquals("active", after.at("/subjectToken/subjectToken/state").asText());
    DelegationScenario other = DelegationScenario.signIn(server, tenant);
    other.bearer(other.token()).get(path).expect(403);
    ada.anonymous().get(path).expect(401);
    tenant.admin().get("/agents/chain/tok_none").expect(404);
  }

  @Test
  void recordsTheWholeActorChain() {
    TestTenant.Agent agent = ada.agentWithConsent(ON_BEHALF, READ);
    TestTenant.Agent sub = ada.agentWithConsent(ON_BEHALF, READ);
    String second = ada.actingToken(ada.actingToken(ada.token(), agent), sub);
    String jti = TrustedIssuerFixture.claimsOf(second).path("jti").asText();
    String audit =
        ada.bearer(second)
            .post("/agents/ask", Map.of("action", READ))
            .expect(200)
            .body()
            .path("audit_id")
            .asText();

    JsonNode asked = record(row -> row.path("auditId").asText().equals(audit));
    JsonNode issued =
        record(
            row ->
                row.path("action").asText().equals("token.exchanged")
                    && row.path("targetId").asText().equals(jti));

    for (JsonNode row : List.of(asked, issued)) {
      JsonNode principal = row.path("principal");
      assertEquals("user:" + ada.person.id(), principal.path("subject").asText());
      assertEquals("agent:" + sub.id(), principal.at("/actor_chain/0").asText());
      assertEquals("agent:" + agent.id(), principal.at("/actor_chain/1").asText());
      assertEquals(2, principal.path("actor_chain").size());
    }
  }

  private static JsonNode record(Predicate<JsonNode> wanted) {
    JsonNode rows = tenant.admin().get("/admin/audit-logs?limit=100").expect(200).data();
    return StreamSupport.stream(rows.spliterator(), false)
        .filter(wanted)
        .findFirst()
        .orElseThrow(() -> new AssertionError(rows.toString()));
  }
}
