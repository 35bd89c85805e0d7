package org.lumoauth.authn.account;

import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.ModulePages;
import org.lumoauth.platform.web.PageReaders;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.builder.UserBuilder;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeAuthorizationGrants;
import org.lumoauth.testkit.fake.FakeClients;
import org.lumoauth.testkit.fake.FakeConsents;
import org.lumoauth.testkit.fake.FakePages;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSessions;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeSignIn;
import org.lumoauth.testkit.fake.FakeUserDirectory;
import org.lumoauth.testkit.fake.FakeUserPasswords;
import org.lumoauth.testkit.fake.FakeUserProfiles;

/** Ada's account on fakes, and her browser. */
final class Account {

  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final String ADA = UserBuilder.ID;
  static final String EVE = "usr_eve";
  static final String PASSWORD = "correct horse battery";

  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  final FakeSessions sessions = new FakeSessions(() -> now);
  final FakeSignIn signIn = new FakeSignIn();
  final FakePages pages = new FakePages();
  final FakeProviderRegistry registry =
      new FakeProviderRegistry()
          .with(MetadataContributor.class, "oauth-logout", (tenant, metadata) -> {});
  final FakeAuditLog log = new FakeAuditLog();
  final FakeUserDirectory users = new FakeUserDirectory().with(ACME, aUser().build());
  final FakeUserProfiles profiles = new FakeUserProfiles();
  final FakeUserPasswords passwords = new FakeUserPasswords().with(ACME, ADA, PASSWORD);
  final FakeAttemptLimiter limiter = new FakeAttemptLimiter(() -> now);
  final FakeConsents consents = new FakeConsents();
  final FakeAuthorizationGrants grants = new FakeAuthorizationGrants();
  final FakeClients clients = new FakeClients();
  final Session session = sessions.of(ACME, ADA);

  private final PageReaders readers = new PageReaders(sessions, signIn);
  private final AccountPages shown =
      new AccountPages(new ModulePages(pages, users), readers, registry);
  private final AccountDoor door = new AccountDoor(sessions, readers, shown);
  private final AccountAudit audit = new AccountAudit(log);

  HotEndpoint endpoint(Section section) {
    return switch (section) {
      case PROFILE -> new ProfileEndpoint(door, shown, users, profiles);
      case PASSWORD ->
          new PasswordEndpoint(
              door,
              shown,
              new PasswordChange(passwords, sessions, limiter, audit),
              users,
              new FakeSettingsStore());
      case SESSIONS -> new SessionsEndpoint(door, shown, sessions, audit);
      case APPLICATIONS ->
          new ApplicationsEndpoint(
              door, shown, new Applications(consents, grants, clients), consents, audit);
    };
  }

  /** Ada looks at a page. */
  FakeExchange get(Section section) {
    return send(section, FakeExchange.get(ACME, "/account"), session.id());
  }

  /** Ada sends the form of a page that she was shown. */
  FakeExchange post(Section section, Map<String, String> fields) {
    get(section);
    Map<String, String> form = new HashMap<>(fields);
    ((Map<?, ?>) pages.last().model().get("hidden"))
        .forEach((name, value) -> form.put((String) name, (String) value));
    return postAsIs(section, form);
  }

  /** Some form arrives with Ada's cookie. */
  FakeExchange postAsIs(Section section, Map<String, String> form) {
    FakeExchange exchange = FakeExchange.form(ACME, "/account");
    form.forEach(exchange::with);
    return send(section, exchange, session.id());
  }

  FakeExchange send(Section section, FakeExchange exchange, String cookie) {
    try {
      endpoint(section).handle(exchange.withCookie(FakeSessions.COOKIE, cookie));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return exchange;
  }

  /** A member of what the last page shows. */
  Object shown(String member) {
    return pages.last().model().get(member);
  }

  /** The error that the last page shows at a field. */
  Optional<String> error(String field) {
    return shown("errors") instanceof Map<?, ?> errors
        ? Optional.ofNullable((String) errors.get(field))
        : Optional.empty();
  }

  void pass(java.time.Duration time) {
    now = now.plus(time);
  }
}
