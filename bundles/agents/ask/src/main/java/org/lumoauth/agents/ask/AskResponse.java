/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.ask.tool.ToolQuery;
import org.lumoauth.api.agent.QuestionInterpreter.ActionCandidate;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.Resource;

/**
 * The answer to one access request.
 *
 * @param allowed whether the request is allowed
 * @param access the access that was decided
 * @param basis the reason of the decision
 * @param requiredCapabilities the capabilities that the action requires; empty if no decision was
 *     reached
 * @param nextSteps on a denial, the steps that the agent can take, the best first; otherwise absent
 * @param facts where the decision comes from and how long it is valid
 * @param interpretation for a question in natural language, how it was understood; otherwise absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AskResponse(
    boolean allowed,
    @JsonUnwrapped AskedAccess access,
    @JsonUnwrapped AnswerReason basis,
    @JsonProperty("required_capabilities") List<String> requiredCapabilities,
    @JsonProperty("next_steps") List<AskRemediation> nextSteps,
    @JsonUnwrapped AnswerFacts facts,
    @JsonUnwrapped AnswerInterpretation interpretation)
    implements AskEndpointResponse {

  /**
   * Returns the answer for a decision.
   *
   * @param auditId the id of its audit record
   * @param nextSteps the steps after a denial; null for a permission
   */
  static AskResponse of(AskDecisionResult decided, String auditId, List<AskRemediation> nextSteps) {
    var asked = decided.asked();
    var decision = decided.decision();
    return new AskResponse(
        decision.permitted(),
        AskedAccess.of(asked),
        AnswerReason.of(decision),
        asked.decidedAction().map(List::of).orElse(List.of()),
        nextSteps,
        new AnswerFacts(auditId, decided.decidedBy(), decision.validity().toSeconds()),
        asked.words().map(words -> AnswerInterpretation.of(asked, words)).orElse(null));
  }

  /**
   * The access that was decided.
   *
   * @param tool the requested tool, as sent
   * @param action the action that was decided
   * @param mappedBy for a tool, the source of its action: {@code setting} or {@code name}
   * @param resource the resource of the action
   * @param context the context, as sent
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AskedAccess(
      String tool,
      String action,
      @JsonProperty("mapped_by") String mappedBy,
      Resource resource,
      Map<String, Object> context) {

    static AskedAccess of(AccessQuestion asked) {
      return new AskedAccess(
          asked.tool().map(ToolQuery::name).orElse(null),
          asked.action().orElse(null),
          asked.tool().map(ToolQuery::mappedBy).orElse(null),
          asked.resource().orElse(null),
          asked.context());
    }
  }

  /**
   * The reason of a decision.
   *
   * @param reason a sentence: the deciding rule and, on a denial, what would allow the request
   * @param reasonCode the machine-readable reason, for example {@code outside_capabilities}
   * @param remedy on a denial, what would allow the request
   * @param explanation the explanation, as a tree
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AnswerReason(
      String reason,
      @JsonProperty("reason_code") String reasonCode,
      String remedy,
      DecisionReason explanation) {

    static AnswerReason of(Decision decision) {
      var reason = decision.reason();
      var remedy = decision.remedy().orElse(null);
      return new AnswerReason(
          remedy == null ? reason.text() : reason.text() + " " + remedy,
          reason.code(),
          remedy,
          reason);
    }
  }

  /**
   * Where a decision comes from and how long it is valid.
   *
   * @param auditId the id of the audit record with the same content
   * @param decidedBy the model with the deciding vote
   * @param validFor how many seconds the answer is valid; 0 means for this moment only
   */
  record AnswerFacts(
      @JsonProperty("audit_id") String auditId,
      @JsonProperty("decided_by") String decidedBy,
      @JsonProperty("valid_for") long validFor) {}

  /**
   * How a question in natural language was understood.
   *
   * @param confidence the confidence of the interpreter
   * @param candidates the possible meanings of a question that was not decided
   * @param requiredScopes the scope that the action of a decided question requires
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AnswerInterpretation(
      Double confidence,
      List<ActionCandidate> candidates,
      @JsonProperty("required_scopes") List<String> requiredScopes) {

    static AnswerInterpretation of(AccessQuestion asked, InterpretedQuestion words) {
      return new AnswerInterpretation(
          words.first().map(ActionCandidate::confidence).orElse(0.0),
          asked.refusal().isPresent() ? words.candidates() : null,
          asked.decidedAction().map(List::of).orElse(null));
    }
  }

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
  record AskBatchResponse(int count, List<AskResponse> results) implements AskEndpointResponse {

    static AskBatchResponse of(List<AskResponse> answers) {
      return new AskBatchResponse(answers.size(), answers);
    }
  }

  /** Answers about tools, in the order of the request, and the names of the allowed tools. */
  record AskToolsResponse(
      int count, @JsonProperty("allowed_tools") List<String> allowed, List<AskResponse> results)
      implements AskEndpointResponse {

    static AskToolsResponse of(List<AskResponse> answers) {
      var allowed = answers.stream().filter(AskResponse::allowed).map(AskResponse::tool).toList();
      return new AskToolsResponse(answers.size(), allowed, answers);
    }
  }

  /** Returns the requested tool, as sent; null if the request is about none. */
  String tool() {
    return access.tool();
  }

  String action() {
    return access.action();
  }

  String mappedBy() {
    return access.mappedBy();
  }

  Resource resource() {
    return access.resource();
  }

  String reason() {
    return basis.reason();
  }

  String reasonCode() {
    return basis.reasonCode();
  }

  String remedy() {
    return basis.remedy();
  }

  String auditId() {
    return facts.auditId();
  }

  String decidedBy() {
    return facts.decidedBy();
  }

  long validFor() {
    return facts.validFor();
  }

  Double confidence() {
    return interpretation == null ? null : interpretation.confidence();
  }

  List<ActionCandidate> candidates() {
    return interpretation == null ? null : interpretation.candidates();
  }

  List<String> requiredScopes() {
    return interpretation == null ? null : interpretation.requiredScopes();
  }
}
