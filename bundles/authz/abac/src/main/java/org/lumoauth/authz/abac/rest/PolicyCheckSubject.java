package org.lumoauth.authz.abac.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;

/**
 * About whom is asked.
 *
 * @param subject the subject
 * @param actors who acts for it
 * @param credentialScope the limit of the caller's own credential; empty about somebody else
 * @param other whether it is somebody else than the caller
 */
record PolicyCheckSubject(
    SubjectRef subject,
    List<SubjectRef> actors,
    Optional<Set<String>> credentialScope,
    boolean other) {

  /** The caller itself, with all that limits it. */
  static PolicyCheckSubject self(Caller caller) {
    return new PolicyCheckSubject(
        caller.subject(), caller.actors(), Optional.of(caller.scope()), false);
  }

  static PolicyCheckSubject other(SubjectRef subject) {
    return new PolicyCheckSubject(subject, List.of(), Optional.empty(), true);
  }

  /** As a permission, which is how the other models know what can be done. */
  DecisionRequest question(PolicyCheckRequest check) {
    var type = check.resourceType() + ".";
    var action = check.action().startsWith(type) ? check.action() : type + check.action();
    return new DecisionRequest(
        subject,
        actors,
        action,
        check.resourceId().map(id -> new Resource(check.resourceType(), id, Map.of())),
        check.context(),
        credentialScope);
  }
}
