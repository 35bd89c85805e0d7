package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.Optional;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.AuthorizationRequest;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientProfile;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Holds clients to the profile that they are registered for. */
@Component(service = AuthorizationProfileEnforcer.class)
public final class AuthorizationProfileEnforcer {

  private final ProviderTracker<ClientProfile> profiles;

  @Activate
  public AuthorizationProfileEnforcer(@Reference ProviderRegistry registry) {
    this.profiles = registry.track(ClientProfile.class);
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
  public static boolean isStillSatisfied(Optional<String> then, Client now) {
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
   * @throws ApiException 503 {@code module_unavailable}
   */
  void check(TenantContext tenant, Client client, AuthorizationRequest request) {
    String name = nameOf(client);
    if (name.isEmpty()) {
      return;
    }
    Optional<ServiceLease<ClientProfile>> lease = profiles.lease(name);
    if (lease.isEmpty()) {
      // Of a module that was removed only what it brought is known.
      throw ApiException.moduleUnavailable(profiles.findUnavailable().getOrDefault(name, name));
    }
    try (ServiceLease<ClientProfile> profile = lease.get()) {
      profile.get().check(tenant, client, request);
    }
  }
}
