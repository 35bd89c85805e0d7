/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.builder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;

/** Builds a {@link DecisionRequest}. */
public record DecisionRequestBuilder(
    SubjectRef subject,
    List<SubjectRef> actors,
    String action,
    Optional<Resource> resource,
    Map<String, Object> context,
    Optional<Set<String>> credentialScope) {

  static DecisionRequestBuilder byAgent() {
    return new DecisionRequestBuilder(
        TestBuilders.anAgentRef(),
        List.of(),
        "documents.read",
        Optional.empty(),
        Map.of(),
        Optional.empty());
  }

  public DecisionRequestBuilder about(SubjectRef whom) {
    return new DecisionRequestBuilder(whom, actors, action, resource, context, credentialScope);
  }

  /** Returns a builder with these actors, the current actor first. */
  public DecisionRequestBuilder actedBy(SubjectRef... who) {
    return new DecisionRequestBuilder(
        subject, List.of(who), action, resource, context, credentialScope);
  }

  public DecisionRequestBuilder withAction(String what) {
    return new DecisionRequestBuilder(subject, actors, what, resource, context, credentialScope);
  }

  public DecisionRequestBuilder on(String type, String id) {
    return on(new Resource(type, id, Map.of()));
  }

  public DecisionRequestBuilder on(Resource what) {
    return new DecisionRequestBuilder(
        subject, actors, action, Optional.of(what), context, credentialScope);
  }

  public DecisionRequestBuilder withContext(String name, Object value) {
    var known = new HashMap<>(context);
    known.put(name, value);
    return new DecisionRequestBuilder(
        subject, actors, action, resource, Map.copyOf(known), credentialScope);
  }

  /** Returns a builder for a request about a credential with this scope. */
  public DecisionRequestBuilder byCredentialFor(String... scopes) {
    return new DecisionRequestBuilder(
        subject, actors, action, resource, context, Optional.of(Set.of(scopes)));
  }

  public DecisionRequest build() {
    return new DecisionRequest(subject, actors, action, resource, context, credentialScope);
  }
}
