/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.status;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.oauth.client.ClientSecurityProfile;
import org.lumoauth.api.oauth.client.ClientSource;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Combines the clients of all sources, each with the settings of its profile. A client with an
 * unavailable profile keeps its registered settings, and its requests are rejected.
 */
@Component
public final class CompositeClientDirectory implements ClientDirectory {

  private static final byte[] NO_HASH = new byte[32];

  private final ProviderTracker<ClientSource> sources;
  private final ProviderTracker<ClientSecurityProfile> profiles;
  private final SecretProtectionService vault;

  @Activate
  public CompositeClientDirectory(
      @Reference ProviderRegistry registry, @Reference SecretProtectionService vault) {
    this.sources = registry.track(ClientSource.class);
    this.profiles = registry.track(ClientSecurityProfile.class);
    this.vault = vault;
  }

  @Deactivate
  void close() {
    sources.close();
    profiles.close();
  }

  @Override
  public Optional<Client> find(TenantContext tenant, String clientId) {
    try (LeasedProviders<ClientSource> held = sources.leaseAll()) {
      for (var source : held.leases()) {
        Optional<Client> client = source.get().find(tenant, clientId);
        if (client.isPresent()) {
          return client.map(this::profiled);
        }
      }
      held.requireAll(); // the client may belong to the unavailable source, so the id is not
      // reported as wrong
      return Optional.empty();
    }
  }

  private Client profiled(Client client) {
    if (!(client.metadata().get("profile") instanceof String name) || name.isEmpty()) {
      return client;
    }
    Optional<ServiceLease<ClientSecurityProfile>> lease = profiles.lease(name);
    if (lease.isEmpty()) {
      return client;
    }
    try (ServiceLease<ClientSecurityProfile> profile = lease.get()) {
      return client.with(profile.get().metadata(client));
    }
  }

  @Override
  public boolean isEnabled(TenantContext tenant, String clientId) {
    try (LeasedProviders<ClientSource> held = sources.leaseAll()) {
      for (var source : held.leases()) {
        Optional<Boolean> enabled = source.get().findEnabled(tenant, clientId);
        if (enabled.isPresent()) {
          return enabled.get();
        }
      }
      held.requireAll(); // the client may belong to the unavailable source, so the id is not
      // reported as wrong
      return false;
    }
  }

  @Override
  public boolean verifySecret(TenantContext tenant, String clientId, String secret) {
    return findWithSecret(tenant, clientId, secret).isPresent();
  }

  @Override
  public Optional<Client> findWithSecret(TenantContext tenant, String clientId, String secret) {
    try (LeasedProviders<ClientSource> held = sources.leaseAll()) {
      for (var source : held.leases()) {
        Optional<Client> client = source.get().find(tenant, clientId);
        if (client.isPresent()) {
          boolean proven = source.get().verifySecret(tenant, clientId, secret);
          return client.filter(found -> proven).map(this::profiled);
        }
      }
      held.requireAll(); // the client may belong to the unavailable source, so the id is not
      // reported as wrong
      vault.matches("client-secret", secret, NO_HASH); // takes as long as for an existing client
      return Optional.empty();
    }
  }

  @Override
  public Set<SubjectRef> findCredentialSetters(TenantContext tenant, String clientId) {
    try (LeasedProviders<ClientSource> held = sources.leaseAll()) {
      for (var source : held.leases()) {
        if (source.get().find(tenant, clientId).isPresent()) {
          return source.get().findCredentialSetters(tenant, clientId);
        }
      }
      held.requireAll(); // the client may belong to the unavailable source, so the id is not
      // reported as wrong
      return Set.of();
    }
  }

  @Override
  public boolean wasEverAssigned(TenantContext tenant, String clientId) {
    try (LeasedProviders<ClientSource> held = sources.leaseAll()) {
      for (var source : held.leases()) {
        if (source.get().wasEverAssigned(tenant, clientId)) {
          return true;
        }
      }
      held.requireAll(); // the unavailable source may have the client
      return false;
    }
  }
}
