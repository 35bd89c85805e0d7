package org.lumoauth.testkit.contract;

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
import org.lumoauth.api.oauth.AssertionProfile;
import org.lumoauth.api.oauth.AssertionProfile.AssertionTerms;
import org.lumoauth.api.oauth.ClientResourceRules;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.tenant.TenantContext;

/** What every {@link AssertionProfile} does. */
public abstract class AssertionProfileContract {

  private static final ExpectedOAuthErrors REFUSALS =
      ExpectedOAuthErrors.withCodes("invalid_grant", "invalid_target");

  /** Claims that whoever verified the assertion vouches for (RFC 7523 section 3). */
  private static final Set<String> VERIFIED = Set.of("iss", "sub", "exp");

  /** Claims that specifications of assertions have. */
  private static final Set<String> USUAL =
      Set.of("aud", "iat", "jti", "client_id", "scope", "resource", "act", "cnf");

  private static final String OWN = "https://contract.example/own";

  /** The provider. */
  protected abstract AssertionProfile profile();

  /** The tenant that the samples are of. */
  protected abstract TenantContext tenant();

  /** A request of the client that the samples are for. */
  protected abstract GrantRequest request();

  /** An assertion that keeps the rules. */
  protected abstract VerifiedAssertion good();

  /** Assertions that break the rules, one for each of them. */
  protected abstract List<VerifiedAssertion> wrong();

  @Test
  void saysTheSameOfTheSameAssertion() {
    assertEquals(check(good()), check(good()));
  }

  @Test
  void refusesWhatBreaksARule() {
    assertFalse(wrong().isEmpty());
    for (VerifiedAssertion assertion : wrong()) {
      REFUSALS.assertRefused(() -> check(assertion));
    }
  }

  /** A trusted issuer vouches for whom it speaks of, and not for the form of what it says. */
  @Test
  void takesAnyJsonInAClaim() {
    for (String claim : claims()) {
      REFUSALS.callUnlessRefused(() -> check(without(claim)));
      for (Object value : HostileJsonValues.values()) {
        REFUSALS.callUnlessRefused(() -> check(with(claim, value)));
      }
    }
  }

  /** Nobody looks at them afterwards. */
  @Test
  void namesOnlyResourcesThatTheClientMayHave() {
    for (Object value : HostileJsonValues.values()) {
      resources(with("resource", value)).ifPresent(this::assertPermitted);
    }
    resources(with("resource", OWN)).ifPresent(this::assertPermitted);
    resources(with("resource", List.of(OWN, OWN + "/../other"))).ifPresent(this::assertPermitted);
  }

  @Test
  void namesActorsAsSubjects() {
    for (Object value : HostileJsonValues.values()) {
      REFUSALS
          .callUnlessRefused(() -> check(with("act", value)))
          .ifPresent(terms -> terms.actors().forEach(actor -> assertFalse(actor.id().isBlank())));
    }
  }

  @Test
  void saysManyThreadsTheSame() {
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
            ClientResourceRules.permittedResources(tenant(), ofBoundedClient().client(), resources),
        resources::toString);
  }

  /** The request of the same client, which may have tokens for few resources. */
  private GrantRequest ofBoundedClient() {
    return ModifiedRequests.withMetadata(request(), "audience_uris", List.of(OWN));
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
