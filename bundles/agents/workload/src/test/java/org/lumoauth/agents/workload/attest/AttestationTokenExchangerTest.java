/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.attest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.workload.rule.TrustRuleFixture.ACME;
import static org.lumoauth.agents.workload.rule.TrustRuleFixture.ADMIN;
import static org.lumoauth.agents.workload.rule.TrustRuleFixture.rule;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.resource.ResourcePolicy;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.oauth.FakeResourcePolicy;

class AttestationTokenExchangerTest {

  private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";

  @DatabaseTest
  void givesATokenOfTheAgent(TestDatabase database) {
    var bench = trusting(database);

    var token = bench.exchange.exchange(ACME, request(Map.of()));

    assertEquals("agt_1", token.subject().id());
    assertEquals("workload.attested", bench.room.log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void failsForAnotherWorkload(TestDatabase database) {
    assertEquals("workload_identity_failed", refusal(database, Map.of("subject_token", "job-2")));
  }

  @DatabaseTest
  void failsForAnotherProvider(TestDatabase database) {
    assertEquals("workload_identity_failed", refusal(database, Map.of("subject_issuer", "other")));
  }

  @DatabaseTest
  void takesNoOtherTypeOfToken(TestDatabase database) {
    assertEquals(
        "unsupported_token_type",
        refusal(
            database,
            Map.of("subject_token_type", "urn:ietf:params:oauth:token-type:access_token")));
  }

  @DatabaseTest
  void takesASignedRequestByATypeOfItsOwn(TestDatabase database) {
    var signed = "{\"method\": \"POST\"}";
    var type = "urn:lumoauth:params:oauth:token-type:signed-request";

    var bench = trusting(database);
    assertEquals("invalid_request", refusal(bench, Map.of("subject_token", signed)).code());
    assertEquals("invalid_request", refusal(bench, Map.of("subject_token_type", type)).code());
    assertEquals(
        "workload_identity_failed",
        refusal(bench, Map.of("subject_token", signed, "subject_token_type", type)).code());
  }

  @DatabaseTest
  void letsNobodyElseAct(TestDatabase database) {
    assertEquals("invalid_request", refusal(database, Map.of("actor_token", "x")));
  }

  @DatabaseTest
  void givesNoTokenForAnotherAudience(TestDatabase database) {
    assertEquals("invalid_target", refusal(database, Map.of("audience", "https://other.example")));
  }

  @DatabaseTest
  void givesNoTokenForAResourceThatNoOtherGrantGives(TestDatabase database) {
    var bench = trusting(database);
    bench.modules.with(ResourcePolicy.class, "closed", new FakeResourcePolicy());

    var refusal = refusal(bench, Map.of("resource", "https://bank.example/api"));

    assertEquals("invalid_target", refusal.code());
  }

  @DatabaseTest
  void saysThatTheGateRefused(TestDatabase database) {
    var bench = trusting(database);
    bench.refusing(new ApiException(403, "agent_inactive", "no"));

    assertEquals("access_denied", refusal(bench, Map.of()).code());
  }

  @DatabaseTest
  void saysThatTheScopeIsTooWide(TestDatabase database) {
    var bench = trusting(database);
    bench.refusing(new ApiException(400, "invalid_scope", "no"));

    assertEquals("invalid_scope", refusal(bench, Map.of()).code());
  }

  private static AttestationFixture trusting(TestDatabase database) {
    var bench = new AttestationFixture(database);
    Agent agent = bench.agent(false);
    bench.room.book.create(ACME, rule(agent.id(), "job-1"), ADMIN);
    return bench;
  }

  private static String refusal(TestDatabase database, Map<String, String> more) {
    return refusal(trusting(database), more).code();
  }

  private static OAuthException refusal(AttestationFixture bench, Map<String, String> more) {
    return assertThrows(OAuthException.class, () -> bench.exchange.exchange(ACME, request(more)));
  }

  private static AuthenticatedTokenRequest request(Map<String, String> more) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("subject_token", "job-1");
    form.put("subject_token_type", JWT);
    form.put("subject_issuer", "test");
    form.putAll(more);
    var request = anOAuthRequest();
    for (var parameter : form.entrySet()) {
      request = request.with(parameter.getKey(), parameter.getValue());
    }
    return new AuthenticatedTokenRequest(
        aClient().withId("cli_1").build(), "workload_token", request.build(), Optional.empty());
  }
}
