/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.render;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The functions that the layout exports to other templates: {@code initial(text)}, {@code
 * problem(module, code)}, {@code nameWarning(name)} and {@code methodKey(name)}. They are
 * implemented in Java because functions of a template return by an exception, which takes about as
 * long as a quarter of a page.
 */
final class LayoutTemplateFunctions {

  private final LocalizedMessageFormatter words;
  private final UnaryOperator<String> nameWarnings;

  /**
   * @param nameWarnings returns the message key of the warning about a name; an empty text for none
   */
  LayoutTemplateFunctions(LocalizedMessageFormatter words, UnaryOperator<String> nameWarnings) {
    this.words = words;
    this.nameWarnings = nameWarnings;
  }

  Map<String, TemplateMethodModelEx> all() {
    return Map.of(
        "initial", arguments -> initial(text(arguments, 0)),
        "problem", arguments -> problem(text(arguments, 0), code(arguments)),
        "nameWarning", arguments -> nameWarnings.apply(text(arguments, 0)),
        "methodKey", arguments -> methodKey(text(arguments, 0)));
  }

  private static String initial(String text) {
    String trimmed = text.trim();
    return trimmed.substring(0, Math.min(1, trimmed.length()));
  }

  private String problem(String module, String code) {
    if (code.isEmpty()) {
      return "";
    }
    String key = module + ".error." + code;
    return words.message(words.has(key) ? key : "pages.error.field", List.of());
  }

  private String methodKey(String name) {
    String own = name + ".method";
    return words.has(own) ? own : "flow.method." + name;
  }

  /** Returns an empty text if there is no code. */
  private static String code(List<?> arguments) throws TemplateModelException {
    return arguments.size() < 2 || arguments.get(1) == null ? "" : text(arguments, 1);
  }

  private static String text(List<?> arguments, int index) throws TemplateModelException {
    if (arguments.size() > index && arguments.get(index) instanceof TemplateScalarModel scalar) {
      return scalar.getAsString();
    }
    throw new TemplateModelException("the arguments of layout functions must be strings");
  }
}
