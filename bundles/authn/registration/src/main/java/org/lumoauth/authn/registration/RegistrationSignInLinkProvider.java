/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import java.util.Optional;
import org.lumoauth.api.authn.RegistrationAndRecoveryLinkProvider;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Provides the registration and recovery pages to the sign-in. */
@Component(
    service = {RegistrationAndRecoveryLinkProvider.class, RegistrationSignInLinkProvider.class},
    property = {"lumoauth.kind=sign-in-links", "lumoauth.name=authn-registration"})
public final class RegistrationSignInLinkProvider implements RegistrationAndRecoveryLinkProvider {
  private final SettingsStore settings;
  private final AccountLinkMailSender post;
  private final PasswordSignInPolicy passwords;

  @Activate
  public RegistrationSignInLinkProvider(
      @Reference SettingsStore settings,
      @Reference AccountLinkMailSender post,
      @Reference PasswordSignInPolicy passwords) {
    this.settings = settings;
    this.post = post;
    this.passwords = passwords;
  }

  @Override
  public Optional<String> registrationPath(TenantContext tenant) {
    return isOpen(tenant)
        ? Optional.of(RegistrationUrls.path(tenant, RegistrationUrls.REGISTER))
        : Optional.empty();
  }

  @Override
  public Optional<String> recoveryPath(TenantContext tenant) {
    return post.isAvailable(tenant) && passwords.isNeeded(tenant)
        ? Optional.of(RegistrationUrls.path(tenant, RegistrationUrls.FORGOT))
        : Optional.empty();
  }

  /** Returns whether users can register themselves. */
  boolean isOpen(TenantContext tenant) {
    return (RegistrationSettings.ENABLED.read(settings, tenant)
            || Boolean.TRUE.equals(
                settings.read(tenant, "branding").get("selfRegistrationEnabled")))
        && post.isAvailable(tenant);
  }
}
