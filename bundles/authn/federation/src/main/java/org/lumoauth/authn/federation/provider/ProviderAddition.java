package org.lumoauth.authn.federation.provider;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;

/** Sets a provider up. */
record ProviderAddition(
    ProviderSteps steps,
    ProviderStore store,
    TenantContext tenant,
    String provider,
    ProviderSettings settings,
    Optional<String> secret,
    Initiator by)
    implements ProviderStep {

  @Override
  public void write(Connection connection) throws SQLException {
    store.add(connection, tenant.id(), provider, settings, secret, Instant.now());
  }

  @Override
  public SocialProvider tell() {
    steps.done(
        tenant,
        by,
        "identity_provider.created",
        provider,
        "An identity provider was set up.",
        Map.of("newValue", ProviderAudit.shown(settings)));
    return store.get(tenant.id(), provider);
  }

  @Override
  public String toString() {
    return "ProviderAddition[" + provider + "]";
  }
}
