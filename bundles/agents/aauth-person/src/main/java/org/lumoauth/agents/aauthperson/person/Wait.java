package org.lumoauth.agents.aauthperson.person;

import java.util.Map;

/**
 * What an access server waits for. JSON can hold it.
 *
 * @param location where it is asked again
 * @param requirement {@code interaction} or {@code approval}
 * @param url where a person has to go for an interaction; else empty
 * @param code what they show there; else empty
 */
public record Wait(String location, String requirement, String url, String code) {

  /** A person has to go somewhere. */
  static final String INTERACTION = "interaction";

  /** Somebody whom the access server asks by itself. */
  static final String APPROVAL = "approval";

  /** What was written by {@link #toMap}. */
  public static Wait of(Map<String, Object> stored) {
    return new Wait(
        (String) stored.get("location"),
        (String) stored.get("requirement"),
        (String) stored.get("url"),
        (String) stored.get("code"));
  }

  /** The same as a JSON object. */
  public Map<String, Object> toMap() {
    return Map.of("location", location, "requirement", requirement, "url", url, "code", code);
  }

  /** The value of {@code AAuth-Requirement}. */
  public String field() {
    return requirement.equals(INTERACTION)
        ? "requirement=interaction; url=\"" + url + "\"; code=\"" + code + "\""
        : "requirement=approval";
  }
}
