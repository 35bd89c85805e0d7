/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.Resource;

/**
 * A declared mapping: the decisions that a call requires (COAZ-MCP, "Mapping Envelopes").
 *
 * @param defaults members for evaluations that omit them
 * @param evaluations one or more evaluations
 */
record ToolAuthorizationMapping(
    Map<String, Object> defaults, List<Map<String, Object>> evaluations) {

  private static final String ONE = "evaluation";
  private static final String MANY = "evaluations";
  private static final int MAX_EVALUATIONS = 20;
  private static final int MAX_NAME = 255;
  private static final String SUBJECT = "subject";
  private static final String SUBJECT_ID = "$token.sub";
  private static final Set<String> OF_EACH = Set.of("action", "resource", "context");
  private static final Set<String> MEMBERS = Set.of(SUBJECT, "action", "resource", "context");

  /** Parses a mapping: exactly one envelope without unknown members. */
  static ToolAuthorizationMapping read(Object declared, ToolMappingExpressionEvaluator values)
      throws ToolAuthorizationMappingException {
    Map<String, Object> envelope = object(declared, "the mapping");
    if (envelope.size() != 1) {
      throw new ToolAuthorizationMappingException(
          "a mapping must have exactly one member: evaluation or evaluations");
    }
    ToolAuthorizationMapping mapping =
        envelope.containsKey(ONE) ? one(envelope.get(ONE)) : many(envelope.get(MANY));
    for (Map<String, Object> evaluation : mapping.evaluations) {
      values.check(evaluation);
      for (String member : List.of(SUBJECT, "action", "resource")) {
        object(mapping.member(evaluation, member), member);
      }
    }
    values.check(mapping.defaults);
    return mapping;
  }

  private static ToolAuthorizationMapping one(Object template)
      throws ToolAuthorizationMappingException {
    return new ToolAuthorizationMapping(
        Map.of(), List.of(anchored(known(object(template, ONE), MEMBERS))));
  }

  private static ToolAuthorizationMapping many(Object template)
      throws ToolAuthorizationMappingException {
    Map<String, Object> members = new HashMap<>(object(template, MANY));
    if (!(members.remove(MANY) instanceof List<?> items)
        || items.isEmpty()
        || items.size() > MAX_EVALUATIONS) {
      throw new ToolAuthorizationMappingException(
          "evaluations must have 1 to " + MAX_EVALUATIONS + " entries");
    }
    List<Map<String, Object>> evaluations = new ArrayList<>();
    for (Object item : items) {
      evaluations.add(
          known(object(item, ONE), OF_EACH)); // the subject is common to all evaluations
    }
    return new ToolAuthorizationMapping(
        anchored(known(members, MEMBERS)), List.copyOf(evaluations));
  }

  /** Returns the declaration, with the subject of the token if it is omitted. */
  private static Map<String, Object> anchored(Map<String, Object> template)
      throws ToolAuthorizationMappingException {
    Map<String, Object> subject =
        template.containsKey(SUBJECT) ? object(template.get(SUBJECT), SUBJECT) : new HashMap<>();
    subject.putIfAbsent("id", SUBJECT_ID);
    Map<String, Object> anchored = new HashMap<>(template);
    anchored.put(SUBJECT, subject);
    return anchored;
  }

  /**
   * Returns the decision requests for a call, each of which must be permitted.
   *
   * @throws ToolAuthorizationMappingException if a value is missing, or the mapping names a subject
   *     other than the subject of the caller's token
   */
  List<DecisionRequest> questions(ToolCallRequest call, ToolMappingExpressionEvaluator values)
      throws ToolAuthorizationMappingException {
    Map<String, Object> variables = call.variables();
    List<DecisionRequest> questions = new ArrayList<>();
    for (Map<String, Object> evaluation : evaluations) {
      questions.add(question(evaluation, call, variables, values));
    }
    return questions;
  }

  private DecisionRequest question(
      Map<String, Object> evaluation,
      ToolCallRequest call,
      Map<String, Object> variables,
      ToolMappingExpressionEvaluator values)
      throws ToolAuthorizationMappingException {
    Map<String, Object> subject = resolved(evaluation, SUBJECT, variables, values);
    if (!call.caller().subject().id().equals(subject.get("id"))) {
      throw new ToolAuthorizationMappingException(
          "the subject of the mapping is not the subject of the token");
    }
    Map<String, Object> action = resolved(evaluation, "action", variables, values);
    Map<String, Object> resource = resolved(evaluation, "resource", variables, values);
    Map<String, Object> context = new HashMap<>(call.context());
    if (member(evaluation, "context") != null) {
      context.putAll(resolved(evaluation, "context", variables, values));
    }
    Map<String, Object> properties =
        resource.get("properties") == null
            ? new HashMap<>()
            : object(resource.get("properties"), "resource.properties");
    properties.values().removeIf(Objects::isNull); // null counts as omitted
    return new DecisionRequest(
        call.caller().subject(),
        call.caller().actors(),
        text(action, "name"),
        Optional.of(new Resource(text(resource, "type"), text(resource, "id"), properties)),
        context,
        Optional.of(call.caller().scope()));
  }

  private Map<String, Object> resolved(
      Map<String, Object> evaluation,
      String name,
      Map<String, Object> variables,
      ToolMappingExpressionEvaluator values)
      throws ToolAuthorizationMappingException {
    Object value =
        values
            .of(member(evaluation, name), variables)
            .orElseThrow(() -> new ToolAuthorizationMappingException(name + " is missing"));
    return object(value, name);
  }

  private Object member(Map<String, Object> evaluation, String name) {
    return evaluation.getOrDefault(name, defaults.get(name));
  }

  /** Returns text, or a number as text; other values are not valid identifiers. */
  private static String text(Map<String, Object> object, String name)
      throws ToolAuthorizationMappingException {
    Object value = object.get(name);
    boolean whole = value instanceof Integer || value instanceof Long;
    String text = value instanceof String || whole ? String.valueOf(value) : "";
    if (text.isEmpty()
        || text.length() > MAX_NAME
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new ToolAuthorizationMappingException(name + " is missing or not a valid identifier");
    }
    return text;
  }

  private static Map<String, Object> object(Object value, String name)
      throws ToolAuthorizationMappingException {
    if (!(value instanceof Map<?, ?> members)) {
      throw new ToolAuthorizationMappingException(name + " must be an object");
    }
    Map<String, Object> object = new HashMap<>();
    members.forEach((key, member) -> object.put(String.valueOf(key), member));
    return object;
  }

  private static Map<String, Object> known(Map<String, Object> members, Set<String> names)
      throws ToolAuthorizationMappingException {
    if (!names.containsAll(members.keySet())) {
      throw new ToolAuthorizationMappingException(
          "only action, resource and context are allowed, and one subject for all "
              + "evaluations");
    }
    return members;
  }
}
