package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules by which agents and blueprints trust a platform, and what ends with them. */
class WorkloadTrustIT extends WorkloadCase {
  @Test
  void endsTheTokensWithTheTrust() {
    String rule = agent.trust("oidc", job.trust());
    String good = job.sign("job-7");
    String first = agent.token(good);

    tenant.admin().patch(rule, Map.of("name", "Another name")).expect(200);
    assertTrue(agent.admits(first));
    tenant.admin().patch(rule, Map.of("enabled", false)).expect(200);
    assertFalse(agent.admits(first));
    Workload.assertRejected("a rule that is off", agent.attest(good));

    tenant.admin().patch(rule, Map.of("enabled", true)).expect(200);
    String second = agent.token(good);
    tenant.admin().delete(rule).expect(200);
    assertFalse(agent.admits(second));
    Workload.assertRejected("no rule", agent.attest(good));
  }

  @Test
  void letsInstancesInheritTheTrustOfTheirBlueprintAndNarrowIt() {
    String blueprint = job.blueprint();
    Map<String, Object> both = job.trust();
    both.put("subjects", List.of("job-7", "job-8"));
    tenant
        .admin()
        .post(
            "/admin/agents/blueprints/" + blueprint + "/trust-rules",
            Map.of("provider", "oidc", "trust", both))
        .expect(201);
    var instance =
        Workload.register(tenant, Map.of("blueprintId", blueprint, "capabilities", List.of()));
    String token = instance.token(job.sign("job-8"));

    Map<String, Object> wider = job.trust();
    wider.put("subjects", List.of("job-7", "job-9"));
    instance.trust("oidc", wider);

    instance.attest(job.sign("job-7")).expect(200);
    Workload.assertRejected("not the instance's", instance.attest(job.sign("job-8")));
    Workload.assertRejected("not the blueprint's", instance.attest(job.sign("job-9")));
    assertFalse(instance.admits(token), "got by what is no longer trusted");
  }

  @Test
  void keepsTheLastRuleOfABlueprintThatNarrowsAnInstance() {
    String rules = "/admin/agents/blueprints/" + job.blueprint() + "/trust-rules";
    String blueprint = rules.split("/")[4];
    JsonNode rule =
        tenant
            .admin()
            .post(rules, Map.of("provider", "oidc", "trust", job.trust()))
            .expect(201)
            .data();
    var instance =
        Workload.register(tenant, Map.of("blueprintId", blueprint, "capabilities", List.of()));
    Map<String, Object> other = job.trust();
    other.put("subjects", List.of("job-9"));
    instance.trust("oidc", other);

    tenant.admin().delete(rules + "/" + rule.path("id").asText()).expect(409);

    Workload.assertRejected("not the blueprint's", instance.attest(job.sign("job-9")));
  }

  @Test
  void endsTheTokensOfInstancesWithTheTrustInTheirBlueprint() {
    String blueprint = job.blueprint();
    String rules = "/admin/agents/blueprints/" + blueprint + "/trust-rules";
    JsonNode rule =
        tenant
            .admin()
            .post(rules, Map.of("provider", "oidc", "trust", job.trust()))
            .expect(201)
            .data();
    var instance =
        Workload.register(tenant, Map.of("blueprintId", blueprint, "capabilities", List.of()));
    String token = instance.token(job.sign("job-7"));

    tenant.admin().delete(rules + "/" + rule.path("id").asText()).expect(200);

    assertFalse(instance.admits(token));
  }

  @Test
  void removesTheRulesOfABlueprintWithIt() {
    String blueprint = "/admin/agents/blueprints/" + job.blueprint();
    String rules = blueprint + "/trust-rules";
    JsonNode rule =
        tenant
            .admin()
            .post(rules, Map.of("provider", "oidc", "trust", job.trust()))
            .expect(201)
            .data();

    tenant.admin().delete(blueprint).expect(200);

    // The rules of a holder that is gone can be removed, where they outlive it.
    tenant.admin().delete(rules + "/" + rule.path("id").asText()).expect(404);
  }

  @Test
  void refusesRulesThatTrustEverybodyOrNobody() {
    Api admin = tenant.admin();
    for (Map<String, Object> trust :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("issuer", platform.issuer()),
            Map.of("issuer", platform.issuer(), "conditions", Map.of()),
            Map.of("issuer", platform.issuer(), "subjects", List.of()),
            Map.of("issuer", tenant.admin().base(), "subjects", List.of("a")),
            Map.of("issuer", "http://platform.example", "subjects", List.of("a")),
            Map.of("issuer", "https://u@platform.example", "subjects", List.of("a")),
            Map.of("issuer", platform.issuer(), "subjects", List.of("a"), "subject", "b"),
            Map.of(
                "issuer",
                platform.issuer(),
                "subjects",
                List.of("a"),
                "algorithms",
                List.of("HS256")),
            Map.of(
                "issuer",
                platform.issuer(),
                "subjects",
                List.of("a"),
                "jwksUri",
                "file:///etc/passwd"))) {
      Api.Answer answer = admin.post(agent.rules(), Map.of("provider", "oidc", "trust", trust));
      assertEquals("validation_error", answer.expect(422).body().path("error").asText());
    }
    admin.post(agent.rules(), Map.of("provider", "moon", "trust", job.trust())).expect(422);
    admin.post(agent.rules(), Map.of("provider", "oidc", "trust", job.trust(), "x", 1)).expect(422);
  }

  @Test
  void givesNobodyPowerByATrustThatTheyDoNotHave() {
    var mighty = Workload.register(tenant, Map.of("capabilities", List.of("users.write")));
    Tenant.Agent manager =
        tenant.agent("Manager", List.of("agents.read", "agents.write"), List.of("tenant_admin"));

    Api.Answer answer =
        manager
            .authenticated()
            .post(mighty.rules(), Map.of("provider", "oidc", "trust", job.trust()));

    assertEquals(403, answer.status(), answer.toString());
  }
}
