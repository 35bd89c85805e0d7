/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TenantSettingsSection.SettingDefinition;
import org.lumoauth.api.settings.TenantSettingsSection.SettingType;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.settings.section.GeneralSettingsSection;
import org.lumoauth.platform.settings.section.SecuritySettingsSection;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;

/** Settings on a test's database, with the sections of three modules that do not exist. */
public final class SettingsFixture implements AutoCloseable {
  public static final TenantContext ACME =
      TestBuilders.aTenant("acme").withId("ten_01K9Z3V7Q8J4M2N6P0R5S7T9WA").build();
  public static final TenantContext GLOBEX =
      TestBuilders.aTenant("globex").withId("ten_01K9Z3V7Q8J4M2N6P0R5S7T9WB").build();
  public static final AuditInitiator SOMEBODY = AuditInitiator.server("test");

  public final FakeAuditLog audit = new FakeAuditLog();
  public final FakeDomainEventPublisher events = new FakeDomainEventPublisher();
  public final FakeProviderRegistry modules = new FakeProviderRegistry();
  public final SettingsSectionRegistry sections;
  public final TenantSettingsStore settings;
  final PersistenceUnit unit;
  final TenantSettingOverrideCache own;

  public SettingsFixture(TestDatabase database) {
    TenantSettingsSection password =
        new TenantSettingsSection() {
          @Override
          public List<SettingDefinition> settings() {
            return List.of(number("minLength", 15, 8, 64), flag("rotation", false));
          }

          @Override
          public List<SettingPreset> presets() {
            return List.of(
                new SettingPreset(
                    "template", "minLength", Map.of("short", 9L, "long", 30L), "other"));
          }
        };
    TenantSettingsSection sessions =
        () ->
            List.of(
                number("idleSeconds", 1_800, 60, 86_400),
                number("lifetimeSeconds", 86_400, 300, 864_000));
    TenantSettingsSection email =
        new TenantSettingsSection() {
          @Override
          public List<SettingDefinition> settings() {
            return List.of(
                text("from", "nobody@x.example", 64, false),
                text("smtpPassword", "", 200, true),
                choice("transport", "tls", "tls", "starttls"),
                new SettingDefinition(
                    "domains",
                    SettingType.STRINGS,
                    List.of(),
                    false,
                    Set.of(),
                    Optional.empty(),
                    Optional.of(3L),
                    "Domains."));
          }

          @Override
          public Optional<String> findProblem(String setting, Object value) {
            return value.equals("no address") ? Optional.of("No address.") : Optional.empty();
          }
        };
    modules
        .with(TenantSettingsSection.class, "password", password)
        .with(TenantSettingsSection.class, "sessions", sessions)
        .with(TenantSettingsSection.class, "email", email)
        .with(
            TenantSettingsSection.class,
            "document",
            (TenantSettingsSection) () -> List.of(text("style", "", 100_000, false)))
        .with(TenantSettingsSection.class, "general", new GeneralSettingsSection())
        .with(TenantSettingsSection.class, "security", new SecuritySettingsSection());
    this.unit = database.open(TestDatabase.tablesOf(SettingValueTable.class));
    this.own = new TenantSettingOverrideCache(unit, new FakeSecretProtectionService());
    this.sections = new SettingsSectionRegistry(modules);
    this.settings =
        new TenantSettingsStore(sections, own, new SettingsChangeRecorder(audit, events));
    events.addListener(new SettingsCacheInvalidationListener(own));
  }

  private static SettingDefinition number(String name, long standard, long least, long most) {
    return new SettingDefinition(
        name,
        SettingType.INTEGER,
        standard,
        false,
        Set.of(),
        Optional.of(least),
        Optional.of(most),
        "A number.");
  }

  private static SettingDefinition flag(String name, boolean standard) {
    return new SettingDefinition(
        name,
        SettingType.BOOLEAN,
        standard,
        false,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        "A flag.");
  }

  private static SettingDefinition text(String name, String standard, long most, boolean secret) {
    return new SettingDefinition(
        name,
        SettingType.STRING,
        standard,
        secret,
        Set.of(),
        Optional.empty(),
        Optional.of(most),
        "A text.");
  }

  private static SettingDefinition choice(String name, String standard, String... allowed) {
    return new SettingDefinition(
        name,
        SettingType.STRING,
        standard,
        false,
        Set.of(allowed),
        Optional.empty(),
        Optional.empty(),
        "A choice.");
  }

  @Override
  public void close() {
    unit.close();
  }
}
