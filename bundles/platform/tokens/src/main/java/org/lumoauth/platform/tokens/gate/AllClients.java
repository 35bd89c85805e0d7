package org.lumoauth.platform.tokens.gate;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.module.Held;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientProfile;
import org.lumoauth.api.oauth.ClientSource;
import org.lumoauth.api.oauth.Clients;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The clients of all sources, each with what its profile turns on. A client whose profile is away
 * stays as it is registered: nobody serves it then.
 */
@Component
public final class AllClients implements Clients {

  private static final byte[] NO_HASH = new byte[32];

  private final Providers<ClientSource> sources;
  private final Providers<ClientProfile> profiles;
  private final SecretVault vault;

  @Activate
  public AllClients(@Reference ProviderRegistry registry, @Reference SecretVault vault) {
    this.sources = registry.follow(ClientSource.class);
    this.profiles = registry.follow(ClientProfile.class);
    this.vault = vault;
  }

  @Deactivate
  void close() {
    sources.close();
    profiles.close();
  }

  @Override
  public Optional<Client> find(TenantContext tenant, String clientId) {
    try (Held<ClientSource> held = sources.hold()) {
      for (var source : held.leases()) {
        Optional<Client> client = source.get().find(tenant, clientId);
        if (client.isPresent()) {
          return client.map(this::profiled);
        }
      }
      held.requireAll(); // it may be of the one that is missed, and is not wrong then
      return Optional.empty();
    }
  }

  private Client profiled(Client client) {
    if (!(client.metadata().get("profile") instanceof String name) || name.isEmpty()) {
      return client;
    }
    Optional<Lease<ClientProfile>> lease = profiles.acquire(name);
    if (lease.isEmpty()) {
      return client;
    }
    try (Lease<ClientProfile> profile = lease.get()) {
      return client.with(profile.get().metadata(client));
    }
  }

  @Override
  public boolean verifySecret(TenantContext tenant, String clientId, String secret) {
    try (Held<ClientSource> held = sources.hold()) {
      for (var source : held.leases()) {
        if (source.get().find(tenant, clientId).isPresent()) {
          return source.get().verifySecret(tenant, clientId, secret);
        }
      }
      held.requireAll(); // it may be of the one that is missed, and is not wrong then
      vault.matches("client-secret", secret, NO_HASH); // as long as for a client that exists
      return false;
    }
  }

  @Override
  public Set<SubjectRef> credentialsSetBy(TenantContext tenant, String clientId) {
    try (Held<ClientSource> held = sources.hold()) {
      for (var source : held.leases()) {
        if (source.get().find(tenant, clientId).isPresent()) {
          return source.get().credentialsSetBy(tenant, clientId);
        }
      }
      held.requireAll(); // it may be of the one that is missed, and is not wrong then
      return Set.of();
    }
  }

  @Override
  public boolean everTaken(TenantContext tenant, String clientId) {
    try (Held<ClientSource> held = sources.hold()) {
      for (var source : held.leases()) {
        if (source.get().everTaken(tenant, clientId)) {
          return true;
        }
      }
      held.requireAll(); // the one that is missed may have it
      return false;
    }
  }
}
