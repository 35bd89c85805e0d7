package org.lumoauth.platform.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsSchema.Setting;
import org.lumoauth.api.settings.SettingsSchema.Type;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.settings.section.GeneralSettings;
import org.lumoauth.platform.settings.section.SecuritySettings;
import org.lumoauth.testkit.builder.Builders;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretVault;

/** Settings on a test's database, with the sections of three modules that do not exist. */
public final class Fixture implements AutoCloseable {
  public static final TenantContext ACME =
      Builders.aTenant("acme").withId("ten_01K9Z3V7Q8J4M2N6P0R5S7T9WA").build();
  public static final TenantContext GLOBEX =
      Builders.aTenant("globex").withId("ten_01K9Z3V7Q8J4M2N6P0R5S7T9WB").build();
  public static final Initiator SOMEBODY = Initiator.server("test");

  public final FakeAuditLog audit = new FakeAuditLog();
  public final FakeDomainEvents events = new FakeDomainEvents();
  public final FakeProviderRegistry modules = new FakeProviderRegistry();
  public final Sections sections;
  public final StoredSettings settings;
  final SettingsUnit unit;
  final OwnValues own;

  public Fixture(TestDatabase database) {
    SettingsSchema password =
        new SettingsSchema() {
          @Override
          public List<Setting> settings() {
            return List.of(number("minLength", 15, 8, 64), flag("rotation", false));
          }

          @Override
          public List<Template> templates() {
            return List.of(
                new Template("template", "minLength", Map.of("short", 9L, "long", 30L), "other"));
          }
        };
    SettingsSchema sessions =
        () ->
            List.of(
                number("idleSeconds", 1_800, 60, 86_400),
                number("lifetimeSeconds", 86_400, 300, 864_000));
    SettingsSchema email =
        new SettingsSchema() {
          @Override
          public List<Setting> settings() {
            return List.of(
                text("from", "nobody@x.example", 64, false),
                text("smtpPassword", "", 200, true),
                choice("transport", "tls", "tls", "starttls"),
                new Setting(
                    "domains",
                    Type.STRINGS,
                    List.of(),
                    false,
                    Set.of(),
                    Optional.empty(),
                    Optional.of(3L),
                    "Domains."));
          }

          @Override
          public Optional<String> objection(String setting, Object value) {
            return value.equals("no address") ? Optional.of("No address.") : Optional.empty();
          }
        };
    modules
        .with(SettingsSchema.class, "password", password)
        .with(SettingsSchema.class, "sessions", sessions)
        .with(SettingsSchema.class, "email", email)
        .with(
            SettingsSchema.class,
            "document",
            (SettingsSchema) () -> List.of(text("style", "", 100_000, false)))
        .with(SettingsSchema.class, "general", new GeneralSettings())
        .with(SettingsSchema.class, "security", new SecuritySettings());
    this.unit = new SettingsUnit(database.units());
    this.own = new OwnValues(new ValueTable(unit), new FakeSecretVault());
    this.sections = new Sections(modules);
    this.settings = new StoredSettings(sections, own, new SettingsJournal(audit, events));
    events.tell(new SettingsUpkeep.Listener(own));
  }

  private static Setting number(String name, long standard, long least, long most) {
    return new Setting(
        name,
        Type.INTEGER,
        standard,
        false,
        Set.of(),
        Optional.of(least),
        Optional.of(most),
        "A number.");
  }

  private static Setting flag(String name, boolean standard) {
    return new Setting(
        name,
        Type.BOOLEAN,
        standard,
        false,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        "A flag.");
  }

  private static Setting text(String name, String standard, long most, boolean secret) {
    return new Setting(
        name,
        Type.STRING,
        standard,
        secret,
        Set.of(),
        Optional.empty(),
        Optional.of(most),
        "A text.");
  }

  private static Setting choice(String name, String standard, String... allowed) {
    return new Setting(
        name,
        Type.STRING,
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
