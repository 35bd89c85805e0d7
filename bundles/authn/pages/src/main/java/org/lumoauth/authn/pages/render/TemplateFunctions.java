/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.render;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The functions of templates: {@code msg(key, arguments…)}, {@code rich(key, arguments…)}, {@code
 * has(key)}, {@code moment(instant)}, {@code span(seconds)}, {@code scopeWords(name)}, which is
 * empty for a scope without a description, and {@code powerful(name)}, whether a scope allows
 * administration of this server.
 */
final class TemplateFunctions {

  /**
   * A placeholder for an argument while the rest is escaped; it occurs in no message and no font.
   */
  private static final Pattern MARK = Pattern.compile("\uE000(\\d+)\uE001");

  private final LocalizedMessageFormatter words;
  private final Function<String, Optional<String>> scopes;

  /**
   * @param scopes returns the description of an administrative scope or of one of the tenant's
   *     scopes
   */
  TemplateFunctions(LocalizedMessageFormatter words, Function<String, Optional<String>> scopes) {
    this.words = words;
    this.scopes = scopes;
  }

  Map<String, TemplateMethodModelEx> all() {
    return Map.of(
        "msg", arguments -> words.message(text(arguments, 0), rest(arguments)),
        "rich", this::rich,
        "has",
            arguments ->
                words.has(text(arguments, 0))
                    ? TemplateBooleanModel.TRUE
                    : TemplateBooleanModel.FALSE,
        "powerful",
            arguments ->
                PrivilegedScopeDescriptionResolver.isPrivileged(text(arguments, 0))
                    ? TemplateBooleanModel.TRUE
                    : TemplateBooleanModel.FALSE,
        "scopeWords", arguments -> scopes.apply(text(arguments, 0)).orElse(""),
        "moment", this::moment,
        "span", arguments -> words.span(Duration.ofSeconds(number(arguments, 0).longValue())));
  }

  /**
   * Returns the message with its arguments marked up and isolated from the text direction, so that
   * a user-defined name cannot be mistaken for the message's own text or change its direction.
   */
  private Object rich(List<?> arguments) throws TemplateModelException {
    List<Object> values = rest(arguments);
    List<Object> marks =
        IntStream.range(0, values.size()).<Object>mapToObj(i -> "\uE000" + i + "\uE001").toList();
    String escaped =
        HTMLOutputFormat.INSTANCE.escapePlainText(words.message(text(arguments, 0), marks));
    Matcher matcher = MARK.matcher(escaped);
    String html =
        matcher.replaceAll(
            mark ->
                Matcher.quoteReplacement(
                    "<bdi class=\"name\">"
                        + escape(values.get(Integer.parseInt(mark.group(1))).toString())
                        + "</bdi>"));
    return HTMLOutputFormat.INSTANCE.fromMarkup(html);
  }

  private static String escape(String text) {
    return HTMLOutputFormat.INSTANCE.escapePlainText(text);
  }

  private Object moment(List<?> arguments) throws TemplateModelException {
    if (arguments.get(0) instanceof TemplateInstant moment) {
      return words.moment(moment.instant());
    }
    throw new TemplateModelException("the argument of moment() must be an instant");
  }

  private static List<Object> rest(List<?> arguments) throws TemplateModelException {
    List<Object> values = new ArrayList<>();
    for (Object argument : arguments.subList(1, arguments.size())) {
      if (argument instanceof TemplateNumberModel number) {
        values.add(number.getAsNumber());
      } else if (argument instanceof TemplateScalarModel scalar) {
        values.add(scalar.getAsString());
      } else {
        throw new TemplateModelException("the arguments of a message must be strings or numbers");
      }
    }
    return values;
  }

  private static String text(List<?> arguments, int index) throws TemplateModelException {
    if (arguments.size() > index && arguments.get(index) instanceof TemplateScalarModel scalar) {
      return scalar.getAsString();
    }
    throw new TemplateModelException("a message key must be a string");
  }

  private static Number number(List<?> arguments, int index) throws TemplateModelException {
    if (arguments.size() > index && arguments.get(index) instanceof TemplateNumberModel number) {
      return number.getAsNumber();
    }
    throw new TemplateModelException("a duration must be a number of seconds");
  }
}
