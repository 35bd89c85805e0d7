/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.workload.token.WorkloadIssuerFixture.ACME;
import static org.lumoauth.agents.workload.token.WorkloadIssuerFixture.KEY;
import static org.lumoauth.agents.workload.token.WorkloadIssuerFixture.NAME;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.agent.WorkloadTokenVerifier.WorkloadClaimMapping;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.support.concurrent.FetchWaitLimiter;

class IssuerJwksUriResolverTest {

  private static final String METADATA = NAME + "/.well-known/openid-configuration";
  private static final String KEYS = NAME + "/keys";

  private final WorkloadIssuerFixture issuer = new WorkloadIssuerFixture();

  @Test
  void cachesIssuerMetadata() {
    verify();
    verify();

    assertEquals(List.of(METADATA, KEYS, KEYS), issuer.asked);
  }

  @Test
  void refreshesStaleMetadata() {
    verify();
    issuer.now = issuer.now.plus(IssuerJwksUriResolver.FRESH);
    issuer.metadata = issuer.metadata.replace("/keys", "/moved");
    verify();

    assertEquals(List.of(METADATA, KEYS, METADATA, NAME + "/moved"), issuer.asked);
  }

  @Test
  void usesStaleMetadataWhileIssuerIsDown() {
    verify();
    issuer.down = true;
    issuer.now = issuer.now.plus(IssuerJwksUriResolver.FRESH);

    verify();
  }

  @Test
  void stopsUsingStaleMetadataAfterLimit() {
    verify();
    issuer.down = true;
    issuer.now =
        issuer.now.plus(IssuerJwksUriResolver.FRESH).plus(IssuerJwksUriResolver.STALE_WHILE_ERROR);

    assertComeAgain();
  }

  @Test
  void delaysRetryAfterFailedRequest() {
    issuer.down = true;
    assertComeAgain();
    assertComeAgain();
    assertEquals(List.of(METADATA), issuer.asked);

    issuer.now = issuer.now.plus(IssuerJwksUriResolver.AFTER_FAILURE);
    issuer.down = false;
    verify();
  }

  @Test
  void sharesOngoingMetadataRequest() throws Exception {
    var late = new AtomicReference<IssuerJwksUriResolver>();
    var second = new FutureTask<>(() -> late.get().address());
    var thread = new Thread(second);
    late.set(
        new IssuerJwksUriResolver(
            ACME.id(),
            NAME,
            request -> {
              thread.start();
              while (thread.getState() != Thread.State.TIMED_WAITING && !second.isDone()) {
                Thread.onSpinWait();
              }
              return issuer.send(request);
            },
            new FetchWaitLimiter(),
            issuer));

    assertEquals(Optional.of(URI.create(KEYS)), late.get().address());
    assertEquals(Optional.of(URI.create(KEYS)), second.get(10, TimeUnit.SECONDS));
    assertEquals(List.of(METADATA), issuer.asked);
  }

  @Test
  void rejectsWaitersBeyondLimitForSlowIssuer() throws Exception {
    var late = new AtomicReference<IssuerJwksUriResolver>();
    var second = new FutureTask<>(() -> late.get().address());
    late.set(
        new IssuerJwksUriResolver(
            ACME.id(),
            NAME,
            request -> {
              new Thread(second).start();
              assertComeAgain(second); // while the issuer has still to answer
              return issuer.send(request);
            },
            new FetchWaitLimiter(0, 16, Duration.ofMinutes(10)),
            issuer));

    assertEquals(Optional.of(URI.create(KEYS)), late.get().address());
  }

  private static void assertComeAgain(FutureTask<Optional<URI>> other) {
    var thrown =
        assertThrows(ExecutionException.class, () -> other.get(10, TimeUnit.SECONDS), "it waits");
    assertEquals(503, assertInstanceOf(ApiException.class, thrown.getCause()).status());
  }

  @Test
  void delaysRetryAfterSlowFailure() {
    var times = new AtomicInteger();
    var keys =
        new IssuerJwksUriResolver(
            ACME.id(),
            NAME,
            request -> {
              times.incrementAndGet();
              issuer.now = issuer.now.plus(request.timeout());
              throw new OutboundException("the check timed out", false);
            },
            new FetchWaitLimiter(),
            issuer);

    assertThrows(ApiException.class, keys::address);
    assertThrows(ApiException.class, keys::address);

    assertEquals(1, times.get());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"issuer":"https://other.example","jwks_uri":"https://platform.example/keys"}""",
        """
        {"issuer":"https://platform.example/","jwks_uri":"https://platform.example/k"}""",
        "{\"jwks_uri\":\"https://platform.example/keys\"}",
        "{\"issuer\":\"https://platform.example\"}",
        """
        {"issuer":"https://platform.example","jwks_uri":"http://platform.example/k"}""",
        """
        {"issuer":"https://platform.example","jwks_uri":"file:///etc/passwd"}""",
        """
        {"issuer":"https://platform.example","jwks_uri":"https://u:p@platform.example/k"}""",
        "{}",
        "[]"
      })
  void rejectsForeignOrIncompleteMetadata(String metadata) {
    issuer.metadata = metadata;

    assertUnknown();
    assertEquals(List.of(METADATA), issuer.asked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"issuer":"a","issuer":"https://platform.example","jwks_uri":"https://a/k"}""",
        "",
        "<html>"
      })
  void reportsTemporaryFailureForInvalidMetadata(String answer) {
    issuer.metadata = answer;

    assertComeAgain();
    assertEquals(List.of(METADATA), issuer.asked);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 404, 429, 500})
  void reportsTemporaryFailureForUnexpectedStatus(int status) {
    issuer.status = status;

    assertComeAgain();
    assertEquals(List.of(METADATA), issuer.asked);
  }

  @Test
  void returnsNoKeysForBlockedIssuer() {
    issuer.down = true;
    issuer.refused = true;

    assertUnknown();
    assertUnknown(); // nor while it is left alone
    assertEquals(List.of(METADATA), issuer.asked);
  }

  @Test
  void usesTenantForOutboundRequests() {
    verify();

    assertEquals(List.of(Optional.of(ACME.id())), issuer.tenants);
  }

  @Test
  void usesInlineKeysWithoutRequest() {
    Map<String, Object> trust = issuer.trust();
    trust.put("jwks", Map.of("keys", List.of(KEY.jwk())));

    issuer.tokens.verify(ACME, KEY.sign(issuer.claims()), trust, WorkloadClaimMapping.NONE);

    assertTrue(issuer.asked.isEmpty());
  }

  @Test
  void usesJwksUriOfRuleWithoutMetadata() {
    Map<String, Object> trust = issuer.trust();
    trust.put("jwksUri", "https://mirror.example/keys");

    issuer.tokens.verify(ACME, KEY.sign(issuer.claims()), trust, WorkloadClaimMapping.NONE);

    assertEquals(List.of("https://mirror.example/keys"), issuer.asked);
  }

  private void verify() {
    issuer.tokens.verify(
        ACME, KEY.sign(issuer.claims()), issuer.trust(), WorkloadClaimMapping.NONE);
  }

  /** Nothing is said against a token while the keys can't be known. */
  private void assertComeAgain() {
    var answer = assertThrows(ApiException.class, this::verify);
    assertEquals(503, answer.status());
    assertEquals("temporarily_unavailable", answer.code());
    assertEquals(Map.of("Retry-After", "5"), answer.headers());
  }

  /** Without a key of the issuer its token can't hold. */
  private void assertUnknown() {
    var refusal = assertThrows(ApiException.class, this::verify);
    assertEquals("attestation_rejected", refusal.code());
    var why =
        assertThrows(
            InvalidTokenException.class,
            () ->
                issuer.tokens.read(
                    ACME, KEY.sign(issuer.claims()), issuer.trust(), WorkloadClaimMapping.NONE));
    assertEquals("the signer has no matching key for this algorithm", why.getMessage());
  }
}
