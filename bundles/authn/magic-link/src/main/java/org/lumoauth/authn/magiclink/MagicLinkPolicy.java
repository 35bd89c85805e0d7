package org.lumoauth.authn.magiclink;

import java.time.Duration;
import java.util.Map;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The tenant's settings for links. */
@Component(service = MagicLinkPolicy.class)
public final class MagicLinkPolicy {
  private static final long STANDARD_MINUTES = 15;

  private final SettingsStore settings;

  @Activate
  public MagicLinkPolicy(@Reference SettingsStore settings) {
    this.settings = settings;
  }

  /** Returns whether users can sign in by link. */
  boolean isEnabled(TenantContext tenant) {
    return on(settings(tenant), MagicLinkSettings.ENABLED);
  }

  /** Returns whether sign-in by password is disabled. */
  boolean isOnlyMethod(TenantContext tenant) {
    var values = settings(tenant);
    return on(values, MagicLinkSettings.ENABLED) && on(values, MagicLinkSettings.ONLY);
  }

  /** Returns the lifetime of a link. */
  Duration lifetime(TenantContext tenant) {
    return Duration.ofMinutes(
        settings(tenant).get(MagicLinkSettings.EXPIRY) instanceof Number minutes
            ? minutes.longValue()
            : STANDARD_MINUTES);
  }

  private Map<String, Object> settings(TenantContext tenant) {
    return settings.read(tenant, MagicLinkSettings.SECTION);
  }

  private static boolean on(Map<String, Object> values, String setting) {
    return Boolean.TRUE.equals(values.get(setting));
  }
}
