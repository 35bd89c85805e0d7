package org.lumoauth.agents.ssf;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
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

  private static final String ALGORITHM = "signingAlgorithm";
  private static final String FORMAT = "subjectFormat";
  private static final String SUBJECTS = "defaultSubjects";
  private static final String RETENTION = "retentionHours";
  private static final String INTERVAL = "verificationIntervalSeconds";
  private static final int WEEK = 168;
  private static final int MINUTE = 60;

  @Override
  public String requiredPermission(String setting) {
    return "settings.manage";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        choice(
            ALGORITHM,
            "RS256",
            Set.of("RS256", "PS256", "ES256", "Ed25519"),
            "Signing algorithm of security event tokens."),
        choice(
            FORMAT,
            ISS_SUB,
            Set.of(ISS_SUB, EMAIL, OPAQUE),
            "Format of user identifiers in events."),
        choice(SUBJECTS, ALL, Set.of(ALL, NONE), "Subjects that a new stream includes by default."),
        number(RETENTION, WEEK, 1, 720, "Retention of undelivered events in hours."),
        number(
            INTERVAL,
            MINUTE,
            0,
            86_400,
            "Minimum interval between two verifications of a stream in seconds."));
  }

  /** Returns the signing algorithm of security event tokens. */
  public static SigningAlgorithm algorithm(SettingsStore settings, TenantContext tenant) {
    return SigningAlgorithm.fromName(text(settings, tenant, ALGORITHM, "RS256"))
        .orElse(SigningAlgorithm.RS256);
  }

  /** Returns the format of user identifiers. */
  public static String format(SettingsStore settings, TenantContext tenant) {
    return text(settings, tenant, FORMAT, ISS_SUB);
  }

  /** Returns {@link #ALL} or {@link #NONE}. */
  public static String defaultSubjects(SettingsStore settings, TenantContext tenant) {
    return text(settings, tenant, SUBJECTS, ALL);
  }

  /** Returns the retention of undelivered events. */
  public static Duration retention(SettingsStore settings, TenantContext tenant) {
    return Duration.ofHours(number(settings, tenant, RETENTION, WEEK));
  }

  /** Returns the minimum interval between two verifications of a stream. */
  public static Duration verificationInterval(SettingsStore settings, TenantContext tenant) {
    return Duration.ofSeconds(number(settings, tenant, INTERVAL, MINUTE));
  }

  private static String text(
      SettingsStore settings, TenantContext tenant, String name, String usual) {
    return String.valueOf(settings.read(tenant, SECTION).getOrDefault(name, usual));
  }

  private static long number(SettingsStore settings, TenantContext tenant, String name, int usual) {
    return ((Number) settings.read(tenant, SECTION).getOrDefault(name, usual)).longValue();
  }

  private static SettingDefinition choice(
      String name, String usual, Set<String> allowed, String text) {
    return new SettingDefinition(
        name, SettingType.STRING, usual, false, allowed, Optional.empty(), Optional.empty(), text);
  }

  private static SettingDefinition number(
      String name, int usual, long least, long most, String text) {
    return new SettingDefinition(
        name,
        SettingType.INTEGER,
        usual,
        false,
        Set.of(),
        Optional.of(least),
        Optional.of(most),
        text);
  }
}
