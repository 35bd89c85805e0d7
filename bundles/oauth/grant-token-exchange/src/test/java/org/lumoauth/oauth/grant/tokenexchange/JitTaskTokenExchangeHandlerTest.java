/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.ACME;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.ALICE;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.APP;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.exchanging;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumoauth.api.agent.TaskTokenExchanger;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.VerifiedToken;

/** The token of a task is another module's; without it nothing else is given in its place. */
class JitTaskTokenExchangeHandlerTest {

  private static final String TYPES = "urn:ietf:params:oauth:token-type:";

  private final TokenExchangeFixture world = new TokenExchangeFixture();

  @Test
  void issuesTokenWithScopeApprovedInTask() {
    world.taskExchange = this::given;
    String token = world.token();

    var response =
        world
            .grant(new InputTokenServiceLookup())
            .grant(ACME, exchanging(token).with("jit_task_id", "task_1").build());

    assertEquals(Set.of("documents.write"), response.accessToken().scope());
    assertEquals("task_1", response.additional().get("task_id"));
    assertEquals(TYPES + "access_token", response.additional().get("issued_token_type"));
  }

  @Test
  void rejectsTaskExchangeWithoutModule() {
    assertEquals("invalid_request", refusal("jit_task_id", "task_1"));
    assertEquals(1, world.tokens.issued().size());
  }

  @ParameterizedTest
  @CsvSource({
    "scope, documents.read",
    "audience, https://files.example.com",
    "resource, https://files.example.com",
    "actor_token, x",
    "requested_token_type, urn:ietf:params:oauth:token-type:id-jag"
  })
  void rejectsParametersThatAlterToken(String parameter, String value) {
    world.taskExchange = this::given;

    assertEquals("invalid_request", refusal(parameter, value));
    assertEquals(1, world.tokens.issued().size());
  }

  private String refusal(String parameter, String value) {
    AuthenticatedTokenRequest request =
        exchanging(world.token()).with("jit_task_id", "task_1").with(parameter, value).build();
    return assertThrows(
            OAuthException.class,
            () -> world.grant(new InputTokenServiceLookup()).grant(ACME, request))
        .code();
  }

  private TaskTokenExchanger.TaskTokenResult given(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      VerifiedToken presented,
      String taskId) {
    assertEquals(ALICE, presented.subject());
    var wish =
        new AccessTokenIssuanceRequest(
            APP.build(),
            ALICE,
            List.of(),
            Set.of("documents.write"),
            List.of(),
            Duration.ofMinutes(5),
            Optional.empty(),
            Map.of());
    return new TaskTokenExchanger.TaskTokenResult(
        world.tokens.issue(tenant, wish), Map.of("task_id", taskId));
  }
}
