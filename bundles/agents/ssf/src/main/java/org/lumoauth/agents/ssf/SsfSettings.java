package org.lumoauth.agents.ssf;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** What a tenant decides about its event streams. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=ssf"})
public final class SsfSettings implements SettingsSchema {

  /** The section's name. */
  public static final String SECTION = "ssf";

  /** Users are named by issuer and {@code sub} (RFC 9493 section 3.2.3). */
  public static final String ISS_SUB = "iss_sub";

  /** Users are named by their proven address (section 3.2.2). */
  public static final String EMAIL = "email";

  /** Users are named by their id alone (section 3.2.4). */
  public static final String OPAQUE = "opaque";

  /** A new stream hears of everybody. */
  public static final String ALL = "ALL";

  /** A new stream hears of those alone whom its receiver adds. */
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
            "By which algorithm security event tokens are signed."),
        choice(
            FORMAT, ISS_SUB, Set.of(ISS_SUB, EMAIL, OPAQUE), "How events name users to receivers."),
        choice(SUBJECTS, ALL, Set.of(ALL, NONE), "Of whom a new stream hears from the beginning."),
        number(RETENTION, WEEK, 1, 720, "How many hours an event waits for its receiver."),
        number(INTERVAL, MINUTE, 0, 86_400, "How many seconds lie between two verifications."));
  }

  /** The algorithm of security event tokens. */
  public static SigningAlgorithm algorithm(SettingsStore settings, TenantContext tenant) {
    return SigningAlgorithm.fromName(text(settings, tenant, ALGORITHM, "RS256"))
        .orElse(SigningAlgorithm.RS256);
  }

  /** The format by which users are named. */
  public static String format(SettingsStore settings, TenantContext tenant) {
    return text(settings, tenant, FORMAT, ISS_SUB);
  }

  /** {@link #ALL} or {@link #NONE}. */
  public static String defaultSubjects(SettingsStore settings, TenantContext tenant) {
    return text(settings, tenant, SUBJECTS, ALL);
  }

  /** How long an event waits. */
  public static Duration retention(SettingsStore settings, TenantContext tenant) {
    return Duration.ofHours(number(settings, tenant, RETENTION, WEEK));
  }

  /** How much time lies between two verifications of a stream. */
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
