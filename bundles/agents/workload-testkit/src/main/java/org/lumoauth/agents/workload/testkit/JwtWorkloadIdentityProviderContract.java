/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.workload.token.JwtWorkloadTokenVerifier;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.agent.WorkloadTokenVerifier;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.keys.foreign.DefaultForeignJwtVerifier;
import org.lumoauth.platform.keys.foreign.ForeignSignatureVerifier;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.testkit.builder.TestJwtSigner;
import org.lumoauth.testkit.contract.agent.WorkloadIdentityProviderContract;

/**
 * Contract test of every {@link WorkloadIdentityProvider} that verifies platform-signed tokens.
 * Tokens are verified as on a server, with the platform's single key.
 */
public abstract class JwtWorkloadIdentityProviderContract extends WorkloadIdentityProviderContract {

  /** The tenant that the tokens are for. */
  protected static final TenantContext ACME = aTenant().build();

  /** The reason that shows that the token is valid and the provider itself rejects it. */
  protected static final String THE_TOKEN_HOLDS = "the token is valid";

  /** The platform's signing key. */
  private static final TestJwtSigner KEY = TestJwtSigner.rs256("k1");

  private final RecordingWorkloadTokenVerifier tokens =
      new RecordingWorkloadTokenVerifier(
          new JwtWorkloadTokenVerifier(
              new DefaultForeignJwtVerifier(JcaProviderSelector.fastest()),
              (tenant, address, kid) -> List.of(KEY.jwk()),
              request -> {
                throw new OutboundException(
                    "outbound requests are not expected in this test", true);
              },
              new ForeignSignatureVerifier(JcaProviderSelector.fastest()),
              InstantSource.system()));

  private final WorkloadIdentityProvider provider = provider(tokens);

  /** Creates the provider with this verifier; called once, during test construction. */
  protected abstract WorkloadIdentityProvider provider(WorkloadTokenVerifier tokens);

  /** Returns the rule without the URL of the platform's keys. */
  protected abstract Map<String, Object> rule();

  /**
   * Returns the claims of a token of {@link #subject}, without {@code aud}, {@code iat} and {@code
   * exp}.
   */
  protected abstract Map<String, Object> platformClaims();

  @Override
  protected final WorkloadIdentityProvider provider() {
    return provider;
  }

  @Override
  protected final TenantContext tenant() {
    return ACME;
  }

  @Override
  protected final Map<String, Object> trust() {
    Map<String, Object> trust = new HashMap<>(rule());
    trust.put("jwksUri", "https://keys.example/jwks");
    return trust;
  }

  /** Returns the rule with another value, or without the member if the value is null. */
  protected final Map<String, Object> trustWith(String name, Object value) {
    Map<String, Object> trust = trust();
    if (value == null) {
      trust.remove(name);
    } else {
      trust.put(name, value);
    }
    return trust;
  }

  /** Returns the claims of a valid token, which the test may modify. */
  protected final Map<String, Object> claims() {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("aud", ACME.issuer());
    claims.put("iat", now);
    claims.put("exp", now + 600);
    claims.putAll(platformClaims());
    return claims;
  }

  /** Returns the claims with another value. */
  protected final Map<String, Object> with(String name, Object value) {
    Map<String, Object> claims = claims();
    claims.put(name, value);
    return claims;
  }

  /** Returns a token of the platform with these claims. */
  protected final String signed(Map<String, Object> claims) {
    return KEY.sign(claims);
  }

  @Override
  protected final String attestation() {
    return signed(claims());
  }

  /** Asserts that a token with these claims is rejected with a reason that starts like this. */
  protected final void assertRejected(String reason, Map<String, Object> claims) {
    assertRejected(reason, claims, trust());
  }

  /**
   * Asserts that this rule rejects a token with these claims, with a reason that starts like this.
   */
  protected final void assertRejected(
      String reason, Map<String, Object> claims, Map<String, Object> trust) {
    assertRejected(reason, signed(claims), trust);
  }

  /** The response contains only the common error; the reason is only logged on the server. */
  private void assertRejected(String reason, String jwt, Map<String, Object> trust) {
    tokens.reasons();
    var refusal = assertThrows(ApiException.class, () -> provider.verify(ACME, jwt, trust));
    assertEquals("attestation_rejected", refusal.code());
    assertEquals(
        "The attestation is not accepted for this agent. See the server log for the reason.",
        refusal.getMessage());
    List<String> reasons = tokens.reasons();
    assertTrue(
        reasons.stream().anyMatch(each -> each.startsWith(reason)),
        () -> "expected the reason " + reason + ", but got " + reasons);
  }

  /** Asserts that a rule with this value is rejected. */
  protected final void assertInvalid(String name, Object value) {
    var trust = trustWith(name, value);
    assertEquals(
        422, assertThrows(ApiException.class, () -> provider.check(ACME, trust)).status(), name);
  }

  @Test
  void refusesATokenForSomebodyElse() {
    assertRejected(
        "aud does not contain an identifier of this server", with("aud", "https://other.example"));
  }

  @Test
  void refusesATokenOfAnotherIssuer() {
    assertRejected("iss is not the rule's issuer", with("iss", "https://other.example"));
  }

  @Test
  void refusesATokenThatIsOverOrWithoutAnEnd() {
    assertRejected("the token has expired", with("exp", Instant.now().getEpochSecond() - 600));
    var endless = claims();
    endless.remove("exp");
    assertRejected("the claim exp is missing", endless);
  }

  @Test
  void refusesATokenThatSomebodyElseSigned() {
    String forged = TestJwtSigner.rs256("k1").sign(claims());

    assertRejected("the signature does not match", forged, trust());
  }
}
