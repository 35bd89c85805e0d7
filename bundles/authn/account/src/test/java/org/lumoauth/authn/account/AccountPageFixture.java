/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.account;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.page.ModulePageResponder;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.UserBuilder;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeHtmlPageRenderer;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.oauth.FakeAuthorizationGrantService;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.oauth.FakeConsentService;
import org.lumoauth.testkit.fake.user.FakeSessionService;
import org.lumoauth.testkit.fake.user.FakeSignInService;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;
import org.lumoauth.testkit.fake.user.FakeUserPasswordService;
import org.lumoauth.testkit.fake.user.FakeUserProfileService;

/** Ada's account pages on fakes, and her browser. */
final class AccountPageFixture {

  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final String ADA = UserBuilder.ID;
  static final String EVE = "usr_eve";
  static final String PASSWORD = "correct horse battery";

  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  final FakeSessionService sessions = new FakeSessionService(() -> now);
  final FakeSignInService signIn = new FakeSignInService();
  final FakeHtmlPageRenderer pages = new FakeHtmlPageRenderer();
  final FakeProviderRegistry registry =
      new FakeProviderRegistry()
          .with(ServerMetadataContributor.class, "oauth-logout", (tenant, metadata) -> {});
  final FakeAuditLog log = new FakeAuditLog();
  final FakeUserDirectory users = new FakeUserDirectory().with(ACME, aUser().build());
  final FakeUserProfileService profiles = new FakeUserProfileService();
  final FakeUserPasswordService passwords = new FakeUserPasswordService().with(ACME, ADA, PASSWORD);
  final FakeAttemptLimiter limiter = new FakeAttemptLimiter(() -> now);
  final FakeConsentService consents = new FakeConsentService();
  final FakeAuthorizationGrantService grants = new FakeAuthorizationGrantService();
  final FakeClientDirectory clients = new FakeClientDirectory();
  final Session session = sessions.of(ACME, ADA);

  private final PageSessionGuard readers = new PageSessionGuard(sessions, signIn);
  private final AccountPageRenderer shown =
      new AccountPageRenderer(new ModulePageResponder(pages, users), readers, registry);
  private final AccountPageGuard door = new AccountPageGuard(sessions, readers, shown);

  HttpHandler endpoint(AccountSection section) {
    return switch (section) {
      case PROFILE -> new AccountProfileEndpoint(door, shown, users, profiles);
      case PASSWORD ->
          new AccountPasswordEndpoint(
              door,
              shown,
              new AccountPasswordChangeService(passwords, sessions, limiter, log),
              users,
              new FakeSettingsStore());
      case SESSIONS -> new AccountSessionsEndpoint(door, shown, sessions, log);
      case APPLICATIONS ->
          new AccountApplicationsEndpoint(door, shown, consents, grants, clients, log);
    };
  }

  /** Ada looks at a page. */
  FakeHttpExchange get(AccountSection section) {
    return send(section, FakeHttpExchange.get(ACME, "/account"), session.id());
  }

  /** Ada sends the form of a page that she was shown. */
  FakeHttpExchange post(AccountSection section, Map<String, String> fields) {
    get(section);
    Map<String, String> form = new HashMap<>(fields);
    ((Map<?, ?>) pages.last().model().get("hidden"))
        .forEach((name, value) -> form.put((String) name, (String) value));
    return postAsIs(section, form);
  }

  /** Some form arrives with Ada's cookie. */
  FakeHttpExchange postAsIs(AccountSection section, Map<String, String> form) {
    FakeHttpExchange exchange = FakeHttpExchange.form(ACME, "/account");
    form.forEach(exchange::withParameter);
    return send(section, exchange, session.id());
  }

  FakeHttpExchange send(AccountSection section, FakeHttpExchange exchange, String cookie) {
    try {
      endpoint(section).handle(exchange.withCookie(FakeSessionService.COOKIE, cookie));
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
