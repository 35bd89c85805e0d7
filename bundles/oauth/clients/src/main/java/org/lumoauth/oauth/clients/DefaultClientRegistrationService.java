/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientRegistrationService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.clients.metadata.ClientMetadataMapper;
import org.lumoauth.oauth.clients.scope.ScopeCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers clients by their metadata. */
@Component(service = ClientRegistrationService.class)
public final class DefaultClientRegistrationService implements ClientRegistrationService {

  private final ClientRegistry clients;

  private final ClientTokenLifetimeResolver lifetimes;

  private final ScopeCache scopes;

  @Activate
  public DefaultClientRegistrationService(
      @Reference ClientRegistry clients,
      @Reference ClientTokenLifetimeResolver lifetimes,
      @Reference ScopeCache scopes) {
    this.clients = clients;
    this.lifetimes = lifetimes;
    this.scopes = scopes;
  }

  @Override
  public ClientRegistration register(
      TenantContext tenant, Map<String, Object> metadata, AuditInitiator by) {
    var settings =
        ClientMetadataMapper.settings(
            withScope(tenant, metadata), lifetimes.accessTokenSecondsOfNewClient(tenant));
    var created = clients.create(tenant, withOrigin(settings, metadata), by);
    return registration(created.client(), created.secret());
  }

  /** Marks a client that was not registered by an administrator. */
  private static RegisteredClientSettings withOrigin(
      RegisteredClientSettings settings, Map<String, Object> metadata) {
    if (!Boolean.TRUE.equals(metadata.get(Client.SELF_REGISTERED))) {
      return settings;
    }
    Map<String, Object> marked = new HashMap<>(settings.metadata());
    marked.put(Client.SELF_REGISTERED, true);
    return settings.withMetadata(marked);
  }

  /** RFC 7591 section 2: a client that requests no scope may get a default set. */
  private Map<String, Object> withScope(TenantContext tenant, Map<String, Object> metadata) {
    if (metadata.containsKey("scope")) {
      return metadata;
    }
    Map<String, Object> all = new HashMap<>(metadata);
    all.put("scope", String.join(" ", scopes.defaultScopes(tenant)));
    return all;
  }

  @Override
  public Optional<ClientRegistration> find(TenantContext tenant, String clientId) {
    try {
      return Optional.of(registration(clients.get(tenant, clientId), Optional.empty()));
    } catch (ApiException e) {
      return Optional.empty();
    }
  }

  @Override
  public ClientRegistration replace(
      TenantContext tenant, String clientId, Map<String, Object> metadata, AuditInitiator by) {
    long lifetime = lifetimes.accessTokenSecondsOfNewClient(tenant);
    var changed =
        clients.change(
            tenant,
            clientId,
            before -> taking(before, ClientMetadataMapper.settings(before, metadata, lifetime)),
            by);
    return registration(changed, Optional.empty());
  }

  @Override
  public void remove(TenantContext tenant, String clientId, AuditInitiator by) {
    clients.delete(tenant, clientId, by);
  }

  /**
   * Merges the client's metadata and leaves members unchanged that only an administrator may set.
   */
  private static RegisteredClientSettings taking(
      RegisteredClientSettings before, RegisteredClientSettings asked) {
    Map<String, Object> metadata = new HashMap<>(asked.metadata());
    for (String name : ClientMetadataMapper.NOT_SELF_GIVEN) {
      if (before.metadata().containsKey(name)) {
        metadata.put(name, before.metadata().get(name));
      }
    }
    return new RegisteredClientSettings(
        asked.name(),
        asked.confidential(),
        before.active(),
        before.requiresPkce(),
        asked.applicationType(),
        asked.grantTypes(),
        asked.scopes(),
        asked.authenticationMethods(),
        asked.redirectUris(),
        asked.audienceUris(),
        before.accessTokenSeconds(),
        before.refreshTokenSeconds(),
        metadata);
  }

  private static ClientRegistration registration(RegisteredClient client, Optional<String> secret) {
    return new ClientRegistration(
        client.clientId(),
        secret,
        client.createdAt(),
        ClientMetadataMapper.metadata(client.settings()));
  }
}
