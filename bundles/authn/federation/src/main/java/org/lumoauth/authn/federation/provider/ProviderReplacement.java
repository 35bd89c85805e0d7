package org.lumoauth.authn.federation.provider;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authn.federation.link.LinkStore;

/** Sets a provider up otherwise. Where a subject is another person then, the links end. */
final class ProviderReplacement implements ProviderStep {

  private final ProviderSteps steps;
  private final ProviderStore store;
  private final LinkStore links;
  private final TenantContext tenant;
  private final SocialProvider was;
  private final ProviderSettings settings;
  private final Optional<String> secret;
  private final Initiator by;
  private final boolean others;
  private int ended;

  ProviderReplacement(
      ProviderSteps steps,
      ProviderStore store,
      LinkStore links,
      TenantContext tenant,
      SocialProvider was,
      ProviderSettings settings,
      Optional<String> secret,
      Initiator by) {
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
      throw new Problem(409, "conflict", "Somebody changed the provider meanwhile; try again.");
    }
    if (others) {
      ended = links.removeOfProvider(connection, tenant.id(), was.provider());
    }
  }

  @Override
  public SocialProvider tell() {
    if (others) { // and those of people who were on their way
      ended += links.removeOfProvider(tenant.id(), was.provider());
    }
    steps.done(
        tenant,
        by,
        "identity_provider.updated",
        was.provider(),
        "An identity provider was changed.",
        Map.of(
            "oldValue",
            ProviderAudit.shown(was.settings()),
            "newValue",
            ProviderAudit.shown(settings),
            "linksEnded",
            ended));
    return store.get(tenant.id(), was.provider());
  }
}
