package org.lumoauth.agents.aauthperson.personserver;

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

  /** What was written by {@link #toMap}. */
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
  public AccessServerRequirement answered(Map<String, Object> with) {
    return new AccessServerRequirement(
        location, requirement, url, code, claims, question, options, asked, with);
  }

  /** The same of fewer claims. */
  AccessServerRequirement of(List<String> fewer) {
    return new AccessServerRequirement(
        location, requirement, url, code, fewer, question, options, asked, answer);
  }

  /** The same after another. */
  AccessServerRequirement after(AccessServerRequirement before) {
    int questions = before.asked() + (before.requirement().equals(CLARIFICATION) ? 1 : 0);
    return new AccessServerRequirement(
        location, requirement, url, code, claims, question, options, questions, answer);
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
