package org.lumoauth.agents.aauth.consent;

import java.time.Duration;
import java.util.Optional;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** For how long an agent has what somebody allows it, if they don't take it back before. */
@Component(service = ConsentTerms.class)
public final class ConsentTerms {

  /** The section of the module that keeps grants, and ends them. */
  private static final String GRANTS = "grants";

  private final SettingsStore settings;

  @Activate
  public ConsentTerms(@Reference SettingsStore settings) {
    this.settings = settings;
  }

  /** When a grant ends at the latest; empty if nothing but the person ends it. */
  Optional<Duration> lifetime(TenantContext tenant) {
    return settings.read(tenant, GRANTS).get("grantDays") instanceof Number days
            && days.longValue() > 0
        ? Optional.of(Duration.ofDays(days.longValue()))
        : Optional.empty();
  }
}
