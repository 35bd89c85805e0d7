package org.lumoauth.authn.magiclink;

import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.AuthenticationMethod.Attempt;
import org.lumoauth.api.authn.AuthenticationMethod.Step;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.builder.UserBuilder;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeMessages;
import org.lumoauth.testkit.fake.FakePages;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedStore;
import org.lumoauth.testkit.fake.FakeSignIn;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.FakeUserDirectory;
import org.lumoauth.testkit.fake.FakeUserMilestones;

/** A tenant that lets people sign in by links, with {@code ada@example.com} in it. */
final class Fixture {
  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final String ADA = "ada@example.com";
  static final SubjectRef ADA_REF = new SubjectRef(SubjectRef.USER, UserBuilder.ID);
  static final String HERE = "att_here";
  static final String PEER = "192.0.2.7";

  Instant now = Instant.parse("2027-01-01T00:00:00Z");
  final FakeTenantRegistry served = new FakeTenantRegistry().with(ACME);
  final FakeAuditLog audit = new FakeAuditLog();
  final FakeMessages messages = new FakeMessages();
  final FakePages pages = new FakePages();
  final FakeSettingsStore settings =
      new FakeSettingsStore().with(MagicLinkSettings.SECTION, new MagicLinkSettings());
  final FakeSignIn signIn = new FakeSignIn();
  final FakeUserDirectory users =
      new FakeUserDirectory().with(ACME, aUser().withEmail(ADA).build());
  final FakeUserMilestones milestones = new FakeUserMilestones();
  final AuthenticationMethod method;
  final LinkTokens tokens;
  final LinkMail mail;
  final LinkEnds ends;
  final HotEndpoint request;
  final HotEndpoint link;

  Fixture() {
    this(Runnable::run);
  }

  /**
   * With another way to do what is done after the answer.
   *
   * @param later gets that work
   */
  Fixture(Executor later) {
    on(ACME, MagicLinkSettings.ENABLED);
    var policy = new LinkPolicy(settings);
    var vault = new FakeSecretVault();
    tokens = new LinkTokens(new FakeShortLivedStore(() -> now), vault, () -> now);
    var limits = new LinkLimits(new FakeAttemptLimiter(() -> now));
    mail = new LinkMail(policy, tokens, limits, users, audit, new MailQueue(later));
    mail.messages = messages;
    var holders = new LinkHolders(policy, tokens, users, milestones);
    method = new MagicLinkMethod(policy, mail, limits, tokens, holders);
    ends = new LinkEnds(tokens, served);
    var browser = new LinkBrowser(policy, vault, () -> "https://id.example.com");
    request = new RequestEndpoint(mail, limits, browser, policy, pages);
    link = new LinkEndpoint(policy, holders, browser, signIn, pages);
  }

  void on(TenantContext tenant, String setting) {
    settings.change(tenant, MagicLinkSettings.SECTION, Map.of(setting, true));
  }

  FakeExchange call(HotEndpoint endpoint, FakeExchange exchange) {
    try {
      endpoint.handle(exchange);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return exchange;
  }

  /** Opens a link of a message. */
  FakeExchange open(String secret) {
    return call(link, FakeExchange.get(ACME, "/magic-link").with("token", secret));
  }

  /** Asks for a link outside of a sign-in. */
  FakeExchange ask(String email) {
    return call(request, FakeExchange.form(ACME, "/magic-link").with("email", email));
  }

  /** Asks for a link in a sign-in, of which this method is a step. */
  Step begin(SubjectRef who) {
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
  Step.Ask opened(String attempt, String secret) {
    var state = Map.of(AuthenticationMethod.LINK, secret);
    return (Step.Ask) method.begin(ACME, attempt(attempt, Optional.empty(), state));
  }

  /** Presses the button of that page. */
  Step finish(TenantContext tenant, Step.Ask page) {
    return method.proceed(tenant, attempt(HERE, Optional.empty(), page.state()), Map.of());
  }

  Step finish(String secret) {
    return finish(ACME, opened(HERE, secret));
  }

  static Attempt attempt(String id, Optional<SubjectRef> who, Map<String, String> state) {
    return attempt(id, who, state, PEER);
  }

  static Attempt attempt(
      String id, Optional<SubjectRef> who, Map<String, String> state, String peer) {
    return new Attempt(id, who, state, peer, Optional.empty(), List.of(Locale.GERMAN));
  }
}
