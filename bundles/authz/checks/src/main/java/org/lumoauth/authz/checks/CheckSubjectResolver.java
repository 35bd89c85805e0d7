/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;

/** Resolves the subject of a request, and checks whether the caller may request it. */
final class CheckSubjectResolver {

  /** The common name for a client or an API key. */
  private static final String SERVICE = "service";

  private static final String KEY_PREFIX = "key_";
  private static final int MAX_ID = 255;
  static final int MAX_ACTORS = 8;
  private static final Set<String> TYPES =
      Set.of(
          SubjectRef.USER,
          SubjectRef.AGENT,
          SubjectRef.CLIENT,
          SubjectRef.API_KEY,
          SubjectRef.GROUP);

  private CheckSubjectResolver() {}

  /**
   * Resolves the subject of a body.
   *
   * @throws ApiException 400 {@code MISSING_FIELDS}, 403 {@code insufficient_permissions}
   */
  static CheckSubject resolve(PermissionCheckBody body, HttpExchange exchange) {
    var actors = actors(body.actors());
    var named = named(body);
    if (named.size() > 1) {
      throw PermissionCheckErrorFactory.missingFields(
          "At most one subject is allowed; the body has " + named.size() + ".");
    }
    return named.isEmpty() && actors.isEmpty()
        ? CheckSubject.self(exchange.caller())
        : of(named.stream().findFirst().orElseGet(() -> subject(null, null)), actors, exchange);
  }

  /** Returns the subjects of all forms that a body may use. */
  private static Set<SubjectRef> named(PermissionCheckBody body) {
    var named = new LinkedHashSet<SubjectRef>();
    if (body.subject() != null) {
      named.add(subject(body.subject().type(), body.subject().id()));
    }
    if (body.user() != null) {
      named.add(subject(body.userType(), body.user()));
    }
    if (body.userId() != null || body.userType() != null && body.user() == null) {
      named.add(subject(body.userType(), body.userId()));
    }
    return named;
  }

  /** Returns a subject without actors, by type and id; the caller if both are null. */
  static CheckSubject of(String type, String id, HttpExchange exchange) {
    return type == null && id == null
        ? CheckSubject.self(exchange.caller())
        : of(subject(type, id), List.of(), exchange);
  }

  private static CheckSubject of(
      SubjectRef subject, List<SubjectRef> actors, HttpExchange exchange) {
    var caller = exchange.caller();
    if (subject.equals(caller.subject()) && actors.isEmpty()) {
      return CheckSubject.self(caller);
    }
    requireRight(exchange);
    return CheckSubject.other(subject, actors);
  }

  /**
   * Parses a type and an id.
   *
   * @throws ApiException 400 {@code MISSING_FIELDS}
   */
  static SubjectRef subject(String type, String id) {
    if (id == null || id.isBlank() || id.length() > MAX_ID) {
      throw PermissionCheckErrorFactory.missingFields("The subject requires `type` and `id`.");
    }
    var kind = type == null ? SubjectRef.USER : type;
    if (kind.equals(SERVICE)) {
      kind = id.startsWith(KEY_PREFIX) ? SubjectRef.API_KEY : SubjectRef.CLIENT;
    }
    if (!TYPES.contains(kind)) {
      throw PermissionCheckErrorFactory.missingFields(
          "The subject `type` must be user, agent, service, client, api_key or group.");
    }
    return new SubjectRef(kind, id);
  }

  /** Returns the actors for the subject, the current actor first. */
  static List<SubjectRef> actors(List<PermissionCheckBody.CheckSubjectBody> listed) {
    if (listed == null) {
      return List.of();
    }
    if (listed.size() > MAX_ACTORS || listed.stream().anyMatch(Objects::isNull)) {
      throw PermissionCheckErrorFactory.missingFields(
          "`actors` must not have more than " + MAX_ACTORS + " entries.");
    }
    return listed.stream().map(each -> subject(each.type(), each.id())).toList();
  }

  private static void requireRight(HttpExchange exchange) {
    try {
      exchange.require(SystemPermissions.AUTHZ_CHECK);
    } catch (ApiException problem) {
      throw problem.status() == 403 ? PermissionCheckErrorFactory.notAboutOthers() : problem;
    }
  }
}
