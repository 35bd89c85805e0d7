package org.lumoauth.agents.ask;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.agent.QuestionInterpreter.ActionCandidate;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.Resource;

/**
 * What an agent is told.
 *
 * @param allowed whether it may
 * @param tool the tool that was asked about, as it was sent
 * @param action what was decided
 * @param mappedBy for a tool, what its action was taken from: {@code setting} or {@code name}
 * @param resource on what
 * @param context as it was sent
 * @param reason a sentence: the rule that decided and, on a denial, what would make it allowed
 * @param reasonCode the same for machines, as {@code outside_capabilities}
 * @param remedy on a denial, what would make it allowed
 * @param explanation why, as a tree
 * @param requiredCapabilities the capabilities that the action takes; empty if nothing was decided
 * @param nextSteps on a denial, what the agent can do, the best first
 * @param auditId the audit record that says the same
 * @param decidedBy the model whose vote decided
 * @param validFor for how many seconds the answer holds; 0 means for this moment only
 * @param confidence how sure the interpreter of a question in words is
 * @param candidates for a question that was not decided, what it may mean
 * @param requiredScopes for a question in words, the scope that the action needs
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
   * A step that the agent can take; {@code url} and {@code body} are ready to be sent.
   *
   * @param authentication {@code client} where it is to be sent with the agent's client
   *     authentication; absent where it is to be sent as this question was
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record AskRemediation(
      String type,
      String description,
      String method,
      String url,
      Map<String, Object> body,
      String authentication) {

    /** With client authentication (RFC 6749 section 2.3). */
    static final String AS_CLIENT = "client";

    /** A step that is taken as the question was asked. */
    AskRemediation(
        String type, String description, String method, String url, Map<String, Object> body) {
      this(type, description, method, url, body, null);
    }
  }

  /** Answers to several requests, in their order. */
  record AskBatchResponse(int count, List<AskResponse> results) {}

  /** Answers about tools, in their order, and the names of those that may be used. */
  record AskToolsResponse(
      int count, @JsonProperty("allowed_tools") List<String> allowed, List<AskResponse> results) {}
}
