package org.lumoauth.oauth.txntokens;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Defines the tenant settings for transaction tokens. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=txn-tokens"})
public final class TxnTokenSettings implements TenantSettingsSection {

  /** The name of the settings section. */
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
            "The trust domain of the services that get transaction tokens. If empty, "
                + "none are issued."),
        new SettingDefinition(
            SUBJECTS,
            SettingType.STRING,
            PUBLIC,
            false,
            Set.of(PUBLIC, PAIRWISE),
            Optional.empty(),
            Optional.empty(),
            "How subjects are identified in the trust domain: public uses their IDs, "
                + "pairwise uses identifiers"
                + " that are specific to the trust domain."),
        new SettingDefinition(
            LIFETIME,
            SettingType.INTEGER,
            60L,
            false,
            Set.of(),
            Optional.of(5L),
            Optional.of(600L),
            "The lifetime of a transaction token in seconds."));
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    return setting.equals(TRUST_DOMAIN) && !NAME.matcher(String.valueOf(value)).matches()
        ? Optional.of(
            "`trustDomain` must be a name without spaces such as example.com, or empty "
                + "for none.")
        : Optional.empty();
  }

  /** Returns the trust domain, if the tenant has one. */
  static Optional<String> trustDomain(SettingsStore settings, TenantContext tenant) {
    return Optional.of((String) settings.read(tenant, SECTION).get(TRUST_DOMAIN))
        .filter(domain -> !domain.isBlank());
  }

  /** Returns whether the trust domain uses pairwise subject identifiers. */
  static boolean pairwise(SettingsStore settings, TenantContext tenant) {
    return PAIRWISE.equals(settings.read(tenant, SECTION).get(SUBJECTS));
  }

  static long lifetimeSeconds(SettingsStore settings, TenantContext tenant) {
    return ((Number) settings.read(tenant, SECTION).get(LIFETIME)).longValue();
  }
}
