package org.lumoauth.authz.checks;

import java.util.Set;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;

/** Finds out about whom a request asks, and whether it may. */
final class WhoIsAsked {

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
   * @throws Problem 400 {@code MISSING_FIELDS}, 403 {@code insufficient_permissions}
   */
  static Asked in(CheckBody body, Exchange exchange) {
    if (body.subject() != null) {
      return of(body.subject().type(), body.subject().id(), exchange);
    }
    var id = body.userId() != null ? body.userId() : body.user();
    return of(body.userType(), id, exchange);
  }

  /** A subject by type and id; the caller where both are null. */
  static Asked of(String type, String id, Exchange exchange) {
    var caller = exchange.caller();
    if (type == null && id == null) {
      return Asked.self(caller);
    }
    if (id == null || id.isBlank() || id.length() > MAX_ID) {
      throw Refusals.missingFields("Name the subject by its type and id.");
    }
    var kind = type == null ? SubjectRef.USER : type;
    if (!TYPES.contains(kind)) {
      throw Refusals.missingFields("A subject's type is user, agent, client, api_key or group.");
    }
    var subject = new SubjectRef(kind, id);
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
