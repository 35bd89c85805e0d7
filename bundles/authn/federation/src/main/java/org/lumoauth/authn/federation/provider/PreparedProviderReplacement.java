/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.provider;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.federation.link.IdentityLinkStore;

/**
 * Replaces a provider's settings. If subjects may now identify other users, the links are removed.
 */
final class PreparedProviderReplacement implements PreparedProviderChange {

  private final ProviderChangeService steps;
  private final SocialProviderStore store;
  private final IdentityLinkStore links;
  private final TenantContext tenant;
  private final SocialProvider was;
  private final SocialProviderDefinition settings;
  private final Optional<String> secret;
  private final AuditInitiator by;
  private final boolean others;
  private int ended;

  PreparedProviderReplacement(
      ProviderChangeService steps,
      SocialProviderStore store,
      IdentityLinkStore links,
      TenantContext tenant,
      SocialProvider was,
      SocialProviderDefinition settings,
      Optional<String> secret,
      AuditInitiator by) {
    this.steps = steps;
    this.store = store;
    this.links = links;
    this.tenant = tenant;
    this.was = was;
    this.settings = settings;
    this.secret = secret;
    this.by = by;
    this.others = !settings.sameSubjects(was.settings());
  }

  @Override
  public void write(Connection connection) throws SQLException {
    if (!store.replace(connection, tenant.id(), was, settings, secret, Instant.now())) {
      throw new ApiException(
          409,
          "conflict",
          "The identity provider was changed by another request. Read it again, then " + "retry.");
    }
    if (others) {
      ended = links.removeOfProvider(connection, tenant.id(), was.provider());
    }
  }

  @Override
  public SocialProvider publish() {
    if (others) { // including links created by sign-ins in progress
      ended += links.removeOfProvider(tenant.id(), was.provider());
    }
    steps.recordAndPublish(
        tenant,
        by,
        "identity_provider.updated",
        was.provider(),
        "An identity provider was updated.",
        Map.of(
            "oldValue",
            SocialProviderAudit.shown(was.settings()),
            "newValue",
            SocialProviderAudit.shown(settings),
            "linksEnded",
            ended));
    return store.get(tenant.id(), was.provider());
  }
}
