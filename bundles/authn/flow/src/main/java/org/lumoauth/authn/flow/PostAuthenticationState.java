package org.lumoauth.authn.flow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.SignInStep.SignInStepForm;
import org.lumoauth.api.directory.SubjectRef;

/**
 * Where a sign-in stands after the proof.
 *
 * @param subject who is asked
 * @param signingIn whether a session is made in the end; false where the browser has one that does
 * @param done names of the steps that are done
 * @param shown the step that the page shows
 */
public record PostAuthenticationState(
    SubjectRef subject, boolean signingIn, Set<String> done, Optional<PostLoginForm> shown) {
  public PostAuthenticationState {
    done = Set.copyOf(done);
  }

  /**
   * A step's form.
   *
   * @param step the step's name
   * @param view the name of its template
   * @param model what it shows
   * @param state what the step remembers
   */
  public record PostLoginForm(
      String step, String view, Map<String, Object> model, Map<String, String> state) {

    static PostLoginForm of(String step, SignInStepForm form) {
      return new PostLoginForm(step, form.view(), new HashMap<>(form.model()), form.state());
    }

    /** The same form with something else on it. */
    PostLoginForm with(Map<String, Object> other) {
      return new PostLoginForm(step, view, new HashMap<>(other), state);
    }
  }

  /** Nothing is done yet. */
  static PostAuthenticationState begun(SubjectRef subject, boolean signingIn) {
    return new PostAuthenticationState(subject, signingIn, Set.of(), Optional.empty());
  }

  PostAuthenticationState withForm(PostLoginForm form) {
    return new PostAuthenticationState(subject, signingIn, done, Optional.of(form));
  }

  /** No step is shown. */
  PostAuthenticationState withoutForm() {
    return new PostAuthenticationState(subject, signingIn, done, Optional.empty());
  }

  /** The step is done, and none is shown. */
  PostAuthenticationState withDone(String step) {
    var all = new HashSet<>(done);
    all.add(step);
    return new PostAuthenticationState(subject, signingIn, all, Optional.empty());
  }
}
