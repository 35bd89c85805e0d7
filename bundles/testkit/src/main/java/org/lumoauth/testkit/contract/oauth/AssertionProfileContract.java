/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.federation.TrustedIssuerService.VerifiedAssertion;
import org.lumoauth.api.oauth.grant.AssertionProfile;
import org.lumoauth.api.oauth.grant.AssertionProfile.AssertionTerms;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.oauth.ClientResourceValidator;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;
import org.lumoauth.testkit.contract.HostileJsonValues;
import org.lumoauth.testkit.contract.OAuthErrorAssertions;
import org.lumoauth.testkit.contract.RequestSampleModifier;

/** The contract of every {@link AssertionProfile}. */
public abstract class AssertionProfileContract {

  private static final OAuthErrorAssertions REFUSALS =
      OAuthErrorAssertions.withCodes("invalid_grant", "invalid_target");

  /** Claims that the verifier of the assertion has checked (RFC 7523 section 3). */
  private static final Set<String> VERIFIED = Set.of("iss", "sub", "exp");

  /** Claims of assertion specifications. */
  private static final Set<String> USUAL =
      Set.of("aud", "iat", "jti", "client_id", "scope", "resource", "act", "cnf");

  private static final String OWN = "https://contract.example/own";

  /** Returns the provider under test. */
  protected abstract AssertionProfile profile();

  /** Returns the tenant of the samples. */
  protected abstract TenantContext tenant();

  /** Returns a request of the client for which the samples are made. */
  protected abstract AuthenticatedTokenRequest request();

  /** Returns an assertion that meets the rules. */
  protected abstract VerifiedAssertion good();

  /** Returns assertions that violate the rules, one for each rule. */
  protected abstract List<VerifiedAssertion> wrong();

  @Test
  void returnsEqualResultForTheSameAssertion() {
    assertEquals(check(good()), check(good()));
  }

  @Test
  void rejectsRuleViolation() {
    assertFalse(wrong().isEmpty());
    for (VerifiedAssertion assertion : wrong()) {
      REFUSALS.assertRefused(() -> check(assertion));
    }
  }

  /** A trusted issuer vouches for the subject, but not for the format of the claims. */
  @Test
  void acceptsAnyJsonInAClaim() {
    for (String claim : claims()) {
      REFUSALS.callUnlessRefused(() -> check(without(claim)));
      for (Object value : HostileJsonValues.values()) {
        REFUSALS.callUnlessRefused(() -> check(with(claim, value)));
      }
    }
  }

  /** The resources are not checked afterwards. */
  @Test
  void returnsOnlyResourcesAllowedToTheClient() {
    for (Object value : HostileJsonValues.values()) {
      resources(with("resource", value)).ifPresent(this::assertPermitted);
    }
    resources(with("resource", OWN)).ifPresent(this::assertPermitted);
    resources(with("resource", List.of(OWN, OWN + "/../other"))).ifPresent(this::assertPermitted);
  }

  @Test
  void returnsActorsAsSubjects() {
    for (Object value : HostileJsonValues.values()) {
      REFUSALS
          .callUnlessRefused(() -> check(with("act", value)))
          .ifPresent(terms -> terms.actors().forEach(actor -> assertFalse(actor.id().isBlank())));
    }
  }

  @Test
  void returnsEqualResultsToConcurrentThreads() {
    var assertion = good();

    ConcurrencyAssertions.assertSameFromManyThreads(check(assertion), () -> check(assertion));
  }

  private AssertionTerms check(VerifiedAssertion assertion) {
    return profile().check(tenant(), request(), assertion);
  }

  private Optional<List<String>> resources(VerifiedAssertion assertion) {
    return REFUSALS.callUnlessRefused(
        () -> profile().check(tenant(), ofBoundedClient(), assertion).resources());
  }

  private void assertPermitted(List<String> resources) {
    assertDoesNotThrow(
        () ->
            ClientResourceValidator.permittedResources(
                tenant(), ofBoundedClient().client(), resources),
        resources::toString);
  }

  /** Returns the request of the same client, limited to a few resources. */
  private AuthenticatedTokenRequest ofBoundedClient() {
    return RequestSampleModifier.withMetadata(request(), "audience_uris", List.of(OWN));
  }

  private Set<String> claims() {
    Set<String> claims = new HashSet<>(good().claims().keySet());
    claims.addAll(USUAL);
    claims.removeAll(VERIFIED);
    return claims;
  }

  private VerifiedAssertion with(String claim, Object value) {
    Map<String, Object> claims = new HashMap<>(good().claims());
    claims.put(claim, value);
    return of(claims);
  }

  private VerifiedAssertion without(String claim) {
    Map<String, Object> claims = new HashMap<>(good().claims());
    claims.remove(claim);
    return of(claims);
  }

  private VerifiedAssertion of(Map<String, Object> claims) {
    return new VerifiedAssertion(good().issuer(), good().header(), claims, good().expiresAt());
  }
}
