package org.lumoauth.authn.flow;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.AuthenticationMethod.AuthenticationStep;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;

/**
 * All that is known of a sign-in under way. It lives in the store, or sealed in the browser, as
 * JSON and nowhere else, so that it ends on another version of this module, or another server, than
 * it began on.
 *
 * @param requirement what it has to reach
 * @param returnTo where the browser goes when it is over: a path of this server
 * @param browser the keyed hash of the secret of the browser that goes on with it, in hexadecimal
 * @param choosing whether the person is to say first whether they stay who they are signed in as
 * @param another whether the person wants to be somebody else than who is signed in
 * @param identifier what the person entered
 * @param subject whom that names, or nobody who exists
 * @param remember whether the session is to outlive the browser
 * @param proven authentication method references of the steps that are done (RFC 8176)
 * @param step the step that the page shows
 * @param after the steps that follow the proof; empty before that
 */
public record LoginState(
    SignInRequirement requirement,
    String returnTo,
    Optional<String> browser,
    boolean choosing,
    boolean another,
    Optional<String> identifier,
    Optional<SubjectRef> subject,
    boolean remember,
    Set<String> proven,
    Optional<LoginMethodStep> step,
    Optional<PostAuthenticationState> after) {

  /** Of one that has become a session: nobody goes on with it. */
  static final LoginState OVER = begun(SignInRequirement.any(), "");

  public LoginState {
    Objects.requireNonNull(requirement);
    Objects.requireNonNull(returnTo);
    proven = Set.copyOf(proven);
    after = after == null ? Optional.empty() : after; // an older version knew of none
  }

  /**
   * A method's form.
   *
   * @param method the method's name
   * @param view the name of its form; empty while the browser is elsewhere
   * @param model what the form shows
   * @param state what the method remembers
   */
  public record LoginMethodStep(
      String method, String view, Map<String, Object> model, Map<String, String> state) {

    private static final String AWAY = "";
    private static final String LIMITED_UNTIL = "limitedUntil";

    static LoginMethodStep of(String method, AuthenticationStep.PromptStep ask) {
      return new LoginMethodStep(method, ask.view(), new HashMap<>(ask.model()), ask.state());
    }

    static LoginMethodStep of(String method, AuthenticationStep.RedirectStep redirect) {
      return new LoginMethodStep(method, AWAY, Map.of(), redirect.state());
    }

    /** The same form, which looks at nothing before this time. */
    LoginMethodStep limited(Instant until) {
      var more = new HashMap<>(model);
      more.put(LIMITED_UNTIL, until.toString());
      return new LoginMethodStep(method, view, more, state);
    }

    /** From when on the form looks at something again, if it does not yet. */
    Optional<Instant> limitedUntil() {
      return Optional.ofNullable((String) model.get(LIMITED_UNTIL)).map(Instant::parse);
    }

    /** Whether the browser was sent elsewhere: there is no form to show. */
    boolean away() {
      return view.equals(AWAY);
    }
  }

  static LoginState begun(SignInRequirement requirement, String returnTo) {
    return new LoginState(
        requirement,
        returnTo,
        Optional.empty(),
        requirement.chooseAccount(),
        false,
        Optional.empty(),
        Optional.empty(),
        false,
        Set.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether it has become a session; one under way leads back somewhere. */
  boolean hasEnded() {
    return returnTo.isEmpty();
  }

  LoginState in(String browserHash) {
    return new LoginState(
        requirement,
        returnTo,
        Optional.of(browserHash),
        choosing,
        another,
        identifier,
        subject,
        remember,
        proven,
        step,
        after);
  }

  /** The person said who they are; nothing is proven. */
  LoginState identified(String entered, SubjectRef who) {
    return new LoginState(
        requirement,
        returnTo,
        browser,
        false,
        another,
        Optional.of(entered),
        Optional.of(who),
        remember,
        Set.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same from the beginning, for somebody else. */
  LoginState restarted() {
    return new LoginState(
        requirement,
        returnTo,
        browser,
        false,
        true,
        Optional.empty(),
        Optional.empty(),
        false,
        Set.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** The person is not named: a method is to find out who it is. */
  LoginState nobody() {
    return new LoginState(
        requirement,
        returnTo,
        browser,
        false,
        another,
        Optional.empty(),
        Optional.empty(),
        remember,
        Set.of(),
        Optional.empty(),
        Optional.empty());
  }

  LoginState at(LoginMethodStep shown) {
    return new LoginState(
        requirement,
        returnTo,
        browser,
        choosing,
        another,
        identifier,
        subject,
        remember,
        proven,
        Optional.of(shown),
        Optional.empty());
  }

  LoginState remembering(boolean wanted) {
    return new LoginState(
        requirement,
        returnTo,
        browser,
        choosing,
        another,
        identifier,
        subject,
        wanted,
        proven,
        step,
        after);
  }

  /** One more step is done. */
  LoginState proven(SubjectRef who, Set<String> amr) {
    var all = new HashSet<>(proven);
    all.addAll(amr);
    return new LoginState(
        requirement,
        returnTo,
        browser,
        choosing,
        another,
        identifier,
        Optional.of(who),
        remember,
        all,
        Optional.empty(),
        Optional.empty());
  }

  /** All is proven that has to be, and this is what follows. */
  LoginState following(PostAuthenticationState steps) {
    return new LoginState(
        requirement,
        returnTo,
        browser,
        false,
        another,
        identifier,
        subject,
        remember,
        proven,
        Optional.empty(),
        Optional.of(steps));
  }
}
