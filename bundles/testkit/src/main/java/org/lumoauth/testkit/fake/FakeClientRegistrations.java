package org.lumoauth.testkit.fake;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.oauth.ClientRegistrations;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;

/** Keeps registrations in memory, as they are given, with a secret where the method has one. */
public final class FakeClientRegistrations implements ClientRegistrations {

  /** The secret of every client that has one. */
  public static final String SECRET = "registered-secret";

  private record Key(String tenantId, String clientId) {}

  private final FakeIdentifiers identifiers = new FakeIdentifiers();
  private final Map<Key, Registration> registrations = new HashMap<>();

  @Override
  public Registration register(TenantContext tenant, Map<String, Object> metadata, Initiator by) {
    var id = identifiers.next("cli_");
    put(tenant, id, metadata);
    return new Registration(id, Optional.of(SECRET), Instant.EPOCH, metadata);
  }

  @Override
  public Optional<Registration> find(TenantContext tenant, String clientId) {
    return Optional.ofNullable(registrations.get(new Key(tenant.id(), clientId)));
  }

  @Override
  public Registration replace(
      TenantContext tenant, String clientId, Map<String, Object> metadata, Initiator by) {
    find(tenant, clientId).orElseThrow(FakeClientRegistrations::unknown);
    if (metadata.get("jwks_uri") instanceof String uri && !uri.startsWith("https://")) {
      throw new OAuthError(400, "invalid_client_metadata", "jwks_uri is an https address.");
    }
    return put(tenant, clientId, metadata);
  }

  @Override
  public void remove(TenantContext tenant, String clientId, Initiator by) {
    if (registrations.remove(new Key(tenant.id(), clientId)) == null) {
      throw unknown();
    }
  }

  private Registration put(TenantContext tenant, String id, Map<String, Object> metadata) {
    var registration = new Registration(id, Optional.empty(), Instant.EPOCH, Map.copyOf(metadata));
    registrations.put(new Key(tenant.id(), id), registration);
    return registration;
  }

  private static Problem unknown() {
    return Problem.notFound("There is no such client.");
  }
}
