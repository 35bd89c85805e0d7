package org.lumoauth.oauth.grant.tokenexchange;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Defines the tenant settings for token exchange. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=token-exchange"})
public final class TokenExchangeSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  public static final String SECTION = "token-exchange";

  private static final String MAX_ACTORS = "maxActors";

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        new SettingDefinition(
            MAX_ACTORS,
            SettingType.INTEGER,
            3L,
            false,
            Set.of(),
            Optional.of(1L),
            Optional.of(10L),
            "The maximum number of actors in a delegation chain."));
  }

  /** Returns the maximum length of the chain of actors. */
  static int maxActors(SettingsStore settings, TenantContext tenant) {
    return ((Number) settings.read(tenant, SECTION).get(MAX_ACTORS)).intValue();
  }
}
