/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import java.util.Map;

/**
 * A check request, in any of the forms that clients send.
 *
 * @param permission one permission
 * @param permissions several permissions, as a list of texts
 * @param context further facts
 * @param subject the subject, if it is not the caller
 * @param userId the subject as a user, or of the type {@code user_type}
 * @param user the subject as a user
 * @param userType the type of the subject in {@code user_id}
 * @param actors the actors for the subject, the current actor first; each must be permitted, too
 * @param resource the resource of the action
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

  /** A subject in the AuthZEN format. */
  record CheckSubjectBody(String type, String id, Map<String, Object> properties) {}

  /** Returns the resource and the context. */
  CheckResourceContext about() {
    return CheckResourceContext.of(resource, context);
  }
}
