package org.lumoauth.authn.registration;

import java.util.Optional;
import org.lumoauth.api.authn.SignInLinks;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where the sign-in sends people who have no account or forgot their password. */
@Component(
    service = {SignInLinks.class, RegistrationLinks.class},
    property = {"lumoauth.kind=sign-in-links", "lumoauth.name=authn-registration"})
public final class RegistrationLinks implements SignInLinks {
  private final SettingsStore settings;
  private final Post post;
  private final PasswordUse passwords;

  @Activate
  public RegistrationLinks(
      @Reference SettingsStore settings, @Reference Post post, @Reference PasswordUse passwords) {
    this.settings = settings;
    this.post = post;
    this.passwords = passwords;
  }

  @Override
  public Optional<String> registration(TenantContext tenant) {
    return open(tenant) ? Optional.of(Links.path(tenant, Links.REGISTER)) : Optional.empty();
  }

  @Override
  public Optional<String> recovery(TenantContext tenant) {
    return post.available(tenant) && passwords.needed(tenant)
        ? Optional.of(Links.path(tenant, Links.FORGOT))
        : Optional.empty();
  }

  /** Whether people may register themselves. */
  boolean open(TenantContext tenant) {
    return (on(tenant, RegistrationSettings.SECTION, RegistrationSettings.ENABLED)
            || on(tenant, "branding", "selfRegistrationEnabled"))
        && post.available(tenant);
  }

  private boolean on(TenantContext tenant, String section, String setting) {
    return Boolean.TRUE.equals(settings.read(tenant, section).get(setting));
  }
}
