package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.TokenBinding;
import org.lumoauth.api.oauth.TokenBinding.KeyProof;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;

/** What every {@link TokenBinding} does. */
public abstract class TokenBindingContract {

  private static final ExpectedOAuthErrors REFUSALS =
      ExpectedOAuthErrors.withCodes("invalid_dpop_proof", "use_dpop_nonce", "invalid_request");

  /** RFC 6749 appendix A.11. */
  private static final String TOKEN_TYPE = "[A-Za-z0-9._-]+";

  /** RFC 9110 section 5. */
  private static final String HEADER_NAME = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

  private static final String HEADER_VALUE = "[\\x21-\\x7E]([\\x20-\\x7E]*[\\x21-\\x7E])?";

  /** The provider. */
  protected abstract TokenBinding binding();

  /** The tenant that the samples are of. */
  protected abstract TenantContext tenant();

  /** A client that registered that its requests prove a key. */
  protected abstract Client bound();

  /** A new request that proves a key, the same each time. */
  protected abstract OAuthRequest proven();

  /** A new request that proves another key. */
  protected abstract OAuthRequest provenByAnother();

  /**
   * Requests with proofs that do not hold, one for each way of being wrong; none where the
   * connection has proven the key before the request comes.
   */
  protected abstract List<OAuthRequest> forged();

  /** A client that need not prove a key. */
  protected Client free() {
    return TestBuilders.aClient().build();
  }

  /** A request without a proof. */
  protected OAuthRequest unproven() {
    return TestBuilders.anOAuthRequest().build();
  }

  @Test
  void namesTheKeyThatWasProven() {
    var named = proof(proven()).confirmation();

    assertEquals(named, proof(proven()).confirmation());
    assertNotEquals(named, proof(provenByAnother()).confirmation());
  }

  @Test
  void namesTheKeyAsATokenCanHoldIt() {
    var named = proof(proven()).confirmation();

    assertFalse(named.isEmpty());
    assertTrue(HostileJsonValues.isJson(named), named.toString());
  }

  @Test
  void saysWhatTheAnswerCanHold() {
    var proof = proof(proven());

    assertTrue(proof.tokenType().matches(TOKEN_TYPE), proof.tokenType());
    assertHeaders(proof.responseHeaders());
  }

  @Test
  void lookingForANonceUsesNothingUp() {
    OAuthRequest request = proven();

    binding().requireNonce(tenant(), request);
    binding().requireNonce(tenant(), unproven());

    assertTrue(binding().prove(tenant(), bound(), request).isPresent());
  }

  @Test
  void asksNothingOfAClientThatNeedNotProveAKey() {
    assertEquals(Optional.empty(), binding().prove(tenant(), free(), unproven()));
  }

  @Test
  void refusesAClientThatMustProveAKeyAndDoesNot() {
    refusal(bound(), unproven());
  }

  @Test
  void refusesAProofThatDoesNotHold() {
    for (OAuthRequest request : forged()) {
      assertHeaders(refusal(bound(), request).headers());
    }
  }

  @Test
  void refusesAProofThatDoesNotHoldFromAClientThatNeedNotProveAKey() {
    for (OAuthRequest request : forged()) {
      refusal(free(), request);
    }
  }

  /** Whatever is no proof is refused, and what says nothing of a key changes nothing. */
  @Test
  void takesAnyTextForAProof() {
    var named = proof(proven()).confirmation();
    for (String header : proven().headers().keySet()) {
      for (String text : HostileIdentifiers.identifiers()) {
        REFUSALS
            .callUnlessRefused(() -> proof(ModifiedRequests.withHeader(proven(), header, text)))
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
