package org.lumoauth.agents.ask;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.agent.QuestionInterpreter.ActionCandidate;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.Resource;

/**
 * The answer to one access request.
 *
 * @param allowed whether the request is allowed
 * @param tool the requested tool, as sent
 * @param action the action that was decided
 * @param mappedBy for a tool, the source of its action: {@code setting} or {@code name}
 * @param resource the resource of the action
 * @param context the context, as sent
 * @param reason a sentence: the deciding rule and, on a denial, what would allow the request
 * @param reasonCode the machine-readable reason, for example {@code outside_capabilities}
 * @param remedy on a denial, what would allow the request
 * @param explanation the explanation, as a tree
 * @param requiredCapabilities the capabilities that the action requires; empty if no decision was
 *     reached
 * @param nextSteps on a denial, the steps that the agent can take, the best first
 * @param auditId the id of the audit record with the same content
 * @param decidedBy the model with the deciding vote
 * @param validFor how many seconds the answer is valid; 0 means for this moment only
 * @param confidence the confidence of the interpreter, for a question in natural language
 * @param candidates for a question that was not decided, its possible meanings
 * @param requiredScopes for a question in natural language, the scope that the action requires
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AskResponse(
    boolean allowed,
    String tool,
    String action,
    @JsonProperty("mapped_by") String mappedBy,
    Resource resource,
    Map<String, Object> context,
    String reason,
    @JsonProperty("reason_code") String reasonCode,
    String remedy,
    DecisionReason explanation,
    @JsonProperty("required_capabilities") List<String> requiredCapabilities,
    @JsonProperty("next_steps") List<AskRemediation> nextSteps,
    @JsonProperty("audit_id") String auditId,
    @JsonProperty("decided_by") String decidedBy,
    @JsonProperty("valid_for") long validFor,
    Double confidence,
    List<ActionCandidate> candidates,
    @JsonProperty("required_scopes") List<String> requiredScopes) {

  /**
   * A step that the agent can take; {@code url} and {@code body} are ready to send.
   *
   * @param authentication {@code client} if the step requires the agent's client authentication;
   *     absent if it uses the authentication of the original request
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record AskRemediation(
      String type,
      String description,
      String method,
      String url,
      Map<String, Object> body,
      String authentication) {

    /** Requires client authentication (RFC 6749 section 2.3). */
    static final String AS_CLIENT = "client";

    /** Creates a step that uses the authentication of the original request. */
    AskRemediation(
        String type, String description, String method, String url, Map<String, Object> body) {
      this(type, description, method, url, body, null);
    }
  }

  /** Answers to several requests, in the order of the requests. */
  record AskBatchResponse(int count, List<AskResponse> results) {}

  /** Answers about tools, in the order of the request, and the names of the allowed tools. */
  record AskToolsResponse(
      int count, @JsonProperty("allowed_tools") List<String> allowed, List<AskResponse> results) {}
}
