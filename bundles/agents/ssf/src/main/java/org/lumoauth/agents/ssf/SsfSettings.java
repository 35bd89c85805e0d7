/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Tenant settings of event streams. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=ssf"})
public final class SsfSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  public static final String SECTION = "ssf";

  /** Identifies users by issuer and {@code sub} (RFC 9493 section 3.2.3). */
  public static final String ISS_SUB = "iss_sub";

  /** Identifies users by their verified e-mail address (RFC 9493 section 3.2.2). */
  public static final String EMAIL = "email";

  /** Identifies users by their id alone (RFC 9493 section 3.2.4). */
  public static final String OPAQUE = "opaque";

  /** A new stream includes all subjects. */
  public static final String ALL = "ALL";

  /** A new stream includes only subjects that its receiver adds. */
  public static final String NONE = "NONE";

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  private static final TypedSetting<String> ALGORITHM =
      SCHEMA.choice(
          "signingAlgorithm",
          "RS256",
          Set.of("RS256", "PS256", "ES256", "Ed25519"),
          "Signing algorithm of security event tokens.");

  /** The format of user identifiers. */
  public static final TypedSetting<String> SUBJECT_FORMAT =
      SCHEMA.choice(
          "subjectFormat",
          ISS_SUB,
          Set.of(ISS_SUB, EMAIL, OPAQUE),
          "Format of user identifiers in events.");

  /** {@link #ALL} or {@link #NONE}. */
  public static final TypedSetting<String> DEFAULT_SUBJECTS =
      SCHEMA.choice(
          "defaultSubjects",
          ALL,
          Set.of(ALL, NONE),
          "Subjects that a new stream includes by default.");

  /** The retention of undelivered events. */
  public static final TypedSetting<Duration> RETENTION =
      SCHEMA.hours("retentionHours", 168, 1, 720, "Retention of undelivered events in hours.");

  /** The minimum interval between two verifications of a stream. */
  public static final TypedSetting<Duration> VERIFICATION_INTERVAL =
      SCHEMA.seconds(
          "verificationIntervalSeconds",
          60,
          0,
          86_400,
          "Minimum interval between two verifications of a stream in seconds.");

  @Override
  public String requiredPermission(String setting) {
    return "settings.manage";
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }

  /** Returns the signing algorithm of security event tokens. */
  public static SigningAlgorithm algorithm(SettingsStore settings, TenantContext tenant) {
    return SigningAlgorithm.fromName(ALGORITHM.read(settings, tenant))
        .orElse(SigningAlgorithm.RS256);
  }
}
