/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.ACME;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.AGENT;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.APP;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.agent.WorkloadTokenExchanger;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;

class WorkloadSubjectTokenExchangeHandlerTest {

  private static final String TYPES = "urn:ietf:params:oauth:token-type:";

  private final TokenExchangeFixture world = new TokenExchangeFixture();
  private final WorkloadTokenExchanger exchange =
      (tenant, request) ->
          world.tokens.issue(
              tenant,
              new AccessTokenIssuanceRequest(
                  request.client(),
                  AGENT,
                  List.of(),
                  Set.of("files.read"),
                  List.of(),
                  Duration.ofMinutes(15),
                  Optional.empty(),
                  Map.of()));

  @Test
  void delegatesPlatformTokenToWorkloadModule() {
    var response =
        grant(new WorkloadSubjectTokenExchangeHandler(exchange))
            .grant(ACME, request("access_token"));

    assertEquals(AGENT, response.accessToken().subject());
    assertEquals(TYPES + "access_token", response.additional().get("issued_token_type"));
  }

  @Test
  void rejectsPlatformTokenWithoutWorkloadModule() {
    assertEquals(
        "invalid_request", refusal(new WorkloadSubjectTokenExchangeHandler(), "access_token"));
  }

  @Test
  void issuesOnlyAccessTokensForPlatformToken() {
    assertEquals(
        "invalid_request", refusal(new WorkloadSubjectTokenExchangeHandler(exchange), "id-jag"));
  }

  private String refusal(WorkloadSubjectTokenExchangeHandler workloads, String type) {
    return assertThrows(OAuthException.class, () -> grant(workloads).grant(ACME, request(type)))
        .code();
  }

  private TokenExchangeGrantHandler grant(WorkloadSubjectTokenExchangeHandler workloads) {
    return world.grant(new InputTokenServiceLookup(), workloads);
  }

  private static AuthenticatedTokenRequest request(String type) {
    return new AuthenticatedTokenRequest(
        APP.build(),
        "workload_token",
        anOAuthRequest()
            .with("subject_token", "x")
            .with("subject_token_type", TYPES + "jwt")
            .with("subject_issuer", "kubernetes")
            .with("requested_token_type", TYPES + type)
            .build(),
        Optional.empty());
  }
}
