/* SPDX-License-Identifier: Apache-2.0 */
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
 * Authenticates users by a link in a message, which proves access to the mailbox of the account's
 * address. The method runs in two parts. First it sends the link and says so, regardless of whether
 * the account exists. Then it confirms the sign-in in the browser in which the link is opened. A
 * sign-in in progress stores only the ticket of a link.
 */
@Component(
    property = {
      "lumoauth.kind=authentication-method",
      "lumoauth.name=" + MagicLinkAuthenticationMethod.NAME,
      "service.ranking:Integer=50"
    })
public final class MagicLinkAuthenticationMethod implements AuthenticationMethod {
  static final String NAME = "magic-link";

  /** The only failure code. */
  static final String EXPIRED = "expired";

  static final String SENT = "magic-link-sent";
  static final String CONFIRM = "magic-link-confirm";

  /** The field of the button that requests another link. */
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

  /**
   * RFC 8176 has no value for this method: this one belongs to no kind of factor and does not count
   * towards a second one.
   */
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

  /**
   * Independent of whether mail can be sent now: a tenant that does not allow passwords never
   * accepts one.
   */
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

  /**
   * Returns the ticket of the link on the confirmation page, or of a link that was opened for this
   * sign-in.
   */
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
