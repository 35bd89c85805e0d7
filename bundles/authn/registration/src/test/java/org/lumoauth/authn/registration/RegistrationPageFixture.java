/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.authn.SignInService;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeHtmlPageRenderer;
import org.lumoauth.testkit.fake.FakeMessageSender;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.user.FakeUserActivityRecorder;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;
import org.lumoauth.testkit.fake.user.FakeUserPasswordService;
import org.lumoauth.testkit.fake.user.FakeUserProfileService;

/** The pages of a tenant with open registration, and the user {@code ada@example.com}. */
final class RegistrationPageFixture {
  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final String ADA = "ada@example.com";
  static final String GOOD = "a few words in a row";

  Instant now = Instant.parse("2027-01-01T00:00:00Z");
  final FakeTenantRegistry served = new FakeTenantRegistry().with(ACME);
  final FakeAuditLog audit = new FakeAuditLog();
  final FakeMessageSender messages = new FakeMessageSender();
  final FakeHtmlPageRenderer pages = new FakeHtmlPageRenderer();
  final FakeSettingsStore settings =
      new FakeSettingsStore().with(RegistrationSettings.SECTION, new RegistrationSettings());
  final FakeUserDirectory users = new FakeUserDirectory().with(ACME, aUser().build());
  final FakeUserProfileService profiles = new FakeUserProfileService();
  final FakeUserActivityRecorder milestones = new FakeUserActivityRecorder();
  final FakeUserPasswordService passwords =
      new FakeUserPasswordService().with(ACME, aUserRef().id(), "the old password");
  final PasswordSignInPolicy use = new PasswordSignInPolicy();
  final List<SubjectRef> recovered = new ArrayList<>();
  final AccountLinkMailSender post;
  final RegistrationSignInLinkProvider links;
  final HttpHandler register;
  final HttpHandler confirm;
  final HttpHandler forgot;
  final HttpHandler reset;
  final HttpHandler verify;
  final PasswordResetRevocationListener ends;

  RegistrationPageFixture() {
    this(Runnable::run);
  }

  /**
   * With another way to do what is done after the answer.
   *
   * @param later gets that work
   */
  RegistrationPageFixture(Executor later) {
    settings.change(ACME, RegistrationSettings.SECTION, Map.of("enabled", true));
    var vault = new FakeSecretProtectionService();
    var tokens = new MailTokenStore(new FakeShortLivedRecordStore(() -> now), vault, () -> now);
    var forms = new RegistrationPageSupport(pages, new FakeAttemptLimiter(() -> now), settings);
    var background = new AfterResponseExecutor(later);
    post = new AccountLinkMailSender(tokens, audit);
    post.messages = messages;
    links = new RegistrationSignInLinkProvider(settings, post, use);
    var mail = new RegistrationMailer(forms, post, users, background);
    register = new RegistrationEndpoint(forms, mail, links, passwords, use, vault);
    confirm =
        new RegistrationConfirmEndpoint(
            forms, tokens, mail, links, users, profiles, passwords, use, vault);
    forgot = new ForgotPasswordEndpoint(forms, post, users, use, background);
    reset = new ResetPasswordEndpoint(forms, tokens, users, passwords, use, milestones, post);
    ends = new PasswordResetRevocationListener(tokens, served);
    verify = new VerifyEmailEndpoint(forms, tokens, milestones);
  }

  /** From now on people sign in by something else alone. */
  void withoutPasswords() {
    use.signIn =
        new SignInElsewhere() {
          @Override
          public boolean allowsPasswords(TenantContext of) {
            return false;
          }
        };
  }

  /** From now on the sign-in is told of passwords that were reset, and sets this cookie. */
  void recoveringBy(String cookie) {
    use.signIn =
        new SignInElsewhere() {
          @Override
          public Optional<String> rememberRecovery(
              TenantContext of, SubjectRef user, HttpRequestView browser) {
            recovered.add(user);
            return Optional.of(cookie);
          }
        };
  }

  /** No sign-in begins here. */
  private static class SignInElsewhere implements SignInService {
    @Override
    public boolean isSatisfied(TenantContext of, Session session, SignInRequirement wanted) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String begin(TenantContext of, SignInRequirement wanted, String returnTo) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> supportedContextClasses(TenantContext of) {
      throw new UnsupportedOperationException();
    }
  }

  FakeHttpExchange call(HttpHandler endpoint, FakeHttpExchange exchange) {
    try {
      endpoint.handle(exchange);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return exchange;
  }

  FakeHttpExchange get(HttpHandler endpoint, String token) {
    return call(endpoint, FakeHttpExchange.get(ACME, "/page").withParameter("token", token));
  }

  FakeHttpExchange post(HttpHandler endpoint, String... namesAndValues) {
    var form = FakeHttpExchange.form(ACME, "/page");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.withParameter(namesAndValues[i], namesAndValues[i + 1]);
    }
    return call(endpoint, form);
  }

  /** The token in the link of the message that was sent last. */
  String token() {
    var link = (String) messages.sent().get(messages.sent().size() - 1).model().get("link");
    return link.replaceAll(".*token=", "");
  }

  String shown() {
    return pages.last().template();
  }
}
