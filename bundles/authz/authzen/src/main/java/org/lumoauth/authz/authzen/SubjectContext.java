package org.lumoauth.authz.authzen;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;

/**
 * About whom is asked, with all that limits it.
 *
 * @param subject the subject
 * @param actors who acts for it
 * @param credentialScope the limit of the caller's own credential; empty about somebody else
 * @param other whether it is somebody else than the caller
 */
record SubjectContext(
    SubjectRef subject,
    List<SubjectRef> actors,
    Optional<Set<String>> credentialScope,
    boolean other) {

  DecisionRequest question(String permission, Resource resource, Map<String, Object> context) {
    return new DecisionRequest(
        subject, actors, permission, Optional.of(resource), context, credentialScope);
  }
}
