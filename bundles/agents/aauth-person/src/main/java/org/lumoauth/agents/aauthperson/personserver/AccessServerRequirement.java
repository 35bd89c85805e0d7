/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.personserver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A requirement of an access server; serializable as JSON.
 *
 * @param location the URL for polling
 * @param requirement {@code interaction}, {@code approval}, {@code claims}, {@code clarification}
 *     or {@code payment}
 * @param url the page for an interaction; otherwise empty
 * @param code the code for that page; otherwise empty
 * @param claims the required claims about the person
 * @param question the question; otherwise empty
 * @param options the suggested answers, if any
 * @param asked the number of earlier questions
 * @param answer the response to send with the next poll; empty if there is none
 */
public record AccessServerRequirement(
    String location,
    String requirement,
    String url,
    String code,
    List<String> claims,
    String question,
    List<String> options,
    int asked,
    Map<String, Object> answer) {

  /** A person must visit a page. */
  static final String INTERACTION = "interaction";

  /** The access server itself asks another party for approval. */
  static final String APPROVAL = "approval";

  /** Claims about the person are required. */
  static final String CLAIMS = "claims";

  /** A question must be answered. */
  static final String CLARIFICATION = "clarification";

  /** A payment is required. */
  static final String PAYMENT = "payment";

  public AccessServerRequirement {
    claims = List.copyOf(claims);
    options = List.copyOf(options);
    answer = Map.copyOf(answer);
  }

  private AccessServerRequirement(String location, String requirement) {
    this(location, requirement, "", "", List.of(), "", List.of(), 0, Map.of());
  }

  static AccessServerRequirement approval(String location) {
    return new AccessServerRequirement(location, APPROVAL);
  }

  static AccessServerRequirement payment(String location) {
    return new AccessServerRequirement(location, PAYMENT);
  }

  static AccessServerRequirement interaction(String location, String url, String code) {
    return new AccessServerRequirement(
        location, INTERACTION, url, code, List.of(), "", List.of(), 0, Map.of());
  }

  static AccessServerRequirement claims(String location, List<String> claims) {
    return new AccessServerRequirement(
        location, CLAIMS, "", "", claims, "", List.of(), 0, Map.of());
  }

  static AccessServerRequirement clarification(
      String location, String question, List<String> options) {
    return new AccessServerRequirement(
        location, CLARIFICATION, "", "", List.of(), question, options, 0, Map.of());
  }

  /** Restores a requirement that was stored with {@link #toMap}. */
  public static AccessServerRequirement of(Map<String, Object> stored) {
    return new AccessServerRequirement(
        text(stored, "location"),
        text(stored, "requirement"),
        text(stored, "url"),
        text(stored, "code"),
        texts(stored, "claims"),
        text(stored, "question"),
        texts(stored, "options"),
        stored.get("asked") instanceof Number asked ? asked.intValue() : 0,
        answer(stored.get("answer")));
  }

  /** Converts the requirement to a JSON object. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new HashMap<>();
    map.put("location", location);
    map.put("requirement", requirement);
    map.put("url", url);
    map.put("code", code);
    map.put("claims", claims);
    map.put("question", question);
    map.put("options", options);
    map.put("asked", asked);
    map.put("answer", answer);
    return map;
  }

  /** Whether a question must still be answered. */
  public boolean wantsAnswer() {
    return requirement.equals(CLARIFICATION) && answer.isEmpty();
  }

  /** Whether claims about the person are required. */
  public boolean wantsClaims() {
    return requirement.equals(CLAIMS);
  }

  /** Returns a copy with the response to send. */
  public AccessServerRequirement answered(Map<String, Object> with) {
    return new AccessServerRequirement(
        location, requirement, url, code, claims, question, options, asked, with);
  }

  /** Returns a copy with fewer claims. */
  AccessServerRequirement of(List<String> fewer) {
    return new AccessServerRequirement(
        location, requirement, url, code, fewer, question, options, asked, answer);
  }

  /** Returns a copy that continues the count of questions. */
  AccessServerRequirement after(AccessServerRequirement before) {
    int questions = before.asked() + (before.requirement().equals(CLARIFICATION) ? 1 : 0);
    return new AccessServerRequirement(
        location, requirement, url, code, claims, question, options, questions, answer);
  }

  /** Returns the {@code AAuth-Requirement} header value for the agent. */
  public String field() {
    return switch (requirement) {
      case INTERACTION -> "requirement=interaction; url=\"" + url + "\"; code=\"" + code + "\"";
      case CLARIFICATION -> answer.isEmpty() ? "requirement=clarification" : "requirement=approval";
      default -> "requirement=approval"; // the agent has no action to take
    };
  }

  private static String text(Map<String, Object> stored, String name) {
    return stored.get(name) instanceof String text ? text : "";
  }

  private static List<String> texts(Map<String, Object> stored, String name) {
    return stored.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are always strings
  private static Map<String, Object> answer(Object stored) {
    return stored instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
