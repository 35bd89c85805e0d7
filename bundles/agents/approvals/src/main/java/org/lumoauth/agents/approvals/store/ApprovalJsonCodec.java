/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.approvals.rule.ApproverSpec;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.directory.SubjectRef;

/**
 * Reads and writes stored JSON. Mapped by hand so that a later version can read data of this one.
 */
final class ApprovalJsonCodec {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final TypeReference<List<Map<String, Object>>> OBJECTS = new TypeReference<>() {};

  private ApprovalJsonCodec() {}

  static String asked(NewApproval asked) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("requester", asked.requester().toString());
    json.put("chain", asked.chain().stream().map(SubjectRef::toString).toList());
    asked.onBehalfOf().ifPresent(user -> json.put("on_behalf_of", user.toString()));
    json.put("action", asked.action());
    json.put("reason", asked.reason());
    json.put("risk", asked.risk());
    asked.approver().ifPresent(user -> json.put("approver", user.toString()));
    return write(json);
  }

  static NewApproval asked(String text, String parameters) {
    Map<String, Object> json = read(text, OBJECT);
    List<?> chain = (List<?>) json.get("chain");
    return new NewApproval(
        subject(json.get("requester")),
        chain.stream().map(ApprovalJsonCodec::subject).toList(),
        Optional.ofNullable(json.get("on_behalf_of")).map(ApprovalJsonCodec::subject),
        (String) json.get("action"),
        read(parameters, OBJECT),
        (String) json.get("reason"),
        (String) json.get("risk"),
        Optional.ofNullable(json.get("approver")).map(ApprovalJsonCodec::subject),
        Optional.empty());
  }

  static String answer(ApprovalAnswer answer) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("approve", answer.approve());
    answer.notes().ifPresent(text -> json.put("notes", text));
    answer.message().ifPresent(text -> json.put("message", text));
    answer.limit().ifPresent(limit -> json.put("limit_seconds", limit.toSeconds()));
    return write(json);
  }

  static ApprovalAnswer answer(String text) {
    Map<String, Object> json = read(text, OBJECT);
    return new ApprovalAnswer(
        Boolean.TRUE.equals(json.get("approve")),
        Optional.ofNullable((String) json.get("notes")),
        Optional.ofNullable((String) json.get("message")),
        Optional.ofNullable((Number) json.get("limit_seconds"))
            .map(seconds -> Duration.ofSeconds(seconds.longValue())));
  }

  static String approvers(List<ApproverSpec> approvers) {
    return write(
        approvers.stream()
            .map(each -> Map.of("kind", each.kind(), "value", each.value()))
            .toList());
  }

  static List<ApproverSpec> approvers(String text) {
    return read(text, OBJECTS).stream()
        .map(each -> new ApproverSpec((String) each.get("kind"), (String) each.get("value")))
        .toList();
  }

  static SubjectRef subject(Object text) {
    String both = (String) text;
    int colon = both.indexOf(':');
    return new SubjectRef(both.substring(0, colon), both.substring(colon + 1));
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the value cannot be serialized as JSON", e);
    }
  }

  private static <T> T read(String text, TypeReference<T> type) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row of apr_request or apr_answer is not valid JSON", e);
    }
  }
}
