/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.cards;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.lumoauth.api.web.ApiException;

/**
 * The contents of an agent card beyond the agent's name, as sent by an administrator. Stored
 * unchanged and shown in the card.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentCardContent(
    String url,
    String version,
    AgentCardProvider provider,
    Boolean streaming,
    Boolean pushNotifications,
    List<String> defaultInputModes,
    List<String> defaultOutputModes,
    List<AgentCardSkill> skills) {

  private static final int MAX_TEXT = 500;
  private static final int MAX_SKILLS = 50;
  private static final int MAX_LIST = 20;

  /** The provider of an agent, as shown in its card. */
  public record AgentCardProvider(String organization, String url) {}

  /** A skill of an agent, as shown in its card. */
  public record AgentCardSkill(String id, String name, String description, List<String> tags) {}

  /**
   * Returns this form after validation.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  AgentCardContent checked() {
    address("url", url);
    text("version", version == null ? "1.0.0" : version);
    if (provider != null) {
      text("provider.organization", provider.organization());
      address("provider.url", provider.url());
    }
    texts("defaultInputModes", inputModes());
    texts("defaultOutputModes", outputModes());
    if (skillsOrNone().size() > MAX_SKILLS) {
      throw ApiException.invalid("skills", "A card can have at most " + MAX_SKILLS + " skills.");
    }
    for (var skill : skillsOrNone()) {
      if (skill == null) {
        throw ApiException.invalid("skills", "Each skill must be an object.");
      }
      text("skills.id", skill.id());
      text("skills.name", skill.name());
      text("skills.description", skill.description());
      texts("skills.tags", skill.tags());
    }
    return this;
  }

  List<String> inputModes() {
    return defaultInputModes == null ? List.of("text/plain") : defaultInputModes;
  }

  List<String> outputModes() {
    return defaultOutputModes == null ? List.of("text/plain") : defaultOutputModes;
  }

  List<AgentCardSkill> skillsOrNone() {
    return skills == null ? List.of() : skills;
  }

  private static void texts(String field, List<String> some) {
    if (some == null || some.size() > MAX_LIST) {
      throw ApiException.invalid(
          field, field + " must be a list of at most " + MAX_LIST + " strings.");
    }
    some.forEach(text -> text(field, text));
  }

  private static void text(String field, String text) {
    boolean good =
        text != null
            && !text.isBlank()
            && text.length() <= MAX_TEXT
            && text.codePoints().noneMatch(AgentCardContent::isInvisible);
    if (!good) {
      throw ApiException.invalid(
          field,
          field + " must have 1 to " + MAX_TEXT + " characters, without invisible characters.");
    }
  }

  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> true;
      default -> false;
    };
  }

  private static void address(String field, String text) {
    boolean good = text != null && text.length() <= MAX_TEXT;
    try {
      var uri = new URI(text == null ? "" : text);
      good = good && "https".equals(uri.getScheme()) && uri.getHost() != null;
      good = good && uri.getUserInfo() == null;
    } catch (URISyntaxException e) {
      good = false;
    }
    if (!good) {
      throw ApiException.invalid(field, field + " must be an https URL.");
    }
  }
}
