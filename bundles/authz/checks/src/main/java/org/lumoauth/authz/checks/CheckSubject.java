package org.lumoauth.authz.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;

/**
 * About whom is asked.
 *
 * @param subject the subject
 * @param actors who acts for it
 * @param credentialScope the limit of the caller's own credential; empty about somebody else
 * @param other whether it is somebody else than the caller
 */
record CheckSubject(
    SubjectRef subject,
    List<SubjectRef> actors,
    Optional<Set<String>> credentialScope,
    boolean other) {

  /** The caller itself, with all that limits it. */
  static CheckSubject self(Caller caller) {
    return new CheckSubject(caller.subject(), caller.actors(), Optional.of(caller.scope()), false);
  }

  static CheckSubject other(SubjectRef subject, List<SubjectRef> actors) {
    return new CheckSubject(subject, actors, Optional.empty(), true);
  }

  DecisionRequest question(String permission, CheckContext about) {
    return new DecisionRequest(
        subject, actors, permission, about.resource(), about.context(), credentialScope);
  }

  /** The id where the subject is a user; null otherwise. */
  String userId() {
    return subject.type().equals(SubjectRef.USER) ? subject.id() : null;
  }
}
