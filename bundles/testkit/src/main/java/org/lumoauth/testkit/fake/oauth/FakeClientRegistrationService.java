/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake.oauth;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.ClientRegistrationService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.fake.FakeIdGenerator;

/** Stores registrations in memory unchanged, with a secret if the method requires one. */
public final class FakeClientRegistrationService implements ClientRegistrationService {

  /** The secret of every client with a secret. */
  public static final String SECRET = "registered-secret";

  private record FakeRegistrationKey(String tenantId, String clientId) {}

  private final FakeIdGenerator identifiers = new FakeIdGenerator();
  private final Map<FakeRegistrationKey, ClientRegistration> registrations = new HashMap<>();

  @Override
  public ClientRegistration register(
      TenantContext tenant, Map<String, Object> metadata, AuditInitiator by) {
    var id = identifiers.next("cli_");
    put(tenant, id, metadata);
    return new ClientRegistration(id, Optional.of(SECRET), Instant.EPOCH, metadata);
  }

  @Override
  public Optional<ClientRegistration> find(TenantContext tenant, String clientId) {
    return Optional.ofNullable(registrations.get(new FakeRegistrationKey(tenant.id(), clientId)));
  }

  @Override
  public ClientRegistration replace(
      TenantContext tenant, String clientId, Map<String, Object> metadata, AuditInitiator by) {
    if (find(tenant, clientId).isEmpty()) {
      throw unknown();
    }
    if (metadata.get("jwks_uri") instanceof String uri && !uri.startsWith("https://")) {
      throw new OAuthException(400, "invalid_client_metadata", "jwks_uri must be an https URL.");
    }
    return put(tenant, clientId, metadata);
  }

  @Override
  public void remove(TenantContext tenant, String clientId, AuditInitiator by) {
    if (registrations.remove(new FakeRegistrationKey(tenant.id(), clientId)) == null) {
      throw unknown();
    }
  }

  private ClientRegistration put(TenantContext tenant, String id, Map<String, Object> metadata) {
    var registration =
        new ClientRegistration(id, Optional.empty(), Instant.EPOCH, Map.copyOf(metadata));
    registrations.put(new FakeRegistrationKey(tenant.id(), id), registration);
    return registration;
  }

  private static ApiException unknown() {
    return ApiException.notFound("The client does not exist.");
  }
}
