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
 * The functions that templates have: {@code msg(key, arguments…)}, {@code rich(key, arguments…)},
 * {@code has(key)}, {@code moment(instant)}, {@code span(seconds)}, {@code scopeWords(name)}, which
 * is empty for a scope that nobody has words for, and {@code powerful(name)}, whether a scope gives
 * power over this server itself.
 */
final class TemplateFunctions {

  /** Stands for an argument while the rest is escaped; in no message and in no font. */
  private static final Pattern MARK = Pattern.compile("\uE000(\\d+)\uE001");

  private final LocalizedMessages words;
  private final Function<String, Optional<String>> scopes;

  /**
   * @param scopes what a scope stands for: that gives power here, or of the tenant's own
   */
  TemplateFunctions(LocalizedMessages words, Function<String, Optional<String>> scopes) {
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
                PrivilegedScopeDescriptions.isPrivileged(text(arguments, 0))
                    ? TemplateBooleanModel.TRUE
                    : TemplateBooleanModel.FALSE,
        "scopeWords", arguments -> scopes.apply(text(arguments, 0)).orElse(""),
        "moment", this::moment,
        "span", arguments -> words.span(Duration.ofSeconds(number(arguments, 0).longValue())));
  }

  /**
   * The message with its arguments set off, and kept from turning the writing direction round: a
   * name that somebody chose can neither be mistaken for our words nor disturb them.
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
    throw new TemplateModelException("moment() takes an instant");
  }

  private static List<Object> rest(List<?> arguments) throws TemplateModelException {
    List<Object> values = new ArrayList<>();
    for (Object argument : arguments.subList(1, arguments.size())) {
      if (argument instanceof TemplateNumberModel number) {
        values.add(number.getAsNumber());
      } else if (argument instanceof TemplateScalarModel scalar) {
        values.add(scalar.getAsString());
      } else {
        throw new TemplateModelException("an argument of a message is text or a number");
      }
    }
    return values;
  }

  private static String text(List<?> arguments, int index) throws TemplateModelException {
    if (arguments.size() > index && arguments.get(index) instanceof TemplateScalarModel scalar) {
      return scalar.getAsString();
    }
    throw new TemplateModelException("a key is text");
  }

  private static Number number(List<?> arguments, int index) throws TemplateModelException {
    if (arguments.size() > index && arguments.get(index) instanceof TemplateNumberModel number) {
      return number.getAsNumber();
    }
    throw new TemplateModelException("a duration is a number of seconds");
  }
}
