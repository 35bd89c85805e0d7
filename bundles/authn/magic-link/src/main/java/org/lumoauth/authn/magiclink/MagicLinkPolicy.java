/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import java.time.Duration;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The tenant's settings for links. */
@Component(service = MagicLinkPolicy.class)
public final class MagicLinkPolicy {
  private final SettingsStore settings;

  @Activate
  public MagicLinkPolicy(@Reference SettingsStore settings) {
    this.settings = settings;
  }

  /** Returns whether users can sign in by link. */
  boolean isEnabled(TenantContext tenant) {
    return MagicLinkSettings.ENABLED.read(settings, tenant);
  }

  /** Returns whether sign-in by password is disabled. */
  boolean isOnlyMethod(TenantContext tenant) {
    var values = settings.read(tenant, MagicLinkSettings.SECTION);
    return MagicLinkSettings.ENABLED.from(values) && MagicLinkSettings.ONLY.from(values);
  }

  /** Returns the lifetime of a link. */
  Duration lifetime(TenantContext tenant) {
    return MagicLinkSettings.EXPIRY.read(settings, tenant);
  }
}
