/* SPDX-License-Identifier: Apache-2.0 */
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
 * The subject of a check.
 *
 * @param subject the subject
 * @param actors the actors for the subject
 * @param credentialScope the scope of the caller's own credential; empty for another subject
 * @param other whether the subject differs from the caller
 */
record PolicyCheckSubject(
    SubjectRef subject,
    List<SubjectRef> actors,
    Optional<Set<String>> credentialScope,
    boolean other) {

  /** Returns the caller itself, with all of its limits. */
  static PolicyCheckSubject self(Caller caller) {
    return new PolicyCheckSubject(
        caller.subject(), caller.actors(), Optional.of(caller.scope()), false);
  }

  static PolicyCheckSubject other(SubjectRef subject) {
    return new PolicyCheckSubject(subject, List.of(), Optional.empty(), true);
  }

  /** Returns the decision request with the action as a permission, which all models understand. */
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
