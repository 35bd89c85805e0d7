package org.lumoauth.testkit.builder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;

/** Builds a {@link Question}. */
public record QuestionBuilder(
    SubjectRef subject,
    List<SubjectRef> actors,
    String action,
    Optional<Resource> resource,
    Map<String, Object> context,
    Optional<Set<String>> credentialScope) {

  static QuestionBuilder byAgent() {
    return new QuestionBuilder(
        Builders.anAgentRef(),
        List.of(),
        "documents.read",
        Optional.empty(),
        Map.of(),
        Optional.empty());
  }

  public QuestionBuilder about(SubjectRef whom) {
    return new QuestionBuilder(whom, actors, action, resource, context, credentialScope);
  }

  /** Who acts for the subject, the current actor first. */
  public QuestionBuilder actedBy(SubjectRef... who) {
    return new QuestionBuilder(subject, List.of(who), action, resource, context, credentialScope);
  }

  public QuestionBuilder toDo(String what) {
    return new QuestionBuilder(subject, actors, what, resource, context, credentialScope);
  }

  public QuestionBuilder on(String type, String id) {
    return on(new Resource(type, id, Map.of()));
  }

  public QuestionBuilder on(Resource what) {
    return new QuestionBuilder(
        subject, actors, action, Optional.of(what), context, credentialScope);
  }

  public QuestionBuilder given(String name, Object value) {
    var known = new HashMap<>(context);
    known.put(name, value);
    return new QuestionBuilder(
        subject, actors, action, resource, Map.copyOf(known), credentialScope);
  }

  /** The question is about a credential that is limited to these scopes. */
  public QuestionBuilder byCredentialFor(String... scopes) {
    return new QuestionBuilder(
        subject, actors, action, resource, context, Optional.of(Set.of(scopes)));
  }

  public Question build() {
    return new Question(subject, actors, action, resource, context, credentialScope);
  }
}
