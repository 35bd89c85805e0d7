package org.lumoauth.agents.ask;

import java.util.Map;

/**
 * What an agent sends: either an action or a question in words.
 *
 * @param action what it wants to do, as {@code documents.read}
 * @param question the same in natural language
 * @param resource to what it wants to do it
 * @param context what else it knows
 */
record AskForm(String action, String question, ResourceForm resource, Map<String, Object> context) {

  /**
   * @param type for example {@code document}
   * @param id names one of the type
   * @param attributes what the agent says of it
   */
  record ResourceForm(String type, String id, Map<String, Object> attributes) {}
}
