/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.fixture.WorkloadAgent;
import org.lumoauth.itests.http.fixture.WorkloadTestBase;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestTenant;

/** Rules by which agents and blueprints trust a platform, and what ends with them. */
class WorkloadTrustIT extends WorkloadTestBase {
  private static final String BLUEPRINTS = "/admin/agents/blueprints/";

  @Test
  void revokesTokensWithTheTrustRule() {
    String rule = agent.trust("oidc", job.trust());
    String good = job.sign("job-7");
    String first = agent.token(good);

    tenant.admin().patch(rule, Map.of("name", "Another name")).expect(200);
    assertTrue(agent.isAccepted(first));
    tenant.admin().patch(rule, Map.of("enabled", false)).expect(200);
    assertFalse(agent.isAccepted(first));
    WorkloadAgent.assertRejected("a rule that is off", agent.attest(good));

    tenant.admin().patch(rule, Map.of("enabled", true)).expect(200);
    String second = agent.token(good);
    tenant.admin().delete(rule).expect(200);
    assertFalse(agent.isAccepted(second));
    WorkloadAgent.assertRejected("no rule", agent.attest(good));
  }

  @Test
  void instancesInheritAndNarrowBlueprintTrust() {
    String blueprint = job.blueprint();
    trustIn(blueprint, trusting("job-7", "job-8"));
    var instance = instance(blueprint);
    String token = instance.token(job.sign("job-8"));

    instance.trust("oidc", trusting("job-7", "job-9"));

    instance.attest(job.sign("job-7")).expect(200);
    WorkloadAgent.assertRejected("not the instance's", instance.attest(job.sign("job-8")));
    WorkloadAgent.assertRejected("not the blueprint's", instance.attest(job.sign("job-9")));
    assertFalse(instance.isAccepted(token), "got by what is no longer trusted");
  }

  @Test
  void refusesRemovalOfLastNarrowingBlueprintRule() {
    String blueprint = job.blueprint();
    String rule = trustIn(blueprint, job.trust());
    var instance = instance(blueprint);
    instance.trust("oidc", trusting("job-9"));

    tenant.admin().delete(rule).expect(409);

    WorkloadAgent.assertRejected("not the blueprint's", instance.attest(job.sign("job-9")));
  }

  @Test
  void revokesInstanceTokensWithTheBlueprintTrust() {
    String blueprint = job.blueprint();
    String rule = trustIn(blueprint, job.trust());
    var instance = instance(blueprint);
    String token = instance.token(job.sign("job-7"));

    tenant.admin().delete(rule).expect(200);

    assertFalse(instance.isAccepted(token));
  }

  @Test
  void removesTrustRulesWithTheirBlueprint() {
    String blueprint = job.blueprint();
    String rule = trustIn(blueprint, job.trust());

    tenant.admin().delete(BLUEPRINTS + blueprint).expect(200);

    // The rules of a holder that is gone can be removed, where they outlive it.
    tenant.admin().delete(rule).expect(404);
  }

  @Test
  void refusesOverbroadAndEmptyRules() {
    ApiClient admin = tenant.admin();
    for (Map<String, Object> trust :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("issuer", platform.issuer()),
            Map.of("issuer", platform.issuer(), "conditions", Map.of()),
            Map.of("issuer", platform.issuer(), "subjects", List.of()),
            trustingBut("issuer", tenant.admin().base()),
            trustingBut("issuer", "http://platform.example"),
            trustingBut("issuer", "https://u@platform.example"),
            trustingBut("subject", "b"),
            trustingBut("algorithms", List.of("HS256")),
            trustingBut("jwksUri", "file:///etc/passwd"))) {
      ApiClient.Answer answer =
          admin.post(agent.rules(), Map.of("provider", "oidc", "trust", trust));
      assertEquals("validation_error", answer.expect(422).body().path("error").asText());
    }
    admin.post(agent.rules(), Map.of("provider", "moon", "trust", job.trust())).expect(422);
    admin.post(agent.rules(), Map.of("provider", "oidc", "trust", job.trust(), "x", 1)).expect(422);
  }

  @Test
  void refusesTrustRuleBeyondTheCallersPermissions() {
    var mighty = WorkloadAgent.register(tenant, Map.of("capabilities", List.of("users.write")));
    TestTenant.Agent manager =
        tenant.agent("Manager", List.of("agents.read", "agents.write"), List.of("tenant_admin"));

    ApiClient.Answer answer =
        manager
            .authenticated()
            .post(mighty.rules(), Map.of("provider", "oidc", "trust", job.trust()));

    assertEquals(403, answer.status(), answer.toString());
  }

  /** Makes a rule of a blueprint, and returns its path. */
  private String trustIn(String blueprint, Map<String, Object> trust) {
    String rules = BLUEPRINTS + blueprint + "/trust-rules";
    JsonNode made =
        tenant.admin().post(rules, Map.of("provider", "oidc", "trust", trust)).expect(201).data();
    return rules + "/" + made.path("id").asText();
  }

  private WorkloadAgent instance(String blueprint) {
    return WorkloadAgent.register(
        tenant, Map.of("blueprintId", blueprint, "capabilities", List.of()));
  }

  /** What would do, but for one member. */
  private Map<String, Object> trustingBut(String member, Object value) {
    Map<String, Object> trust = trusting("a");
    trust.put(member, value);
    return trust;
  }

  private Map<String, Object> trusting(String... subjects) {
    Map<String, Object> trust = job.trust();
    trust.put("subjects", List.of(subjects));
    return trust;
  }
}
