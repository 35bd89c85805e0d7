/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.web.ApiException;

/** A signed request that is sent a second time. */
class SignedRequestReplayTest {

  private final SigningAgent agent = new SigningAgent();

  @AfterEach
  void close() {
    agent.close();
  }

  @Test
  void acceptsSignedRequestOnce() {
    HttpRequestView request = agent.signed();
    assertTrue(authenticates(request));

    var refusal = assertThrows(ApiException.class, () -> authenticates(request));

    assertEquals(401, refusal.status());
    assertEquals(
        "Signature verification failed. Sign the request with the agent's " + "registered key.",
        refusal.getMessage());
  }

  @Test
  void keepsTheNonceUnusedForAnInvalidSignature() {
    HttpRequestView request = agent.signed();
    byte[] other = SigningAgent.BODY.clone();
    other[0] = '[';
    var refusal =
        assertThrows(
            ApiException.class,
            () -> agent.authenticator.authenticate(SigningAgent.ACME, request, other));
    assertEquals(
        "Signature verification failed. Sign the request with the agent's " + "registered key.",
        refusal.getMessage());

    assertTrue(authenticates(request));
  }

  @Test
  void returns503WhileKeysAreUnavailable() {
    HttpRequestView request = agent.signed();
    agent.silent = true;

    var answer = assertThrows(ApiException.class, () -> authenticates(request));
    assertEquals(503, answer.status());
    assertEquals("temporarily_unavailable", answer.code());
    agent.silent = false;
    assertTrue(authenticates(request));
  }

  private boolean authenticates(HttpRequestView request) {
    return agent.authenticator.authenticate(Optional.of(SigningAgent.ACME), request).isPresent();
  }
}
