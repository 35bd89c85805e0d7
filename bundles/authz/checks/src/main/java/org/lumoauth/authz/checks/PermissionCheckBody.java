package org.lumoauth.authz.checks;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
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
 * @param actors who acts for the subject, the current actor first; each must be allowed too
 * @param resource what it is done to
 */
record PermissionCheckBody(
    Object permission,
    Object permissions,
    Map<String, Object> context,
    @JsonDeserialize(using = NonNullDeserializer.NonNullSubjectDeserializer.class)
        CheckSubjectBody subject,
    @JsonProperty("user_id")
        @JsonDeserialize(using = NonNullDeserializer.NonNullTextDeserializer.class)
        String userId,
    @JsonDeserialize(using = NonNullDeserializer.NonNullTextDeserializer.class) String user,
    @JsonProperty("user_type")
        @JsonDeserialize(using = NonNullDeserializer.NonNullTextDeserializer.class)
        String userType,
    @JsonDeserialize(using = NonNullDeserializer.NonNullActorsDeserializer.class)
        List<CheckSubjectBody> actors,
    @JsonDeserialize(using = NonNullDeserializer.NonNullResourceDeserializer.class)
        CheckResourceBody resource) {

  /** A subject as AuthZEN writes it. */
  record CheckSubjectBody(String type, String id, Map<String, Object> properties) {}

  /** What it is about besides who and what. */
  CheckContext about() {
    return CheckContext.of(resource, context);
  }
}
