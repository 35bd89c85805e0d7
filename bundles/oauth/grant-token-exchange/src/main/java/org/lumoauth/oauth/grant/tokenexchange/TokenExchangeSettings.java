package org.lumoauth.oauth.grant.tokenexchange;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** What a tenant can set of token exchange. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=token-exchange"})
public final class TokenExchangeSettings implements SettingsSchema {

  /** The section's name. */
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
            "How many may act for a subject one after another."));
  }

  /** How long a chain of actors may be. */
  static int maxActors(SettingsStore settings, TenantContext tenant) {
    return ((Number) settings.read(tenant, SECTION).get(MAX_ACTORS)).intValue();
  }
}
