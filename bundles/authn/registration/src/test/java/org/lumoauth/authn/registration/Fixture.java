package org.lumoauth.authn.registration;

import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUser;
import static org.lumoauth.testkit.builder.Builders.aUserRef;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignIn;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeMessages;
import org.lumoauth.testkit.fake.FakePages;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedStore;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.FakeUserDirectory;
import org.lumoauth.testkit.fake.FakeUserMilestones;
import org.lumoauth.testkit.fake.FakeUserPasswords;
import org.lumoauth.testkit.fake.FakeUserProfiles;

/** The pages of a tenant that lets people register, with {@code ada@example.com} in it. */
final class Fixture {
  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final String ADA = "ada@example.com";
  static final String GOOD = "a few words in a row";

  Instant now = Instant.parse("2027-01-01T00:00:00Z");
  final FakeTenantRegistry served = new FakeTenantRegistry().with(ACME);
  final FakeAuditLog audit = new FakeAuditLog();
  final FakeMessages messages = new FakeMessages();
  final FakePages pages = new FakePages();
  final FakeSettingsStore settings =
      new FakeSettingsStore().with(RegistrationSettings.SECTION, new RegistrationSettings());
  final FakeUserDirectory users = new FakeUserDirectory().with(ACME, aUser().build());
  final FakeUserProfiles profiles = new FakeUserProfiles();
  final FakeUserMilestones milestones = new FakeUserMilestones();
  final FakeUserPasswords passwords =
      new FakeUserPasswords().with(ACME, aUserRef().id(), "the old password");
  final PasswordUse use = new PasswordUse();
  final List<SubjectRef> recovered = new ArrayList<>();
  final Post post;
  final RegistrationLinks links;
  final HotEndpoint register;
  final HotEndpoint confirm;
  final HotEndpoint forgot;
  final HotEndpoint reset;
  final HotEndpoint verify;
  final ResetEnds ends;

  Fixture() {
    this(Runnable::run);
  }

  /**
   * With another way to do what is done after the answer.
   *
   * @param later gets that work
   */
  Fixture(Executor later) {
    settings.change(ACME, RegistrationSettings.SECTION, Map.of(RegistrationSettings.ENABLED, true));
    var vault = new FakeSecretVault();
    var tokens = new MailTokens(new FakeShortLivedStore(() -> now), vault, () -> now);
    var forms = new Forms(pages, new FakeAttemptLimiter(() -> now), settings);
    var background = new Background(later);
    post = new Post(tokens, audit);
    post.messages = messages;
    links = new RegistrationLinks(settings, post, use);
    var mail = new RegistrationMail(forms, post, users, background);
    register = new RegisterEndpoint(forms, mail, links, passwords, use, vault);
    confirm =
        new ConfirmEndpoint(forms, tokens, mail, links, users, profiles, passwords, use, vault);
    forgot = new ForgotEndpoint(forms, post, users, use, background);
    var held = new ResetLinks(tokens, users);
    reset = new ResetEndpoint(forms, held, passwords, use, milestones, post);
    ends = new ResetEnds(tokens, served);
    verify = new VerifyEndpoint(forms, tokens, milestones);
  }

  /** From now on people sign in by something else alone. */
  void withoutPasswords() {
    use.signIn =
        new SignInElsewhere() {
          @Override
          public boolean takesPasswords(TenantContext of) {
            return false;
          }
        };
  }

  /** From now on the sign-in is told of passwords that were reset, and sets this cookie. */
  void recoveringBy(String cookie) {
    use.signIn =
        new SignInElsewhere() {
          @Override
          public Optional<String> recovered(
              TenantContext of, SubjectRef user, RequestView browser) {
            recovered.add(user);
            return Optional.of(cookie);
          }
        };
  }

  /** No sign-in begins here. */
  private static class SignInElsewhere implements SignIn {
    @Override
    public boolean satisfied(TenantContext of, Session session, SignInRequirement wanted) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String begin(TenantContext of, SignInRequirement wanted, String returnTo) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> contextClasses(TenantContext of) {
      throw new UnsupportedOperationException();
    }
  }

  FakeExchange call(HotEndpoint endpoint, FakeExchange exchange) {
    try {
      endpoint.handle(exchange);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return exchange;
  }

  FakeExchange get(HotEndpoint endpoint, String token) {
    return call(endpoint, FakeExchange.get(ACME, "/page").with("token", token));
  }

  FakeExchange post(HotEndpoint endpoint, String... namesAndValues) {
    var form = FakeExchange.form(ACME, "/page");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.with(namesAndValues[i], namesAndValues[i + 1]);
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
