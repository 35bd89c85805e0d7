/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.itests.http.fixture.WorkloadAgent.READ;
import static org.lumoauth.itests.http.fixture.WorkloadAgent.WRITE;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.fixture.WorkloadAgent;
import org.lumoauth.itests.http.fixture.WorkloadTestBase;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DocumentationExamples;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.TrustedIssuerFixture;

/** Agents that get tokens for what their platform says of them, on the real distribution. */
class WorkloadTokenIT extends WorkloadTestBase {
  @Test
  void documentationExamplesWork() throws IOException {
    DocumentationExamples.run(
        "how-to/authenticate-workloads.md",
        Map.of(
            "API", tenant.admin().base(),
            "ADMIN", tenant.key(),
            "ISSUER", platform.issuer(),
            "JOB", job.sign("job-7")));
  }

  @Test
  void issuesTokenForPlatformAttestation() {
    agent.trust("oidc", job.trust());

    JsonNode body = agent.attest(job.sign("job-7")).expect(200).body();
    JsonNode claims = TrustedIssuerFixture.claimsOf(body.path("access_token").asText());

    assertEquals("Bearer", body.path("token_type").asText());
    assertEquals(900, body.path("expires_in").asInt());
    assertEquals(READ + " " + WRITE, body.path("scope").asText());
    assertEquals("oidc", body.at("/identity/provider").asText());
    assertEquals("job-7", body.at("/identity/subject").asText());
    assertEquals(platform.issuer(), body.at("/identity/issuer").asText());
    assertFalse(body.at("/identity/audience_generic").asBoolean());
    assertEquals(agent.id(), claims.path("sub").asText());
    assertEquals("job-7", claims.at("/workload/subject").asText());
    assertTrue(agent.isAccepted(body.path("access_token").asText()));
  }

  @Test
  void reportsAudienceOfAnotherServer() {
    Map<String, Object> trust = job.trust();
    trust.put("audiences", List.of("https://any.example"));
    agent.trust("oidc", trust);
    Map<String, Object> claims = job.claims("job-7");
    claims.put("aud", "https://any.example");

    JsonNode body = agent.attest(platform.sign(claims)).expect(200).body();

    assertTrue(body.at("/identity/audience_generic").asBoolean());
  }

  @Test
  void issuesTokenByTokenExchange() {
    agent.trust("oidc", job.trust());

    JsonNode body =
        agent.exchange("oidc", job.sign("job-7"), Map.of("scope", READ)).expect(200).body();

    assertEquals(READ, body.path("scope").asText());
    assertEquals(
        "urn:ietf:params:oauth:token-type:access_token", body.path("issued_token_type").asText());
    assertTrue(agent.isAccepted(body.path("access_token").asText()));
  }

  @Test
  void revealsNothingAboutAgents() {
    agent.trust("oidc", job.trust());
    String good = job.sign("job-7");
    var another = WorkloadAgent.register(tenant, Map.of());
    TestTenant.Agent withSecret = tenant.agent("Secret", List.of(READ), List.of());
    JsonNode expected = agent.attest(job.sign("job-8")).expect(401).body();

    for (String id : List.of("agt_00000000000000000000000000", another.id(), withSecret.id())) {
      ApiClient.Answer answer =
          agent.anonymous().post("/agents/" + id + "/attest", Map.of("attestation_token", good));
      assertEquals(401, answer.status());
      assertEquals(expected.path("message"), answer.body().path("message"), id);
      assertEquals("attestation_rejected", answer.body().path("error").asText());
    }
  }

  @Test
  void keepsTenantsApart() throws IOException {
    agent.trust("oidc", job.trust());
    TestTenant other = TestTenant.create(server);
    ApiClient.Answer answer =
        new ApiClient(other.admin().base(), Map.of())
            .post(
                "/agents/" + agent.id() + "/attest",
                Map.of("attestation_token", job.sign("job-7")));

    WorkloadAgent.assertRejected("another tenant", answer);
    other.admin().get(agent.rules()).expect(404);
  }

  @Test
  void limitsTokenToTheAgentsCapabilities() {
    agent.trust("oidc", job.trust());
    String good = job.sign("job-7");

    ApiClient.Answer wider = agent.exchange("oidc", good, Map.of("scope", READ + " users.write"));
    assertEquals("invalid_scope", wider.expect(400).body().path("error").asText());

    String token = agent.token(good);
    tenant
        .admin()
        .put("/admin/agents/" + agent.id() + "/scopes", Map.of("scopes", List.of(READ)))
        .expect(200);
    assertEquals(READ, TrustedIssuerFixture.claimsOf(agent.token(good)).path("scope").asText());
    assertTrue(agent.isAccepted(token));
  }

  @Test
  void refusesStoppedAgent() {
    agent.trust("oidc", job.trust());
    String good = job.sign("job-7");
    String token = agent.token(good);

    tenant.admin().post("/admin/agents/" + agent.id() + "/suspend", Map.of()).expect(200);

    assertFalse(agent.isAccepted(token));
    WorkloadAgent.assertRejected("suspended", agent.attest(good));
    assertEquals(401, agent.exchange("oidc", good, Map.of()).status());
    tenant.admin().post("/admin/agents/" + agent.id() + "/activate", Map.of()).expect(200);
    agent.attest(good).expect(200);
  }

  @Test
  void refusesAddressOutsideTheAgentsAllowedAddresses() {
    agent.trust("oidc", job.trust());
    tenant
        .admin()
        .patch("/admin/agents/" + agent.id(), Map.of("allowedIps", List.of("192.0.2.0/24")))
        .expect(200);

    ApiClient.Answer answer = agent.attest(job.sign("job-7"));

    assertEquals("access_policy_denied", answer.expect(403).body().path("error").asText());
  }

  @Test
  void reportsInvalidRequests() {
    ApiClient nobody = agent.anonymous();
    String path = "/agents/" + agent.id() + "/attest";

    assertEquals("missing_attestation_token", error(400, nobody.post(path, Map.of())));
    assertEquals(
        "missing_attestation_token", error(400, nobody.post(path, Map.of("attestation_token", 1))));
    for (String noObject : List.of("[]", "null", "1")) {
      assertEquals(
          "invalid_json",
          error(
              400,
              nobody.send(
                  "POST", path, "application/json", noObject.getBytes(StandardCharsets.UTF_8))),
          noObject);
    }
    assertEquals(
        "invalid_json",
        error(
            400,
            nobody.send("POST", path, "application/json", "{".getBytes(StandardCharsets.UTF_8))));
    assertEquals(
        "validation_error",
        error(422, nobody.post(path, Map.of("attestation_token", "x", "scope", "y"))));
    assertEquals(
        "unsupported_token_type",
        error(
            400,
            agent.exchange(
                "oidc",
                "x",
                Map.of("subject_token_type", "urn:ietf:params:oauth:token-type:foo"))));
    assertEquals(
        "invalid_target",
        error(
            400, agent.exchange("oidc", trusted(), Map.of("audience", "https://another.example"))));
  }

  @Test
  void limitsRepeatedInvalidAttestations() {
    agent.trust("oidc", job.trust());
    ApiClient.Answer answer = agent.attest(job.sign("job-99"));
    for (int i = 0; i < 100 && answer.status() == 401; i++) {
      answer = agent.attest(job.sign("job-" + (100 + i)));
    }

    assertEquals(429, answer.status());
    assertEquals("rate_limit_exceeded", answer.body().path("error").asText(), answer.toString());
  }

  private String trusted() {
    agent.trust("oidc", job.trust());
    return job.sign("job-7");
  }

  private static String error(int status, ApiClient.Answer answer) {
    return answer.expect(status).body().path("error").asText();
  }
}
