package org.lumoauth.oauth.txntokens;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** What a tenant can set of transaction tokens. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=txn-tokens"})
public final class TxnTokenSettings implements SettingsSchema {

  /** The section's name. */
  public static final String SECTION = "txn-tokens";

  private static final String TRUST_DOMAIN = "trustDomain";
  private static final Pattern NAME = Pattern.compile("[\\x21-\\x7E]*");
  private static final String SUBJECTS = "subjectType";
  private static final String PUBLIC = "public";
  private static final String PAIRWISE = "pairwise";
  private static final String LIFETIME = "lifetimeSeconds";

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        new SettingDefinition(
            TRUST_DOMAIN,
            SettingType.STRING,
            "",
            false,
            Set.of(),
            Optional.of(0L),
            Optional.of(200L),
            "The trust domain whose services get transaction tokens; without one nobody does."),
        new SettingDefinition(
            SUBJECTS,
            SettingType.STRING,
            PUBLIC,
            false,
            Set.of(PUBLIC, PAIRWISE),
            Optional.empty(),
            Optional.empty(),
            "What its services call people: public is their id, pairwise a name that the trust"
                + " domain alone has for them."),
        new SettingDefinition(
            LIFETIME,
            SettingType.INTEGER,
            60L,
            false,
            Set.of(),
            Optional.of(5L),
            Optional.of(600L),
            "How many seconds a transaction token holds."));
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    return setting.equals(TRUST_DOMAIN) && !NAME.matcher(String.valueOf(value)).matches()
        ? Optional.of("trustDomain is a name without blanks, as example.com; empty for none.")
        : Optional.empty();
  }

  /** The trust domain, if the tenant has one. */
  static Optional<String> trustDomain(SettingsStore settings, TenantContext tenant) {
    return Optional.of((String) settings.read(tenant, SECTION).get(TRUST_DOMAIN))
        .filter(domain -> !domain.isBlank());
  }

  /** Whether the trust domain has names of its own for people. */
  static boolean pairwise(SettingsStore settings, TenantContext tenant) {
    return PAIRWISE.equals(settings.read(tenant, SECTION).get(SUBJECTS));
  }

  static long lifetimeSeconds(SettingsStore settings, TenantContext tenant) {
    return ((Number) settings.read(tenant, SECTION).get(LIFETIME)).longValue();
  }
}
