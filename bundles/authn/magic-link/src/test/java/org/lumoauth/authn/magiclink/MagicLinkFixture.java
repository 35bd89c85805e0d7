/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.AuthenticationMethod.AuthenticationStep;
import org.lumoauth.api.authn.AuthenticationMethod.SignInAttempt;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.UserBuilder;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeHtmlPageRenderer;
import org.lumoauth.testkit.fake.FakeMessageSender;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.user.FakeSignInService;
import org.lumoauth.testkit.fake.user.FakeUserActivityRecorder;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

/** A tenant with sign-in by links, and the user {@code ada@example.com}. */
final class MagicLinkFixture {
  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final String ADA = "ada@example.com";
  static final SubjectRef ADA_REF = new SubjectRef(SubjectRef.USER, UserBuilder.ID);
  static final String HERE = "att_here";
  static final String PEER = "192.0.2.7";

  Instant now = Instant.parse("2027-01-01T00:00:00Z");
  final FakeTenantRegistry served = new FakeTenantRegistry().with(ACME);
  final FakeAuditLog audit = new FakeAuditLog();
  final FakeMessageSender messages = new FakeMessageSender();
  final FakeHtmlPageRenderer pages = new FakeHtmlPageRenderer();
  final FakeSettingsStore settings =
      new FakeSettingsStore().with(MagicLinkSettings.SECTION, new MagicLinkSettings());
  final FakeSignInService signIn = new FakeSignInService();
  final FakeUserDirectory users =
      new FakeUserDirectory().with(ACME, aUser().withEmail(ADA).build());
  final FakeUserActivityRecorder milestones = new FakeUserActivityRecorder();
  final AuthenticationMethod method;
  final MagicLinkTokenStore tokens;
  final MagicLinkMailer mail;
  final MagicLinkRevocationListener ends;
  final HttpHandler request;
  final HttpHandler link;

  MagicLinkFixture() {
    this(Runnable::run);
  }

  /**
   * With another way to do what is done after the answer.
   *
   * @param later gets that work
   */
  MagicLinkFixture(Executor later) {
    on(ACME, "enabled");
    var policy = new MagicLinkPolicy(settings);
    var vault = new FakeSecretProtectionService();
    tokens = new MagicLinkTokenStore(new FakeShortLivedRecordStore(() -> now), vault, () -> now);
    var limits = new MagicLinkLimiter(new FakeAttemptLimiter(() -> now));
    mail =
        new MagicLinkMailer(policy, tokens, limits, users, audit, new MagicLinkMailExecutor(later));
    mail.messages = messages;
    var holders = new MagicLinkResolver(policy, tokens, users, milestones);
    method = new MagicLinkAuthenticationMethod(policy, mail, limits, tokens, holders);
    ends = new MagicLinkRevocationListener(tokens, served);
    var browser = new MagicLinkBrowserCookie(policy, vault, () -> "https://id.example.com");
    request = new MagicLinkRequestEndpoint(mail, limits, browser, policy, pages);
    link = new MagicLinkEndpoint(policy, holders, browser, signIn, pages);
  }

  void on(TenantContext tenant, String setting) {
    settings.change(tenant, MagicLinkSettings.SECTION, Map.of(setting, true));
  }

  FakeHttpExchange call(HttpHandler endpoint, FakeHttpExchange exchange) {
    try {
      endpoint.handle(exchange);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return exchange;
  }

  /** Opens a link of a message. */
  FakeHttpExchange open(String secret) {
    return call(link, FakeHttpExchange.get(ACME, "/magic-link").withParameter("token", secret));
  }

  /** Asks for a link outside of a sign-in. */
  FakeHttpExchange ask(String email) {
    return call(request, FakeHttpExchange.form(ACME, "/magic-link").withParameter("email", email));
  }

  /** Asks for a link in a sign-in, of which this method is a step. */
  AuthenticationStep begin(SubjectRef who) {
    return method.begin(ACME, attempt(HERE, Optional.of(who), Map.of()));
  }

  /** The secret of the link that was sent to somebody in a sign-in. */
  String sent() {
    begin(ADA_REF);
    return secret();
  }

  /** The secret of the link that was sent last. */
  String secret() {
    var link = (String) messages.sent().get(messages.sent().size() - 1).model().get("link");
    return link.replaceAll(".*token=", "");
  }

  /** What the page shows where a link was opened. */
  AuthenticationStep.PromptStep opened(String attempt, String secret) {
    var state = Map.of(AuthenticationMethod.LINK, secret);
    return (AuthenticationStep.PromptStep)
        method.begin(ACME, attempt(attempt, Optional.empty(), state));
  }

  /** Presses the button of that page. */
  AuthenticationStep finish(TenantContext tenant, AuthenticationStep.PromptStep page) {
    return method.proceed(tenant, attempt(HERE, Optional.empty(), page.state()), Map.of());
  }

  AuthenticationStep finish(String secret) {
    return finish(ACME, opened(HERE, secret));
  }

  static SignInAttempt attempt(String id, Optional<SubjectRef> who, Map<String, String> state) {
    return attempt(id, who, state, PEER);
  }

  static SignInAttempt attempt(
      String id, Optional<SubjectRef> who, Map<String, String> state, String peer) {
    return new SignInAttempt(id, who, state, peer, Optional.empty(), List.of(Locale.GERMAN));
  }
}
