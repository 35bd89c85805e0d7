package org.lumoauth.platform.messaging.template;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.lumoauth.api.web.Problem;

/**
 * What an administrator's template may have: text, and the message's variables as {@code ${name}}.
 * The rest of the template language is not for tenants: a loop or a built-in function can cost as
 * much time and memory as one likes, and reach what is none of theirs.
 */
final class TemplateRules {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*([a-zA-Z][a-zA-Z0-9_]*)\\s*}");
  private static final Pattern LANGUAGE = Pattern.compile("[$#]\\{|</?[#@]|\\[/?[#@=]");

  private TemplateRules() {}

  /**
   * Checks one part of a template.
   *
   * @param member its name in the request
   * @param variables that the message has
   * @throws Problem 422 {@code validation_error} naming the member
   */
  static void check(String member, String text, Set<String> variables) {
    var matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      if (!variables.contains(matcher.group(1))) {
        throw Problem.invalid(
            member,
            "There is no variable " + matcher.group(1) + " here, but " + new TreeSet<>(variables));
      }
    }
    if (LANGUAGE.matcher(VARIABLE.matcher(text).replaceAll("")).find()) {
      throw Problem.invalid(
          member, member + " may have ${variable}s, and nothing else of the template language.");
    }
  }

  /** Whether a part shows a variable. */
  static boolean shows(String text, String variable) {
    var matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).equals(variable)) {
        return true;
      }
    }
    return false;
  }
}
