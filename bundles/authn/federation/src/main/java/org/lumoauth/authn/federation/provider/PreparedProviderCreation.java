/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.provider;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;

/** Creates a provider. */
record PreparedProviderCreation(
    ProviderChangeService steps,
    SocialProviderStore store,
    TenantContext tenant,
    String provider,
    SocialProviderDefinition settings,
    Optional<String> secret,
    AuditInitiator by)
    implements PreparedProviderChange {

  @Override
  public void write(Connection connection) throws SQLException {
    store.add(connection, tenant.id(), provider, settings, secret, Instant.now());
  }

  @Override
  public SocialProvider publish() {
    steps.recordAndPublish(
        tenant,
        by,
        "identity_provider.created",
        provider,
        "An identity provider was created.",
        Map.of("newValue", SocialProviderAudit.shown(settings)));
    return store.get(tenant.id(), provider);
  }

  @Override
  public String toString() {
    return "ProviderAddition[" + provider + "]";
  }
}
