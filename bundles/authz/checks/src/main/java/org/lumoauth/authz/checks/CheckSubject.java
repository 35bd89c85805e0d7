/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;

/**
 * The subject of a check.
 *
 * @param subject the subject
 * @param actors the actors for the subject
 * @param credentialScope the scope of the caller's own credential; empty for another subject
 * @param other whether the subject differs from the caller
 */
record CheckSubject(
    SubjectRef subject,
    List<SubjectRef> actors,
    Optional<Set<String>> credentialScope,
    boolean other) {

  /** Returns the caller itself, with all of its limits. */
  static CheckSubject self(Caller caller) {
    return new CheckSubject(caller.subject(), caller.actors(), Optional.of(caller.scope()), false);
  }

  static CheckSubject other(SubjectRef subject, List<SubjectRef> actors) {
    return new CheckSubject(subject, actors, Optional.empty(), true);
  }

  DecisionRequest question(String permission, CheckResourceContext about) {
    return new DecisionRequest(
        subject, actors, permission, about.resource(), about.context(), credentialScope);
  }

  /** Returns the id of the subject if it is a user; otherwise null. */
  String userId() {
    return subject.type().equals(SubjectRef.USER) ? subject.id() : null;
  }
}
