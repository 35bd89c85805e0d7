/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake.oauth;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.IssuedTokenDetails;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.testkit.fake.FakeIdGenerator;

/** Tokens that are handles to their requests, revocable, without status checks. */
public final class FakeTokenService implements TokenService {

  private record FakeTokenEntry(AccessTokenIssuanceRequest request, VerifiedToken token) {}

  private record FakeTokenRevocation(String tenantId, SubjectRef subject, Instant at) {
    boolean covers(VerifiedToken token) {
      return token.tenantId().equals(tenantId)
          && !token.issuedAt().isAfter(at)
          && concerns(token, subject);
    }
  }

  private final FakeIdGenerator identifiers = new FakeIdGenerator();
  private final Map<String, FakeTokenEntry> live = new ConcurrentHashMap<>();
  private final Set<String> issued = ConcurrentHashMap.newKeySet();
  private final List<FakeTokenRevocation> ended = new CopyOnWriteArrayList<>();
  private final InstantSource clock;

  /** Creates the service with the system clock. */
  public FakeTokenService() {
    this(InstantSource.system());
  }

  /** Creates the service with the test's clock. */
  public FakeTokenService(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public IssuedToken issue(TenantContext tenant, AccessTokenIssuanceRequest request) {
    return issueWithDetails(tenant, request).issued();
  }

  @Override
  public IssuedTokenDetails issueWithDetails(
      TenantContext tenant, AccessTokenIssuanceRequest request) {
    var id = identifiers.next("tok_");
    var now = clock.instant();
    var value = tenant.slug() + "." + id;
    var audience = request.audience().isEmpty() ? List.of(tenant.issuer()) : request.audience();
    var token =
        new VerifiedToken(
            id,
            tenant.id(),
            request.subject(),
            request.actors(),
            request.client().clientId(),
            request.scope(),
            audience,
            now,
            now.plus(request.lifetime()),
            request.confirmation(),
            request.claims());
    issued.add(id);
    live.put(value, new FakeTokenEntry(request, token));
    var made =
        new IssuedToken(
            value,
            id,
            now,
            token.expiresAt(),
            request.scope(),
            request.subject(),
            request.actors());
    return new IssuedTokenDetails(made, token);
  }

  @Override
  public VerifiedToken verify(TenantContext tenant, String jwt) throws InvalidTokenException {
    var entry = live.get(jwt);
    if (entry == null) {
      throw new InvalidTokenException("unknown or revoked", false);
    }
    if (!entry.token().tenantId().equals(tenant.id())) {
      throw new InvalidTokenException("belongs to another tenant", true);
    }
    if (entry.token().expiresAt().isBefore(clock.instant())) {
      throw new InvalidTokenException("expired", false);
    }
    return entry.token();
  }

  @Override
  public VerifiedToken verifyForAnyAudience(TenantContext tenant, String jwt)
      throws InvalidTokenException {
    return verify(tenant, jwt);
  }

  @Override
  public boolean isStillValid(TenantContext tenant, VerifiedToken token) {
    boolean stands =
        issued.contains(token.id())
            ? live.values().stream().anyMatch(entry -> entry.token().id().equals(token.id()))
            : ended.stream().noneMatch(end -> end.covers(token));
    return token.tenantId().equals(tenant.id())
        && stands
        && clock.instant().isBefore(token.expiresAt());
  }

  @Override
  public Optional<String> issuerSlug(String jwt) {
    int dot = jwt.indexOf('.');
    return dot < 1 ? Optional.empty() : Optional.of(jwt.substring(0, dot));
  }

  @Override
  public void revoke(TenantContext tenant, VerifiedToken token) {
    live.values().removeIf(entry -> entry.token().id().equals(token.id()));
  }

  @Override
  public void revokeAll(TenantContext tenant, SubjectRef subject) {
    var end = new FakeTokenRevocation(tenant.id(), subject, clock.instant());
    ended.add(end);
    live.values().removeIf(entry -> end.covers(entry.token()));
  }

  /** Returns the requests of the valid tokens, oldest first. */
  public List<AccessTokenIssuanceRequest> issued() {
    var entries = new ArrayList<>(live.values());
    entries.sort((a, b) -> a.token().id().compareTo(b.token().id()));
    return entries.stream().map(FakeTokenEntry::request).toList();
  }

  private static boolean concerns(VerifiedToken token, SubjectRef subject) {
    return token.subject().equals(subject)
        || token.actors().contains(subject)
        || subject.equals(new SubjectRef(SubjectRef.CLIENT, token.clientId()))
        || carries(token, "grant_id", SubjectRef.GRANT, subject)
        || carries(token, "sid", SubjectRef.SESSION, subject)
        || carries(token, "on_behalf_of", SubjectRef.USER, subject)
        || (subject.type().equals(SubjectRef.ISSUER)
            && token.claims().get("issuer_ids") instanceof List<?> ids
            && ids.contains(subject.id()))
        || (subject.type().equals("delegation")
            && token.claims().get("delegation_ids") instanceof List<?> delegations
            && delegations.contains(subject.id()));
  }

  private static boolean carries(
      VerifiedToken token, String claim, String type, SubjectRef subject) {
    return token.claims().get(claim) instanceof String id
        && subject.equals(new SubjectRef(type, id));
  }
}
