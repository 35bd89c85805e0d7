/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.platform.web.rest.ListResponseBody;

/** The response bodies. */
final class CheckResponses {

  private CheckResponses() {}

  /** The short form of a decision's reason. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ReasonSummary(String code, String text, String remedy) {
    static ReasonSummary of(Decision decision) {
      return new ReasonSummary(
          decision.reason().code(), decision.reason().text(), decision.remedy().orElse(null));
    }
  }

  /** The result for one permission. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PermissionCheckResponse(
      boolean allowed,
      String permission,
      @JsonProperty("subject_type") String subjectType,
      @JsonProperty("subject_id") String subjectId,
      @JsonProperty("user_id") String userId,
      Map<String, Object> context,
      ReasonSummary reason) {}

  /**
   * The results for several permissions.
   *
   * @param undecided the permissions that are false only because the time limit was reached
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record BulkPermissionCheckResponse(
      Map<String, Boolean> results,
      List<String> undecided,
      @JsonProperty("subject_type") String subjectType,
      @JsonProperty("subject_id") String subjectId,
      @JsonProperty("user_id") String userId,
      Map<String, Object> context) {}

  /**
   * The combined result for several permissions.
   *
   * @param undecided the permissions that count as false because the time limit was reached
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CombinedPermissionCheckResponse(
      boolean allowed,
      List<String> permissions,
      List<String> undecided,
      @JsonProperty("subject_type") String subjectType,
      @JsonProperty("subject_id") String subjectId,
      @JsonProperty("user_id") String userId,
      Map<String, Object> context) {}

  /** A permission of the subject. */
  record HeldPermission(String slug, String description, String source) {}

  /** All permissions of the subject. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PermissionListResponse(
      @JsonProperty("subject_type") String subjectType,
      @JsonProperty("subject_id") String subjectId,
      @JsonProperty("user_id") String userId,
      List<HeldPermission> permissions,
      int count,
      List<HeldPermission> data,
      ListResponseBody.ListPagination pagination) {}
}
