/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake.oauth;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.federation.TrustedIssuer;
import org.lumoauth.api.federation.TrustedIssuerService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;

/** Assertions by tenant that are valid by definition of the test. */
public final class FakeTrustedIssuerService implements TrustedIssuerService {

  private record FakeIssuerKey(String tenantId, String jwt) {}

  private record FakeIssuerEntry(VerifiedAssertion assertion, Optional<SubjectRef> subject) {}

  private final Map<FakeIssuerKey, FakeIssuerEntry> entries = new ConcurrentHashMap<>();
  private final Set<FakeIssuerKey> used = new HashSet<>();

  /** Adds an assertion and its subject. */
  public FakeTrustedIssuerService with(
      TenantContext tenant, String jwt, VerifiedAssertion assertion, SubjectRef subject) {
    entries.put(
        new FakeIssuerKey(tenant.id(), jwt), new FakeIssuerEntry(assertion, Optional.of(subject)));
    return this;
  }

  /** Adds an assertion about an unknown subject. */
  public FakeTrustedIssuerService withUnknownSubject(
      TenantContext tenant, String jwt, VerifiedAssertion assertion) {
    entries.put(
        new FakeIssuerKey(tenant.id(), jwt), new FakeIssuerEntry(assertion, Optional.empty()));
    return this;
  }

  @Override
  public Optional<TrustedIssuer> find(TenantContext tenant, String issuer) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getKey().tenantId().equals(tenant.id()))
        .map(entry -> entry.getValue().assertion().issuer())
        .filter(found -> found.issuer().equals(issuer))
        .findFirst();
  }

  @Override
  public VerifiedAssertion verify(TenantContext tenant, String jwt, AssertionUse use)
      throws InvalidTokenException {
    var key = new FakeIssuerKey(tenant.id(), jwt);
    var entry = entries.get(key);
    require(entry != null && entry.assertion().issuer().enabled(), "the issuer is not trusted");
    var assertion = entry.assertion();
    require(
        assertion.issuer().clients().contains(use.client().clientId()),
        "the client may not present the assertion");
    require(
        use.types().contains(String.valueOf(assertion.header().getOrDefault("typ", ""))),
        "the assertion has another type");
    synchronized (used) {
      require(!use.singleUse() || used.add(key), "the assertion was already used");
    }
    return assertion;
  }

  @Override
  public Optional<SubjectRef> resolveSubject(TenantContext tenant, VerifiedAssertion assertion) {
    return entries.values().stream()
        .filter(entry -> entry.assertion().equals(assertion))
        .findFirst()
        .flatMap(FakeIssuerEntry::subject);
  }

  private static void require(boolean holds, String otherwise) throws InvalidTokenException {
    if (!holds) {
      throw new InvalidTokenException(otherwise, false);
    }
  }
}
