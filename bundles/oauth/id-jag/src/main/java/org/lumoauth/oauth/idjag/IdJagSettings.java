package org.lumoauth.oauth.idjag;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** What a tenant can set of ID-JAGs. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=id-jag"})
public final class IdJagSettings implements SettingsSchema {

  /** The section's name. */
  public static final String SECTION = "id-jag";

  private static final String AUDIENCES = "audiences";
  private static final String LIFETIME = "lifetimeSeconds";
  private static final String MAX_ACTORS = "maxActors";

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting(
            AUDIENCES,
            Type.STRINGS,
            List.of(),
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            "Issuers of the authorization servers that clients can get grants for."),
        new Setting(
            LIFETIME,
            Type.INTEGER,
            300L,
            false,
            Set.of(),
            Optional.of(30L),
            Optional.of(600L),
            "How many seconds a grant can be redeemed."),
        new Setting(
            MAX_ACTORS,
            Type.INTEGER,
            3L,
            false,
            Set.of(),
            Optional.of(0L),
            Optional.of(8L),
            "How many may act one for the other in a grant that is taken; 0 takes none."));
  }

  /** The authorization servers that clients can get grants for, by their issuers. */
  static Set<String> audiences(SettingsStore settings, TenantContext tenant) {
    return settings.read(tenant, SECTION).get(AUDIENCES) instanceof List<?> issuers
        ? issuers.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  static long lifetimeSeconds(SettingsStore settings, TenantContext tenant) {
    return ((Number) settings.read(tenant, SECTION).get(LIFETIME)).longValue();
  }

  static int maxActors(SettingsStore settings, TenantContext tenant) {
    return ((Number) settings.read(tenant, SECTION).get(MAX_ACTORS)).intValue();
  }
}
