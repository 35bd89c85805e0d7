package org.lumoauth.testkit.fake;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.federation.TrustedIssuer;
import org.lumoauth.api.federation.TrustedIssuers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;

/** Assertions by tenant that hold because a test says so. */
public final class FakeTrustedIssuers implements TrustedIssuers {

  private record Key(String tenantId, String jwt) {}

  private record Entry(Assertion assertion, Optional<SubjectRef> subject) {}

  private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
  private final Set<Key> used = new HashSet<>();

  /** Adds an assertion, and whom it is about. */
  public FakeTrustedIssuers with(
      TenantContext tenant, String jwt, Assertion assertion, SubjectRef subject) {
    entries.put(new Key(tenant.id(), jwt), new Entry(assertion, Optional.of(subject)));
    return this;
  }

  /** Adds an assertion about nobody who is known. */
  public FakeTrustedIssuers aboutNobody(TenantContext tenant, String jwt, Assertion assertion) {
    entries.put(new Key(tenant.id(), jwt), new Entry(assertion, Optional.empty()));
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
  public Assertion verify(TenantContext tenant, String jwt, Use use) throws InvalidTokenException {
    var key = new Key(tenant.id(), jwt);
    var entry = entries.get(key);
    require(entry != null && entry.assertion().issuer().enabled(), "nobody trusted said that");
    var assertion = entry.assertion();
    require(
        assertion.issuer().clients().contains(use.client().clientId()),
        "the client may not present it");
    require(
        use.types().contains(String.valueOf(assertion.header().getOrDefault("typ", ""))),
        "it is of another type");
    synchronized (used) {
      require(!use.once() || used.add(key), "it was used before");
    }
    return assertion;
  }

  @Override
  public Optional<SubjectRef> subject(TenantContext tenant, Assertion assertion) {
    return entries.values().stream()
        .filter(entry -> entry.assertion().equals(assertion))
        .findFirst()
        .flatMap(Entry::subject);
  }

  private static void require(boolean holds, String otherwise) throws InvalidTokenException {
    if (!holds) {
      throw new InvalidTokenException(otherwise, false);
    }
  }
}
