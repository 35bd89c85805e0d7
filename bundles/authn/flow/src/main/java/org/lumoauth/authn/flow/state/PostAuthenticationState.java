/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow.state;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.PostLoginStep.SignInStepForm;
import org.lumoauth.api.directory.SubjectRef;

/**
 * The state of a sign-in after authentication.
 *
 * @param subject the authenticated user
 * @param signingIn whether a session is created at the end; false if the browser's session is
 *     sufficient
 * @param done the names of the completed steps
 * @param shown the step that the page shows
 */
public record PostAuthenticationState(
    SubjectRef subject, boolean signingIn, Set<String> done, Optional<PostLoginForm> shown) {
  public PostAuthenticationState {
    done = Set.copyOf(done);
  }

  /**
   * The form of a step.
   *
   * @param step the name of the step
   * @param view the name of its template
   * @param model the values to show
   * @param state the state of the step
   */
  public record PostLoginForm(
      String step, String view, Map<String, Object> model, Map<String, String> state) {

    public static PostLoginForm of(String step, SignInStepForm form) {
      return new PostLoginForm(step, form.view(), new HashMap<>(form.model()), form.state());
    }

    /** Returns a copy with other values to show. */
    public PostLoginForm with(Map<String, Object> other) {
      return new PostLoginForm(step, view, new HashMap<>(other), state);
    }
  }

  /** Returns the state without completed steps. */
  public static PostAuthenticationState begun(SubjectRef subject, boolean signingIn) {
    return new PostAuthenticationState(subject, signingIn, Set.of(), Optional.empty());
  }

  public PostAuthenticationState withForm(PostLoginForm form) {
    return new PostAuthenticationState(subject, signingIn, done, Optional.of(form));
  }

  /** Returns a copy without a shown step. */
  public PostAuthenticationState withoutForm() {
    return new PostAuthenticationState(subject, signingIn, done, Optional.empty());
  }

  /** Returns a copy with the step completed and none shown. */
  public PostAuthenticationState withDone(String step) {
    var all = new HashSet<>(done);
    all.add(step);
    return new PostAuthenticationState(subject, signingIn, all, Optional.empty());
  }
}
