/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.condition;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.api.expression.InvalidExpressionException;
import org.lumoauth.authz.abac.condition.AttributePath.AttributeRoot;

/**
 * Extracts the attributes of an expression. Only those are looked up, so the expression must name
 * each attribute: if it iterated over all attributes of a user, attributes that were not looked up
 * would seem missing.
 */
public final class ExpressionAttributePathExtractor {

  private static final String ROOTS = "(?<![.\\w])(user|resource|environment|env)\\b";

  /**
   * Matches an attribute path, a string or comment, or a forbidden use of a root, in this order.
   */
  private static final Pattern TOKEN =
      Pattern.compile(
          ROOTS
              + "\\s*+(?:\\.\\s*+(\\w++)|\\[\\s*+[\"'](\\w++)[\"']\\s*+\\])"
              + "|[rR]?(?:\"\"\".*?\"\"\"|'''.*?''')"
              + "|[rR]\"[^\"\\n]*+\"|[rR]'[^'\\n]*+'"
              + "|\"(?:[^\"\\\\\\n]++|\\\\.)*+\"|'(?:[^'\\\\\\n]++|\\\\.)*+'"
              + "|//[^\\n]*+"
              + "|"
              + ROOTS,
          Pattern.DOTALL);

  private static final Pattern PRESENCE = Pattern.compile("\\bhas\\(\\s*+(\\w++)\\s*+\\)");

  private static final int NAME = 2;
  private static final int QUOTED = 3;
  private static final int ALONE = 4;

  private ExpressionAttributePathExtractor() {}

  /**
   * Returns the attributes of an expression.
   *
   * @throws InvalidExpressionException if it uses a root without an attribute name, or an invalid
   *     name
   */
  static Set<AttributePath> in(String source) {
    var found = new LinkedHashSet<AttributePath>();
    var token = TOKEN.matcher(source);
    while (token.find()) {
      if (token.group(ALONE) != null) {
        throw refused(
            source, token, "Use an attribute path, for example " + token.group(ALONE) + ".NAME.");
      }
      if (token.group(1) != null) {
        var name = token.group(NAME) == null ? token.group(QUOTED) : token.group(NAME);
        if (!AttributePath.isName(name)) {
          throw refused(source, token, "The attribute name is invalid.");
        }
        found.add(new AttributePath(root(token.group(1)), name));
      }
    }
    return Set.copyOf(found);
  }

  /**
   * Replaces each attribute by a parameter with its own type. The rest of the expression keeps its
   * position, and so do the line and column of errors.
   *
   * @param source an expression that {@link #in} accepts
   */
  public static FlattenedExpression flatten(String source) {
    Map<String, AttributePath> parameters = new HashMap<>();
    var flat = new StringBuilder();
    var token = TOKEN.matcher(source);
    while (token.find()) {
      var text = token.group();
      if (token.group(1) != null) {
        var name = token.group(NAME) == null ? token.group(QUOTED) : token.group(NAME);
        text = text.replaceAll("\\W", "_");
        parameters.put(text, new AttributePath(root(token.group(1)), name));
      }
      token.appendReplacement(flat, Matcher.quoteReplacement(text));
    }
    token.appendTail(flat);
    return new FlattenedExpression(
        withoutPresence(flat.toString(), parameters.keySet()), parameters);
  }

  /** Replaces presence tests, which are valid for attributes of any type. */
  private static String withoutPresence(String flat, Set<String> parameters) {
    return PRESENCE
        .matcher(flat)
        .replaceAll(
            asked ->
                Matcher.quoteReplacement(
                    parameters.contains(asked.group(1))
                        ? "true" + " ".repeat(asked.group().length() - "true".length())
                        : asked.group()));
  }

  /**
   * An expression with parameters.
   *
   * @param source the text
   * @param parameters the attribute of each parameter
   */
  public record FlattenedExpression(String source, Map<String, AttributePath> parameters) {}

  private static AttributeRoot root(String word) {
    return switch (word) {
      case "user" -> AttributeRoot.USER;
      case "resource" -> AttributeRoot.RESOURCE;
      default -> AttributeRoot.ENVIRONMENT;
    };
  }

  private static InvalidExpressionException refused(String source, Matcher token, String message) {
    var before = source.substring(0, token.start());
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new InvalidExpressionException(
        message, line, before.length() - before.lastIndexOf('\n'));
  }
}
