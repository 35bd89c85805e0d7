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
 * Which attributes an expression names. Only those are looked up, so it must name each: one that
 * went through all of a user's attributes, or asked which there are, would take those that nobody
 * looked up for missing.
 */
public final class ExpressionAttributePaths {

  private static final String ROOTS = "(?<![.\\w])(user|resource|environment|env)\\b";

  /** What an attribute is named by, then what is text or remark, then what is none of these. */
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

  private ExpressionAttributePaths() {}

  /**
   * The attributes that stand in it.
   *
   * @throws InvalidExpressionException if it uses all attributes of something, or a name that no
   *     attribute has
   */
  static Set<AttributePath> in(String source) {
    var found = new LinkedHashSet<AttributePath>();
    var token = TOKEN.matcher(source);
    while (token.find()) {
      if (token.group(ALONE) != null) {
        throw refused(source, token, "Name the attribute, as " + token.group(ALONE) + ".NAME.");
      }
      if (token.group(1) != null) {
        var name = token.group(NAME) == null ? token.group(QUOTED) : token.group(NAME);
        if (!AttributePath.isName(name)) {
          throw refused(source, token, "No attribute can be called so.");
        }
        found.add(new AttributePath(root(token.group(1)), name));
      }
    }
    return Set.copyOf(found);
  }

  /**
   * The expression with a parameter in the place of each attribute, so that each can have a type of
   * its own. Whatever else stands in it stays where it is, and so do line and column of a fault.
   *
   * @param source one that {@link #in} takes
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

  /** Whether an attribute is there can be asked of one of any type. */
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
   * An expression over parameters of its own.
   *
   * @param source its text
   * @param parameters the attributes that they stand for
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
