/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.builder;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.directory.SubjectRef;

/** Builds a {@link Caller}. */
public record CallerBuilder(
    SubjectRef subject,
    List<SubjectRef> actors,
    Optional<String> tenantId,
    Set<String> scope,
    CredentialKind kind) {

  static CallerBuilder agent() {
    return new CallerBuilder(
        TestBuilders.anAgentRef(),
        List.of(),
        Optional.of(TestBuilders.aTenant().id()),
        Set.of("documents.read", "documents.write"),
        CredentialKind.ACCESS_TOKEN);
  }

  public CallerBuilder as(SubjectRef whom) {
    return new CallerBuilder(whom, actors, tenantId, scope, kind);
  }

  /** Returns a builder with these actors, the current actor first. */
  public CallerBuilder actedBy(SubjectRef... who) {
    return new CallerBuilder(subject, List.of(who), tenantId, scope, kind);
  }

  public CallerBuilder of(String newTenantId) {
    return new CallerBuilder(subject, actors, Optional.of(newTenantId), scope, kind);
  }

  public CallerBuilder withScope(String... scopes) {
    return new CallerBuilder(subject, actors, tenantId, Set.of(scopes), kind);
  }

  public CallerBuilder by(CredentialKind newKind) {
    return new CallerBuilder(subject, actors, tenantId, scope, newKind);
  }

  /** Returns a builder for an API key of the tenant. */
  public CallerBuilder apiKey() {
    return as(new SubjectRef(SubjectRef.API_KEY, "key_" + DeterministicUlidFactory.of("key")))
        .by(CredentialKind.API_KEY)
        .withScope("admin");
  }

  /** Returns a builder for the operator. */
  public CallerBuilder operator() {
    return new CallerBuilder(
        new SubjectRef(SubjectRef.OPERATOR, "operator"),
        List.of(),
        Optional.empty(),
        Set.of(),
        CredentialKind.OPERATOR_KEY);
  }

  public Caller build() {
    return new Caller(
        subject,
        actors,
        tenantId,
        kind == CredentialKind.ACCESS_TOKEN ? Optional.of(ClientBuilder.ID) : Optional.empty(),
        scope,
        kind,
        "tok_" + DeterministicUlidFactory.of(subject.id()));
  }
}
