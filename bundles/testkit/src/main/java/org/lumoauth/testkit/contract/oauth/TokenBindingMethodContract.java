/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.TokenBindingMethod;
import org.lumoauth.api.oauth.token.TokenBindingMethod.KeyProof;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.contract.HostileIdentifiers;
import org.lumoauth.testkit.contract.HostileJsonValues;
import org.lumoauth.testkit.contract.OAuthErrorAssertions;
import org.lumoauth.testkit.contract.RequestSampleModifier;

/** The contract of every {@link TokenBindingMethod}. */
public abstract class TokenBindingMethodContract {

  private static final OAuthErrorAssertions REFUSALS =
      OAuthErrorAssertions.withCodes("invalid_dpop_proof", "use_dpop_nonce", "invalid_request");

  /** RFC 6749 appendix A.11. */
  private static final String TOKEN_TYPE = "[A-Za-z0-9._-]+";

  /** RFC 9110 section 5. */
  private static final String HEADER_NAME = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

  private static final String HEADER_VALUE = "[\\x21-\\x7E]([\\x20-\\x7E]*[\\x21-\\x7E])?";

  /** Returns the provider under test. */
  protected abstract TokenBindingMethod binding();

  /** Returns the tenant of the samples. */
  protected abstract TenantContext tenant();

  /** Returns a client that is registered for key-bound tokens. */
  protected abstract Client bound();

  /** Returns a new request that proves a key, the same key each time. */
  protected abstract OAuthRequest proven();

  /** Returns a new request that proves another key. */
  protected abstract OAuthRequest provenByAnother();

  /**
   * Returns requests with invalid proofs, one for each possible error; empty if the connection has
   * proven the key before the request.
   */
  protected abstract List<OAuthRequest> forged();

  /** Returns a client that need not prove a key. */
  protected Client free() {
    return TestBuilders.aClient().build();
  }

  /** Returns a request without a proof. */
  protected OAuthRequest unproven() {
    return TestBuilders.anOAuthRequest().build();
  }

  @Test
  void returnsConfirmationOfProvenKey() {
    var named = proof(proven()).confirmation();

    assertEquals(named, proof(proven()).confirmation());
    assertNotEquals(named, proof(provenByAnother()).confirmation());
  }

  @Test
  void returnsConfirmationAsJson() {
    var named = proof(proven()).confirmation();

    assertFalse(named.isEmpty());
    assertTrue(HostileJsonValues.isJson(named), named.toString());
  }

  @Test
  void returnsValidTokenTypeAndHeaders() {
    var proof = proof(proven());

    assertTrue(proof.tokenType().matches(TOKEN_TYPE), proof.tokenType());
    assertHeaders(proof.responseHeaders());
  }

  @Test
  void nonceCheckDoesNotConsumeProof() {
    OAuthRequest request = proven();

    binding().requireNonce(tenant(), request);
    binding().requireNonce(tenant(), unproven());

    assertTrue(binding().prove(tenant(), bound(), request).isPresent());
  }

  @Test
  void requiresNoProofOfAnUnboundClient() {
    assertEquals(Optional.empty(), binding().prove(tenant(), free(), unproven()));
  }

  @Test
  void rejectsBoundClientWithoutProof() {
    refusal(bound(), unproven());
  }

  @Test
  void rejectsInvalidProof() {
    for (OAuthRequest request : forged()) {
      assertHeaders(refusal(bound(), request).headers());
    }
  }

  @Test
  void rejectsInvalidProofOfAnUnboundClient() {
    for (OAuthRequest request : forged()) {
      refusal(free(), request);
    }
  }

  /** An invalid proof is rejected, and input without a key has no effect. */
  @Test
  void acceptsAnyTextAsProof() {
    var named = proof(proven()).confirmation();
    for (String header : proven().headers().keySet()) {
      for (String text : HostileIdentifiers.identifiers()) {
        REFUSALS
            .callUnlessRefused(
                () -> proof(RequestSampleModifier.withHeader(proven(), header, text)))
            .ifPresent(proof -> assertEquals(named, proof.confirmation(), header + ": " + text));
      }
    }
  }

  private OAuthException refusal(Client client, OAuthRequest request) {
    return REFUSALS.assertRefused(() -> binding().prove(tenant(), client, request));
  }

  private static void assertHeaders(Map<String, String> headers) {
    headers.forEach(
        (name, value) -> {
          assertTrue(name.matches(HEADER_NAME), name);
          assertTrue(value.matches(HEADER_VALUE), value);
        });
  }

  private KeyProof proof(OAuthRequest request) {
    return binding().prove(tenant(), bound(), request).orElseThrow();
  }
}
