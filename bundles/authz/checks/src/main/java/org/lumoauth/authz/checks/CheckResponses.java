package org.lumoauth.authz.checks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.platform.web.ListResponseBody;

/** Bodies of answers. */
final class CheckResponses {

  private CheckResponses() {}

  /** Why, in short. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ReasonSummary(String code, String text, String remedy) {
    static ReasonSummary of(Decision decision) {
      return new ReasonSummary(
          decision.reason().code(), decision.reason().text(), decision.remedy().orElse(null));
    }
  }

  /** One permission. */
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
   * Each of several.
   *
   * @param undecided those of them that are false only since there was no time to decide
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
   * Several as one.
   *
   * @param undecided those of them that were taken for false since there was no time to decide
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

  /** A permission that the subject has. */
  record HeldPermission(String slug, String description, String source) {}

  /** All permissions that the subject has. */
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
