package org.lumoauth.testkit.fake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.VerifiedToken;

/** Tokens that are handles to what was asked for, revocable, without a gate. */
public final class FakeTokenService implements TokenService {

  private record Entry(AccessTokenRequest request, VerifiedToken token) {}

  private final FakeIdentifiers identifiers = new FakeIdentifiers();
  private final Map<String, Entry> live = new ConcurrentHashMap<>();

  @Override
  public IssuedToken issue(TenantContext tenant, AccessTokenRequest request) {
    var id = identifiers.next("tok_");
    var now = Instant.now();
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
    live.put(value, new Entry(request, token));
    return new IssuedToken(
        value, id, now, token.expiresAt(), request.scope(), request.subject(), request.actors());
  }

  @Override
  public VerifiedToken verify(TenantContext tenant, String jwt) throws InvalidTokenException {
    var entry = live.get(jwt);
    if (entry == null) {
      throw new InvalidTokenException("unknown or revoked", false);
    }
    if (!entry.token().tenantId().equals(tenant.id())) {
      throw new InvalidTokenException("of another tenant", true);
    }
    if (entry.token().expiresAt().isBefore(Instant.now())) {
      throw new InvalidTokenException("expired", false);
    }
    return entry.token();
  }

  @Override
  public VerifiedToken inspect(TenantContext tenant, String jwt) throws InvalidTokenException {
    return verify(tenant, jwt);
  }

  @Override
  public boolean holds(TenantContext tenant, VerifiedToken token) {
    return token.tenantId().equals(tenant.id())
        && live.values().stream().anyMatch(entry -> entry.token().id().equals(token.id()))
        && Instant.now().isBefore(token.expiresAt());
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
    live.values()
        .removeIf(
            entry -> entry.token().tenantId().equals(tenant.id()) && concerns(entry, subject));
  }

  /** What was asked for in the tokens that hold, oldest first. */
  public List<AccessTokenRequest> issued() {
    var entries = new ArrayList<>(live.values());
    entries.sort((a, b) -> a.token().id().compareTo(b.token().id()));
    return entries.stream().map(Entry::request).toList();
  }

  private static boolean concerns(Entry entry, SubjectRef subject) {
    var token = entry.token();
    return token.subject().equals(subject)
        || token.actors().contains(subject)
        || subject.equals(new SubjectRef(SubjectRef.CLIENT, token.clientId()))
        || carries(token, "grant_id", SubjectRef.GRANT, subject)
        || carries(token, "sid", SubjectRef.SESSION, subject)
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
