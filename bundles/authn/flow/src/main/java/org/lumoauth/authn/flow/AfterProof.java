package org.lumoauth.authn.flow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.SignInStep.Form;
import org.lumoauth.api.directory.SubjectRef;

/**
 * Where a sign-in stands after the proof.
 *
 * @param subject who is asked
 * @param signingIn whether a session is made in the end; false where the browser has one that does
 * @param done names of the steps that are done
 * @param shown the step that the page shows
 */
public record AfterProof(
    SubjectRef subject, boolean signingIn, Set<String> done, Optional<Shown> shown) {
  public AfterProof {
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
  public record Shown(
      String step, String view, Map<String, Object> model, Map<String, String> state) {

    static Shown of(String step, Form form) {
      return new Shown(step, form.view(), new HashMap<>(form.model()), form.state());
    }

    /** The same form with something else on it. */
    Shown with(Map<String, Object> other) {
      return new Shown(step, view, new HashMap<>(other), state);
    }
  }

  /** Nothing is done yet. */
  static AfterProof begun(SubjectRef subject, boolean signingIn) {
    return new AfterProof(subject, signingIn, Set.of(), Optional.empty());
  }

  AfterProof showing(Shown form) {
    return new AfterProof(subject, signingIn, done, Optional.of(form));
  }

  /** No step is shown. */
  AfterProof pausing() {
    return new AfterProof(subject, signingIn, done, Optional.empty());
  }

  /** The step is done, and none is shown. */
  AfterProof did(String step) {
    var all = new HashSet<>(done);
    all.add(step);
    return new AfterProof(subject, signingIn, all, Optional.empty());
  }
}
