/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow.state;

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
 * The complete state of a sign-in in progress. It is stored only as JSON, in the store or sealed in
 * the browser, so that a sign-in can finish on another version of this module or another server.
 *
 * @param requirement the requirement of the sign-in
 * @param returnTo where the browser goes afterwards: a path of this server
 * @param browser the keyed hash of the secret of the bound browser, in hexadecimal
 * @param choosing whether the user must first confirm the signed-in account
 * @param another whether the user wants to sign in with another account
 * @param identifier the entered identifier
 * @param subject the subject of the identifier, or a substitute for an unknown user
 * @param remember whether the session persists after the browser is closed
 * @param proven the authentication method references of the completed steps (RFC 8176)
 * @param step the step that the page shows
 * @param after the state of the post-login steps; empty before authentication
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

  /** The state of a sign-in that has become a session and cannot continue. */
  static final LoginState OVER = begun(SignInRequirement.any(), "");

  public LoginState {
    Objects.requireNonNull(requirement);
    Objects.requireNonNull(returnTo);
    proven = Set.copyOf(proven);
    after = after == null ? Optional.empty() : after; // Absent in the state of an older version.
  }

  /**
   * The form of a method.
   *
   * @param method the name of the method
   * @param view the name of its form; empty while the browser is redirected elsewhere
   * @param model the values that the form shows
   * @param state the state of the method
   */
  public record LoginMethodStep(
      String method, String view, Map<String, Object> model, Map<String, String> state) {

    private static final String AWAY = "";
    private static final String LIMITED_UNTIL = "limitedUntil";

    public static LoginMethodStep of(String method, AuthenticationStep.PromptStep ask) {
      return new LoginMethodStep(method, ask.view(), new HashMap<>(ask.model()), ask.state());
    }

    public static LoginMethodStep of(String method, AuthenticationStep.RedirectStep redirect) {
      return new LoginMethodStep(method, AWAY, Map.of(), redirect.state());
    }

    /** Returns a copy that is locked until this time. */
    public LoginMethodStep limited(Instant until) {
      var more = new HashMap<>(model);
      more.put(LIMITED_UNTIL, until.toString());
      return new LoginMethodStep(method, view, more, state);
    }

    /** Returns when the form is unlocked, if it is locked. */
    public Optional<Instant> limitedUntil() {
      return Optional.ofNullable((String) model.get(LIMITED_UNTIL)).map(Instant::parse);
    }

    /** Returns whether the browser was redirected elsewhere, so that no form is shown. */
    public boolean away() {
      return view.equals(AWAY);
    }
  }

  public static LoginState begun(SignInRequirement requirement, String returnTo) {
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

  /** Returns whether it has become a session; a sign-in in progress always has a return path. */
  boolean hasEnded() {
    return returnTo.isEmpty();
  }

  public LoginState in(String browserHash) {
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

  /** Returns a copy with the identified user, without proven factors. */
  public LoginState identified(String entered, SubjectRef who) {
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

  /** Returns a copy that starts over, for another user. */
  public LoginState restarted() {
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

  /** Returns a copy without an identified user: a method identifies the user itself. */
  public LoginState nobody() {
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

  public LoginState at(LoginMethodStep shown) {
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

  public LoginState remembering(boolean wanted) {
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

  /** Returns a copy with another completed step. */
  public LoginState proven(SubjectRef who, Set<String> amr) {
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

  /** Returns a copy with all required factors and the post-login steps. */
  public LoginState following(PostAuthenticationState steps) {
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
