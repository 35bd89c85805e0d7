package org.lumoauth.agents.aauthperson.person;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an access server waits for. JSON can hold it.
 *
 * @param location where it is asked again
 * @param requirement {@code interaction}, {@code approval}, {@code claims}, {@code clarification}
 *     or {@code payment}
 * @param url where a person has to go for an interaction; else empty
 * @param code what they show there; else empty
 * @param claims what it wants to know of the person
 * @param question what it asks; else empty
 * @param options the answers that it offers, if any
 * @param asked how many questions it had asked before
 * @param answer what it is told when it is asked again; empty if nothing
 */
public record Wait(
    String location,
    String requirement,
    String url,
    String code,
    List<String> claims,
    String question,
    List<String> options,
    int asked,
    Map<String, Object> answer) {

  /** A person has to go somewhere. */
  static final String INTERACTION = "interaction";

  /** Somebody whom the access server asks by itself. */
  static final String APPROVAL = "approval";

  /** It wants to know something of the person. */
  static final String CLAIMS = "claims";

  /** It has a question. */
  static final String CLARIFICATION = "clarification";

  /** It wants to be paid. */
  static final String PAYMENT = "payment";

  public Wait {
    claims = List.copyOf(claims);
    options = List.copyOf(options);
    answer = Map.copyOf(answer);
  }

  private Wait(String location, String requirement) {
    this(location, requirement, "", "", List.of(), "", List.of(), 0, Map.of());
  }

  static Wait approval(String location) {
    return new Wait(location, APPROVAL);
  }

  static Wait payment(String location) {
    return new Wait(location, PAYMENT);
  }

  static Wait interaction(String location, String url, String code) {
    return new Wait(location, INTERACTION, url, code, List.of(), "", List.of(), 0, Map.of());
  }

  static Wait claims(String location, List<String> claims) {
    return new Wait(location, CLAIMS, "", "", claims, "", List.of(), 0, Map.of());
  }

  static Wait clarification(String location, String question, List<String> options) {
    return new Wait(location, CLARIFICATION, "", "", List.of(), question, options, 0, Map.of());
  }

  /** What was written by {@link #toMap}. */
  public static Wait of(Map<String, Object> stored) {
    return new Wait(
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

  /** The same as a JSON object. */
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

  /** Whether a question has to be answered, and is not. */
  public boolean wantsAnswer() {
    return requirement.equals(CLARIFICATION) && answer.isEmpty();
  }

  /** Whether it wants to know something of the person. */
  public boolean wantsClaims() {
    return requirement.equals(CLAIMS);
  }

  /** The same with what is to be told. */
  public Wait answered(Map<String, Object> with) {
    return new Wait(location, requirement, url, code, claims, question, options, asked, with);
  }

  /** The same of fewer claims. */
  Wait of(List<String> fewer) {
    return new Wait(location, requirement, url, code, fewer, question, options, asked, answer);
  }

  /** The same after another. */
  Wait after(Wait before) {
    int questions = before.asked() + (before.requirement().equals(CLARIFICATION) ? 1 : 0);
    return new Wait(location, requirement, url, code, claims, question, options, questions, answer);
  }

  /** The value of {@code AAuth-Requirement} for the agent. */
  public String field() {
    return switch (requirement) {
      case INTERACTION -> "requirement=interaction; url=\"" + url + "\"; code=\"" + code + "\"";
      case CLARIFICATION -> answer.isEmpty() ? "requirement=clarification" : "requirement=approval";
      default -> "requirement=approval"; // nothing that the agent could do
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

  @SuppressWarnings("unchecked") // members of a JSON object are named by text
  private static Map<String, Object> answer(Object stored) {
    return stored instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
