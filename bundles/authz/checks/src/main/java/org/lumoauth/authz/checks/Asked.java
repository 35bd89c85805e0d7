package org.lumoauth.authz.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.directory.SubjectRef;

/**
 * About whom is asked.
 *
 * @param subject the subject
 * @param actors who acts for it
 * @param credentialScope the limit of the caller's own credential; empty about somebody else
 * @param other whether it is somebody else than the caller
 */
record Asked(
    SubjectRef subject,
    List<SubjectRef> actors,
    Optional<Set<String>> credentialScope,
    boolean other) {

  /** The caller itself, with all that limits it. */
  static Asked self(Caller caller) {
    return new Asked(caller.subject(), caller.actors(), Optional.of(caller.scope()), false);
  }

  static Asked other(SubjectRef subject, List<SubjectRef> actors) {
    return new Asked(subject, actors, Optional.empty(), true);
  }

  Question question(String permission, About about) {
    return new Question(
        subject, actors, permission, about.resource(), about.context(), credentialScope);
  }

  /** The id where the subject is a user; null otherwise. */
  String userId() {
    return subject.type().equals(SubjectRef.USER) ? subject.id() : null;
  }
}
