/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;

/**
 * The subject of an evaluation with its limits.
 *
 * @param subject the subject
 * @param actors the actors for the subject
 * @param credentialScope the scope of the caller's own credential; empty for another subject
 * @param other whether the subject differs from the caller
 */
public record EvaluationSubject(
    SubjectRef subject,
    List<SubjectRef> actors,
    Optional<Set<String>> credentialScope,
    boolean other) {

  public DecisionRequest question(
      String permission, Resource resource, Map<String, Object> context) {
    return new DecisionRequest(
        subject, actors, permission, Optional.of(resource), context, credentialScope);
  }
}
