package org.lumoauth.authz.abac.rest;

import java.util.Map;
import java.util.Set;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;

/** Finds out about whom a request asks, and whether it may. */
final class WhoIsAsked {

  /** The members that name a subject, in the forms that clients send. */
  static final Set<String> MEMBERS = Set.of("subject", "user_id", "user", "user_type");

  private static final int MAX_ID = 255;
  private static final Set<String> TYPES =
      Set.of(
          SubjectRef.USER,
          SubjectRef.AGENT,
          SubjectRef.CLIENT,
          SubjectRef.API_KEY,
          SubjectRef.GROUP);

  private WhoIsAsked() {}

  /**
   * The subject that the body names; the caller if it names none.
   *
   * @throws Problem 400 {@code MISSING_FIELDS}, 403 {@code insufficient_permissions}
   */
  static Asked in(Map<String, Object> body, Exchange exchange) {
    if (body.get("subject") instanceof Map<?, ?> subject) {
      return of(subject.get("type"), subject.get("id"), exchange);
    }
    if (body.get("subject") != null) {
      throw Refusals.missingFields("A subject is an object with type and id.");
    }
    var id = body.get("user_id") != null ? body.get("user_id") : body.get("user");
    return of(body.get("user_type"), id, exchange);
  }

  private static Asked of(Object type, Object id, Exchange exchange) {
    var caller = exchange.caller();
    if (type == null && id == null) {
      return Asked.self(caller);
    }
    if (!(id instanceof String name) || name.isBlank() || name.length() > MAX_ID) {
      throw Refusals.missingFields("Name the subject by its type and id.");
    }
    var kind = type == null ? SubjectRef.USER : type;
    if (!(kind instanceof String word) || !TYPES.contains(word)) {
      throw Refusals.missingFields("A subject's type is user, agent, client, api_key or group.");
    }
    var subject = new SubjectRef(word, name);
    if (subject.equals(caller.subject())) {
      return Asked.self(caller);
    }
    requireRight(exchange);
    return Asked.other(subject);
  }

  private static void requireRight(Exchange exchange) {
    try {
      exchange.require(SystemPermissions.AUTHZ_CHECK);
    } catch (Problem problem) {
      throw problem.status() == 403 ? Refusals.notAboutOthers() : problem;
    }
  }
}
