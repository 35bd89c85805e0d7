package org.lumoauth.oauth.grant.authorizationcode;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Defines the tenant settings for authorization requests and authorization codes. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=authorization"})
public final class AuthorizationCodeSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  public static final String SECTION = "authorization";

  private static final String CODE_SECONDS = "codeSeconds";
  private static final String PUSHED_ALONE = "requirePushedRequests";

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        new SettingDefinition(
            CODE_SECONDS,
            SettingType.INTEGER,
            60L,
            false,
            Set.of(),
            Optional.of(10L),
            Optional.of(600L),
            "The lifetime of an authorization code in seconds."),
        new SettingDefinition(
            PUSHED_ALONE,
            SettingType.BOOLEAN,
            false,
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            "Whether all clients must push their authorization requests (RFC 9126)."));
  }

  /** Returns the lifetime of an authorization code. */
  public static Duration codeLifetime(SettingsStore settings, TenantContext tenant) {
    return Duration.ofSeconds(
        ((Number) settings.read(tenant, SECTION).get(CODE_SECONDS)).longValue());
  }

  /** Returns whether the tenant requires pushed authorization requests from all clients. */
  public static boolean requiresPushedRequests(SettingsStore settings, TenantContext tenant) {
    return Boolean.TRUE.equals(settings.read(tenant, SECTION).get(PUSHED_ALONE));
  }
}
