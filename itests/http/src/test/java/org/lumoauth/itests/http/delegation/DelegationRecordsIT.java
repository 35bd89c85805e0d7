package org.lumoauth.itests.http.delegation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.itests.http.fixture.Delegated.ON_BEHALF;
import static org.lumoauth.itests.http.fixture.Delegated.READ;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.fixture.Delegated;
import org.lumoauth.itests.http.fixture.DelegationSetting;
import org.lumoauth.itests.http.support.Staff;
import org.lumoauth.itests.http.support.Tenant;

/** What people see of who acts, and acted, for whom. */
class DelegationRecordsIT extends DelegationSetting {
  @Test
  void showsInTheAccountWhoActsAndTakesItBack() {
    Tenant.Agent agent = ada.consented(ON_BEHALF, READ);
    String acting = ada.acting(ada.token(), agent);
    ada.person.browser().open("/t/" + tenant.slug() + "/account/profile");
    assertTrue(ada.person.browser().text().contains("/account/delegations"));

    ada.person.browser().open("/t/" + tenant.slug() + "/account/delegations");
    assertTrue(ada.person.browser().text().contains("Courier"));
    ada.person.browser().submit("id", ada.delegation(agent));

    assertTrue(ada.person.browser().text().contains("Access removed."));
    assertFalse(ada.active(agent, acting));
  }

  @Test
  void drawsWhoActsForWhomOnTheConsole() {
    Tenant.Agent agent = ada.consented(ON_BEHALF, READ);
    JsonNode claims = Staff.claimsOf(ada.acting(ada.token(), agent));
    String command = "lumoauth:chain " + tenant.slug() + " " + claims.path("jti").asText();

    String drawn = server.consoleByScript(command);

    String who = "agent " + agent.id() + " \"Courier[^\"]*\" for user " + ada.person.id();
    assertTrue(Pattern.compile(who).matcher(drawn).find(), drawn);
    assertTrue(drawn.contains(Staff.claimsOf(ada.token()).path("jti").asText()), drawn);
    assertTrue(drawn.contains(ada.delegation(agent)), drawn);
  }

  @Test
  void drawsWhoActedForWhom() {
    Tenant.Agent agent = ada.consented(ON_BEHALF, READ);
    Tenant.Agent sub = ada.consented(ON_BEHALF, READ);
    String first = ada.acting(ada.token(), agent);
    String second = ada.acting(first, sub);
    String path = "/agents/chain/" + Staff.claimsOf(second).path("jti").asText();

    JsonNode drawn = ada.bearer(second).get(path).expect(200).data();

    assertEquals(ada.person.id(), drawn.at("/principal/subject/id").asText());
    assertEquals(sub.id(), drawn.at("/principal/actor_chain/0/id").asText());
    assertEquals(agent.id(), drawn.at("/principal/actor_chain/1/id").asText());
    assertTrue(drawn.at("/principal/actor_chain/1/name").asText().startsWith("Courier"));
    assertEquals("active", drawn.path("state").asText());
    assertEquals(Staff.claimsOf(first).path("jti"), drawn.at("/subjectToken/jti"));
    assertEquals(
        Staff.claimsOf(ada.token()).path("jti"), drawn.at("/subjectToken/subjectToken/jti"));
    assertEquals(sub.id(), drawn.at("/actorToken/principal/subject/id").asText());
    assertEquals(2, drawn.path("consents").size());
    tenant.admin().delete("/admin/delegations/" + ada.delegation(agent)).expect(200);
    JsonNode after = tenant.admin().get(path).expect(200).data();
    assertEquals("ended", after.path("state").asText());
    assertEquals("ended", after.at("/subjectToken/state").asText());
    assertEquals("active", after.at("/subjectToken/subjectToken/state").asText());
    Delegated other = Delegated.signedIn(server, tenant);
    other.bearer(other.token()).get(path).expect(403);
    ada.nobody().get(path).expect(401);
    tenant.admin().get("/agents/chain/tok_none").expect(404);
  }

  @Test
  void recordsTheWholeChainOfWhatIsDone() {
    Tenant.Agent agent = ada.consented(ON_BEHALF, READ);
    Tenant.Agent sub = ada.consented(ON_BEHALF, READ);
    String second = ada.acting(ada.acting(ada.token(), agent), sub);
    String jti = Staff.claimsOf(second).path("jti").asText();
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
