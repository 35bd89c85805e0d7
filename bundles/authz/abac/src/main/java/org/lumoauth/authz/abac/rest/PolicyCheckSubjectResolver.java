/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.rest;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;

/** Resolves the subject of a request, and checks whether the caller may request it. */
final class PolicyCheckSubjectResolver {

  /** The members for a subject, in the forms that clients send. */
  static final Set<String> MEMBERS = Set.of("subject", "user_id", "user", "user_type");

  private static final int MAX_ID = 255;
  private static final Set<String> TYPES =
      Set.of(
          SubjectRef.USER,
          SubjectRef.AGENT,
          SubjectRef.CLIENT,
          SubjectRef.API_KEY,
          SubjectRef.GROUP);

  private PolicyCheckSubjectResolver() {}

  /**
   * Returns the subject in the body; the caller if there is none.
   *
   * @throws ApiException 400 {@code MISSING_FIELDS}, 403 {@code insufficient_permissions}
   */
  static PolicyCheckSubject resolve(Map<String, Object> body, HttpExchange exchange) {
    var named = named(body);
    if (named.size() > 1) {
      throw PolicyCheckErrorFactory.missingFields(
          "At most one subject is allowed; the body has " + named.size() + ".");
    }
    var caller = exchange.caller();
    if (named.isEmpty() || named.contains(caller.subject())) {
      return PolicyCheckSubject.self(caller);
    }
    requireRight(exchange);
    return PolicyCheckSubject.other(named.iterator().next());
  }

  /**
   * Returns the subjects of all forms that a body may use. A present member without a subject is
   * refused: otherwise a client without a subject would get the decision for the caller, with
   * possibly more permissions.
   */
  private static Set<SubjectRef> named(Map<String, Object> body) {
    var named = new LinkedHashSet<SubjectRef>();
    if (body.containsKey("subject")) {
      if (!(body.get("subject") instanceof Map<?, ?> subject)) {
        throw PolicyCheckErrorFactory.missingFields(
            "The subject must be an object with `type` and `id`.");
      }
      named.add(subject(subject.get("type"), subject.get("id")));
    }
    if (body.containsKey("user")) {
      named.add(subject(body.get("user_type"), body.get("user")));
    }
    if (body.containsKey("user_id") || body.containsKey("user_type") && !body.containsKey("user")) {
      named.add(subject(body.get("user_type"), body.get("user_id")));
    }
    return named;
  }

  private static SubjectRef subject(Object type, Object id) {
    if (!(id instanceof String name) || name.isBlank() || name.length() > MAX_ID) {
      throw PolicyCheckErrorFactory.missingFields("The subject requires `type` and `id`.");
    }
    var kind = type == null ? SubjectRef.USER : type;
    if (!(kind instanceof String word) || !TYPES.contains(word)) {
      throw PolicyCheckErrorFactory.missingFields(
          "The subject `type` must be user, agent, client, api_key or group.");
    }
    return new SubjectRef(word, name);
  }

  private static void requireRight(HttpExchange exchange) {
    try {
      exchange.require(SystemPermissions.AUTHZ_CHECK);
    } catch (ApiException problem) {
      throw problem.status() == 403 ? PolicyCheckErrorFactory.notAboutOthers() : problem;
    }
  }
}
