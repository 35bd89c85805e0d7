/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequest;
import org.lumoauth.agents.aauthperson.signature.AAuthServerMetadataClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;

class InteractionCallbackUrlResolverTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String BACK = "https://a.example/back";
  private static final InteractionQuestion QUESTION =
      InteractionQuestionSamples.question("permission", Map.of());

  private boolean loopback = true;
  private int status = 200;
  private final InteractionCallbackUrlResolver callbacks =
      new InteractionCallbackUrlResolver(new AAuthServerMetadataClient(this::send));

  @ParameterizedTest
  @ValueSource(
      strings = {
        BACK,
        "http://localhost",
        "http://localhost:8080/",
        "http://127.0.0.1:4321/agent/back_1.html"
      })
  void returnsUrlsAllowedByAgentProvider(String wanted) {
    assertEquals(wanted, callbacks.of(ACME, QUESTION, wanted));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://a.example/back/",
        "https://a.example/back?a=b",
        "https://a.example/back#a",
        "https://a.example/Back",
        "https://A.example/back",
        "https://a.example",
        "https://evil.example/back",
        "https://localhost/",
        "http://localhost.evil.example/",
        "http://localhost:8080@evil.example/",
        "http://127.0.0.1:80evil.example/",
        "http://127.0.0.10/",
        "http://localhost:123456/",
        "http://localhost/?a=b",
        "http://localhost/#a",
        "http://localhost/\n",
        "http://[::1]/",
        "javascript:alert(1)"
      })
  void rejectsOtherCallbackUrls(String wanted) {
    assertEquals("", callbacks.of(ACME, QUESTION, wanted));
  }

  @Test
  void allowsLoopbackOnlyIfProviderAllowsIt() {
    loopback = false;

    assertEquals("", callbacks.of(ACME, QUESTION, "http://localhost/"));
    assertEquals(BACK, callbacks.of(ACME, QUESTION, BACK));
  }

  @Test
  void returnsNoUrlWhileProviderIsUnavailable() {
    status = 500;

    assertEquals("", callbacks.of(ACME, QUESTION, BACK));
  }

  @Test
  void redirectsForSelfRegisteredAgentOnlyAfterGrant() {
    DeferredRequest free = endingAt(InteractionQuestionSamples.free(QUESTION), BACK);
    DeferredRequest bound = endingAt(QUESTION, BACK);

    for (String state :
        List.of(DeferredRequest.DENIED, DeferredRequest.EXPIRED, DeferredRequest.FAILED)) {
      assertFalse(InteractionCallbackUrlResolver.mayRedirect(free, state), state);
      assertTrue(InteractionCallbackUrlResolver.mayRedirect(bound, state), state);
    }
    assertTrue(InteractionCallbackUrlResolver.mayRedirect(free, DeferredRequest.GRANTED));
    assertEquals(
        Map.of("returnUrl", BACK + "?error=access_denied", "returnOrigin", "https://a.example"),
        InteractionCallbackUrlResolver.link(free, DeferredRequest.DENIED));
  }

  @Test
  void appendsErrorCodeToCallbackUrl() {
    DeferredRequest of = endingAt("http://localhost:8080/back");

    assertEquals(
        "http://localhost:8080/back",
        InteractionCallbackUrlResolver.ended(of, DeferredRequest.GRANTED));
    assertEquals(
        Map.of(
            DeferredRequest.DENIED, "access_denied",
            DeferredRequest.ABANDONED, "user_abandoned",
            DeferredRequest.EXPIRED, "interaction_expired",
            DeferredRequest.FAILED, "server_error"),
        Map.of(
            DeferredRequest.DENIED, error(of, DeferredRequest.DENIED),
            DeferredRequest.ABANDONED, error(of, DeferredRequest.ABANDONED),
            DeferredRequest.EXPIRED, error(of, DeferredRequest.EXPIRED),
            DeferredRequest.FAILED, error(of, DeferredRequest.FAILED)));
    assertEquals(Set.of("http://localhost:8080"), InteractionCallbackUrlResolver.origins(of));
  }

  private static DeferredRequest endingAt(String callback) {
    return endingAt(QUESTION, callback);
  }

  private static DeferredRequest endingAt(InteractionQuestion question, String callback) {
    return new DeferredRequest(
        "id",
        "code",
        question,
        DeferredRequest.OPEN,
        "",
        Map.of(),
        List.of(),
        Instant.now(),
        false,
        "ses_1",
        callback);
  }

  private static String error(DeferredRequest of, String state) {
    return InteractionCallbackUrlResolver.ended(of, state)
        .replace("http://localhost:8080/back?error=", "");
  }

  private OutboundResponse send(OutboundRequest request) {
    String document =
        """
        {"issuer": "https://a.example", "callback_endpoint": "%s", "localhost_callback_allowed": %s}"""
            .formatted(BACK, loopback);
    return new OutboundResponse(status, Map.of(), document.getBytes(StandardCharsets.UTF_8));
  }
}
