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
 * @param requiredCapabilities the capabilities that the action requires, empty if no decision was
 *     reached; absent unless the caller asked for a full explanation
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

  /** Maximum number of candidates in an answer without an explanation. */
  private static final int SHORT_CANDIDATES = 3;

  /**
   * Returns the answer for a decision, with a full explanation.
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
   * Returns this answer without the explanation, its repetitions and the resource. A resource that
   * was found in a question is kept, because the caller does not know it.
   *
   * @param steps the next steps to keep; null for a permission
   */
  AskResponse withoutExplanation(List<AskRemediation> steps) {
    return new AskResponse(
        allowed,
        interpretation == null ? access.withoutResource() : access,
        basis.withoutExplanation(),
        null,
        steps,
        facts.withoutDecidedBy(),
        interpretation == null ? null : interpretation.shortened());
  }

  /**
   * The access that was decided.
   *
   * @param tool the requested tool, as sent
   * @param action the action that was decided; absent if no decision was reached
   * @param mappedBy for a tool, the source of its action: {@code setting} or {@code name}
   * @param resource the resource of the action; absent without an explanation
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
          asked.decidedAction().orElse(null),
          asked.tool().map(ToolQuery::mappedBy).orElse(null),
          asked.resource().orElse(null),
          asked.context());
    }

    AskedAccess withoutResource() {
      return new AskedAccess(tool, action, mappedBy, null, context);
    }
  }

  /**
   * The reason of a decision.
   *
   * @param reason a sentence: the deciding rule
   * @param reasonCode the machine-readable reason, for example {@code outside_capabilities}
   * @param remedy on a denial, what would allow the request; absent without an explanation
   * @param explanation the explanation, as a tree; absent unless the caller asked for it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AnswerReason(
      String reason,
      @JsonProperty("reason_code") String reasonCode,
      String remedy,
      DecisionReason explanation) {

    static AnswerReason of(Decision decision) {
      var reason = decision.reason();
      return new AnswerReason(reason.text(), reason.code(), decision.remedy().orElse(null), reason);
    }

    AnswerReason withoutExplanation() {
      return new AnswerReason(reason, reasonCode, null, null);
    }
  }

  /**
   * Where a decision comes from and how long it is valid.
   *
   * @param auditId the id of the audit record with the same content
   * @param decidedBy the model with the deciding vote; absent without an explanation
   * @param validFor how many seconds the answer is valid; 0 means for this moment only
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AnswerFacts(
      @JsonProperty("audit_id") String auditId,
      @JsonProperty("decided_by") String decidedBy,
      @JsonProperty("valid_for") long validFor) {

    AnswerFacts withoutDecidedBy() {
      return new AnswerFacts(auditId, null, validFor);
    }
  }

  /**
   * How a question in natural language was understood.
   *
   * @param confidence the confidence of the interpreter
   * @param candidates the possible meanings of a question that was not decided
   * @param requiredScopes the scope that the action of a decided question requires
   * @param rankedBy how the possible actions were compared: {@code embeddings} or {@code words}
   * @param notConsidered names, numbers and dates of a decided question that the decision does not
   *     depend on; absent if there are none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AnswerInterpretation(
      Double confidence,
      List<ActionCandidate> candidates,
      @JsonProperty("required_scopes") List<String> requiredScopes,
      @JsonProperty("ranked_by") String rankedBy,
      @JsonProperty("not_considered") List<String> notConsidered) {

    static AnswerInterpretation of(AccessQuestion asked, InterpretedQuestion words) {
      var ignored = words.meaning().ignoredDetails();
      return new AnswerInterpretation(
          words.first().map(ActionCandidate::confidence).orElse(0.0),
          asked.refusal().isPresent() ? words.candidates() : null,
          asked.decidedAction().map(List::of).orElse(null),
          words.meaning().rankedBy().orElse(null),
          asked.decidedAction().isEmpty() || ignored.isEmpty() ? null : ignored);
    }

    AnswerInterpretation shortened() {
      return new AnswerInterpretation(
          confidence,
          candidates == null ? null : candidates.stream().limit(SHORT_CANDIDATES).toList(),
          requiredScopes,
          rankedBy,
          notConsidered);
    }
  }

  /**
   * A step that the agent can take; {@code url} and {@code body} are ready to send. In an answer
   * without an explanation, a later step may have its type alone.
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

    AskRemediation typeAlone() {
      return new AskRemediation(type, null, null, null, null);
    }
  }

  /**
   * Answers to several requests, in the order of the requests.
   *
   * @param <T> {@link AskListEntry}, or {@link AskResponse} with a full explanation
   */
  record AskBatchResponse<T>(int count, List<T> results) implements AskEndpointResponse {}

  /**
   * Answers about tools, in the order of the request, and the names of the allowed tools.
   *
   * @param <T> {@link AskListEntry}, or {@link AskResponse} with a full explanation
   */
  record AskToolsResponse<T>(
      int count, @JsonProperty("allowed_tools") List<String> allowed, List<T> results)
      implements AskEndpointResponse {}

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
