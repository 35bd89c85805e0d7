package org.lumoauth.oauth.clients;

import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * How long access tokens live of clients that are registered without a lifetime of their own: what
 * the tenant set in the section {@code tokens}, else an hour.
 */
@Component(service = TokenLifetimes.class)
public class TokenLifetimes {

  /** An hour. */
  public static final long STANDARD_SECONDS = 3_600;

  private static final String SECTION = "tokens";
  private static final String LIFETIME = "accessTokenLifetime";

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile SettingsStore settings;

  /** For a client that is registered now, in seconds. */
  public long ofNewClient(TenantContext tenant) {
    var store = settings;
    return store != null && store.read(tenant, SECTION).get(LIFETIME) instanceof Number seconds
        ? seconds.longValue()
        : STANDARD_SECONDS;
  }
}
