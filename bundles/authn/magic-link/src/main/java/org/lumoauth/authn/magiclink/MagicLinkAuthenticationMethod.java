package org.lumoauth.authn.magiclink;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Proves that somebody gets the mail of an account's address, by a link in a message. It begins
 * twice: first it sends the link and says so, whoever it is; then, by the link and in whatever
 * browser it is opened, it asks whether to sign in there. What a sign-in under way keeps of a link
 * is its ticket alone.
 */
@Component(
    property = {
      "lumoauth.kind=authentication-method",
      "lumoauth.name=" + MagicLinkAuthenticationMethod.NAME,
      "service.ranking:Integer=50"
    })
public final class MagicLinkAuthenticationMethod implements AuthenticationMethod {
  static final String NAME = "magic-link";

  /** The one reason there is. */
  static final String EXPIRED = "expired";

  static final String SENT = "magic-link-sent";
  static final String CONFIRM = "magic-link-confirm";

  /** The field of the button that has another link sent. */
  static final String AGAIN = "again";

  private static final String PASSWORD = "password";
  private static final String TICKET = "ticket";
  private static final String NOBODY = "nobody";

  private final MagicLinkPolicy policy;
  private final MagicLinkMailer mail;
  private final MagicLinkLimiter limits;
  private final MagicLinkTokenStore tokens;
  private final MagicLinkResolver holders;

  @Activate
  public MagicLinkAuthenticationMethod(
      @Reference MagicLinkPolicy policy,
      @Reference MagicLinkMailer mail,
      @Reference MagicLinkLimiter limits,
      @Reference MagicLinkTokenStore tokens,
      @Reference MagicLinkResolver holders) {
    this.policy = policy;
    this.mail = mail;
    this.limits = limits;
    this.tokens = tokens;
    this.holders = holders;
  }

  /** RFC 8176 has no value for it: this one is of no kind of factor and adds up to no second. */
  @Override
  public Set<String> amr() {
    return Set.of("email");
  }

  @Override
  public boolean isAvailable(TenantContext tenant, Optional<SubjectRef> subject) {
    return mail.isOffered(tenant)
        && subject.map(who -> who.type().equals(SubjectRef.USER)).orElse(true);
  }

  @Override
  public boolean isValidLink(TenantContext tenant, String link) {
    return holders.find(tenant, link).isPresent();
  }

  /** Whether mail can be sent just now makes no difference: a tenant that wants none takes none. */
  @Override
  public Set<String> replacedMethods(TenantContext tenant) {
    return policy.isOnlyMethod(tenant) ? Set.of(PASSWORD) : Set.of();
  }

  @Override
  public AuthenticationStep begin(TenantContext tenant, SignInAttempt attempt) {
    var link = attempt.state().get(LINK);
    return link == null ? send(tenant, attempt, false) : confirm(tenant, attempt, link);
  }

  @Override
  public AuthenticationStep proceed(
      TenantContext tenant, SignInAttempt attempt, Map<String, String> input) {
    if (input.containsKey(AGAIN) && mail.isOffered(tenant)) {
      return send(tenant, attempt, true);
    }
    return ticket(tenant, attempt, input)
        .flatMap(ticket -> holders.redeem(tenant, ticket))
        .<AuthenticationStep>map(AuthenticationStep.SuccessStep::new)
        .orElseGet(() -> new AuthenticationStep.FailureStep(EXPIRED));
  }

  private AuthenticationStep send(TenantContext tenant, SignInAttempt attempt, boolean again) {
    var account = attempt.subject().map(SubjectRef::id).orElse(NOBODY);
    var until = limits.count(tenant, account, attempt.remoteAddress(), attempt.knownBrowser());
    if (until.isPresent()) {
      return new AuthenticationStep.RateLimitStep(until.get());
    }
    mail.send(
        tenant,
        new MagicLinkRequest(
            account,
            Optional.of(attempt.id()),
            Optional.empty(),
            Optional.empty(),
            attempt.remoteAddress(),
            attempt.knownBrowser().isPresent(),
            attempt.locales(),
            Optional.empty()));
    var model =
        Map.<String, Object>of(
            "validSeconds", policy.lifetime(tenant).toSeconds(), "resent", again);
    return new AuthenticationStep.PromptStep(SENT, model, Map.of());
  }

  private AuthenticationStep confirm(TenantContext tenant, SignInAttempt attempt, String secret) {
    var model = new HashMap<String, Object>();
    var state = new HashMap<String, String>();
    var link = holders.find(tenant, secret);
    model.put("holds", link.isPresent());
    link.ifPresent(
        found -> {
          state.put(TICKET, tokens.ticket(secret).orElseThrow());
          model.put("email", found.email());
          model.put("elsewhere", !found.askedForIn(attempt.id()));
          model.put("requestedFrom", found.requestedFrom());
          long ago = Duration.between(found.requestedAt(), tokens.now()).toSeconds();
          model.put("requestedSecondsAgo", Math.max(1, ago));
        });
    return new AuthenticationStep.PromptStep(CONFIRM, model, state);
  }

  /** The link of the page that asks, or one that was brought into the sign-in it is for. */
  private Optional<String> ticket(
      TenantContext tenant, SignInAttempt attempt, Map<String, String> input) {
    var secret = input.getOrDefault(LINK, "");
    return Optional.ofNullable(attempt.state().get(TICKET))
        .or(
            () ->
                holders
                    .find(tenant, secret)
                    .filter(link -> link.askedForIn(attempt.id()))
                    .flatMap(link -> tokens.ticket(secret)));
  }
}
