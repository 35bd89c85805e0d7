/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.Resource;

/**
 * An evaluation request (section 6.1).
 *
 * @param subject the subject
 * @param action the action
 * @param resource the resource
 * @param context further facts
 */
public record EvaluationRequest(
    EvaluationEntity subject,
    EvaluationAction action,
    EvaluationEntity resource,
    Map<String, Object> context) {

  /**
   * Parses a request; an omitted member is taken as a whole from the defaults (section 7.1.1).
   *
   * @throws org.lumoauth.api.web.ApiException 400 if a member is missing in both
   */
  static EvaluationRequest read(JsonRequestMembers input, JsonRequestMembers defaults) {
    return new EvaluationRequest(
        EvaluationEntity.read("subject", member("subject", input, defaults)).named("subject"),
        EvaluationAction.read(member("action", input, defaults)),
        EvaluationEntity.read("resource", member("resource", input, defaults)).named("resource"),
        member("context", input, defaults).map(JsonRequestMembers::values).orElse(Map.of()));
  }

  /** Returns a member. Null does not select the default, which could be another subject. */
  private static Optional<JsonRequestMembers> member(
      String name, JsonRequestMembers input, JsonRequestMembers defaults) {
    if (input.isNull(name)) {
      throw JsonRequestMembers.refused("`" + name + "` must be an object.");
    }
    return input.object(name).or(() -> defaults.object(name));
  }

  public Resource toResource() {
    return new Resource(resource.type(), resource.id().orElseThrow(), resource.properties());
  }

  /** Returns the context, extended by the properties of subject and action. */
  public Map<String, Object> known() {
    return known(context, subject, action.properties());
  }

  public static Map<String, Object> known(
      Map<String, Object> context, EvaluationEntity subject, Map<String, Object> actionProperties) {
    if (subject.properties().isEmpty() && actionProperties.isEmpty()) {
      return context;
    }
    var known = new HashMap<>(context);
    put(known, "subject_properties", subject.properties());
    put(known, "action_properties", actionProperties);
    return known;
  }

  private static void put(Map<String, Object> known, String name, Map<String, Object> properties) {
    if (!properties.isEmpty()) {
      known.putIfAbsent(name, properties);
    }
  }
}
