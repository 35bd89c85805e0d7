package org.lumoauth.authz.checks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * What is asked, in any of the forms that clients send.
 *
 * @param permission one permission
 * @param permissions several, as a list of texts
 * @param context what else is known
 * @param subject about whom, if not about the caller
 * @param userId the same for a user, or with {@code user_type} for another
 * @param user the same for a user
 * @param userType the type of the subject that {@code user_id} names
 */
record CheckBody(
    String permission,
    Object permissions,
    Map<String, Object> context,
    Subject subject,
    @JsonProperty("user_id") String userId,
    String user,
    @JsonProperty("user_type") String userType) {

  /** A subject as AuthZEN writes it. */
  record Subject(String type, String id, Map<String, Object> properties) {}

  Map<String, Object> contextOrNone() {
    return context == null ? Map.of() : context;
  }
}
