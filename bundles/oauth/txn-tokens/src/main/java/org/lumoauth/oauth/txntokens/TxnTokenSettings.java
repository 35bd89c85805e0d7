/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.txntokens;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Component;

/** Defines the tenant settings for transaction tokens. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=txn-tokens"})
public final class TxnTokenSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  public static final String SECTION = "txn-tokens";

  private static final Pattern NAME = Pattern.compile("[\\x21-\\x7E]*");
  private static final String PUBLIC = "public";
  private static final String PAIRWISE = "pairwise";
  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  /** The trust domain, if the tenant has one. */
  static final TypedSetting<Optional<String>> TRUST_DOMAIN =
      SCHEMA.declare(
          new SettingDefinition(
              "trustDomain",
              SettingType.STRING,
              "",
              false,
              Set.of(),
              Optional.of(0L),
              Optional.of(200L),
              "The trust domain of the services that get transaction tokens. If empty, "
                  + "none are issued."),
          value -> Optional.of((String) value).filter(domain -> !domain.isBlank()));

  /** Whether the trust domain uses pairwise subject identifiers. */
  static final TypedSetting<Boolean> PAIRWISE_SUBJECTS =
      SCHEMA.declare(
          new SettingDefinition(
              "subjectType",
              SettingType.STRING,
              PUBLIC,
              false,
              Set.of(PUBLIC, PAIRWISE),
              Optional.empty(),
              Optional.empty(),
              "How subjects are identified in the trust domain: public uses their IDs, "
                  + "pairwise uses identifiers"
                  + " that are specific to the trust domain."),
          PAIRWISE::equals);

  static final TypedSetting<Duration> LIFETIME =
      SCHEMA.seconds(
          "lifetimeSeconds", 60, 5, 600, "The lifetime of a transaction token in seconds.");

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    return setting.equals(TRUST_DOMAIN.name()) && !NAME.matcher(String.valueOf(value)).matches()
        ? Optional.of(
            "`trustDomain` must be a name without spaces such as example.com, or empty "
                + "for none.")
        : Optional.empty();
  }
}
