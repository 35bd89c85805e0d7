package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.Optional;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.AuthorizationRequest;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientProfile;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Holds clients to the profile that they are registered for. */
@Component(service = Profiles.class)
public final class Profiles {

  private final Providers<ClientProfile> profiles;

  @Activate
  public Profiles(@Reference ProviderRegistry registry) {
    this.profiles = registry.follow(ClientProfile.class);
  }

  /** The name of the profile that a client is held to; empty text if it is held to none. */
  public static String nameOf(Client client) {
    return client.metadata().get("profile") instanceof String name ? name : "";
  }

  /**
   * Whether what a client was let have while it was held to a profile is good for it now: nothing
   * is that was not made by the rules that it has to keep.
   *
   * @param then as {@link #nameOf} said; empty if that is not known
   */
  public static boolean good(Optional<String> then, Client now) {
    String name = nameOf(now);
    return name.isEmpty() || then.map(name::equals).orElse(true);
  }

  @Deactivate
  void close() {
    profiles.close();
  }

  /**
   * A client whose profile is not installed gets nothing: its rules can't be checked.
   *
   * @throws Problem 503 {@code module_unavailable}
   */
  void check(TenantContext tenant, Client client, AuthorizationRequest request) {
    String name = nameOf(client);
    if (name.isEmpty()) {
      return;
    }
    Optional<Lease<ClientProfile>> lease = profiles.acquire(name);
    if (lease.isEmpty()) {
      // Of a module that was removed only what it brought is known.
      throw Problem.moduleUnavailable(profiles.away().getOrDefault(name, name));
    }
    try (Lease<ClientProfile> profile = lease.get()) {
      profile.get().check(tenant, client, request);
    }
  }
}
