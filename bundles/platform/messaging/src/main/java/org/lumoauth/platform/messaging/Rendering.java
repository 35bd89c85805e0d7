package org.lumoauth.platform.messaging;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.OutputFormat;
import freemarker.core.PlainTextOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.message.Message;
import org.lumoauth.api.message.MessageTemplates;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.web.Problem;

/** Renders messages from the templates that modules bring. */
final class Rendering {

  private final Providers<MessageTemplates> sources;
  private final Configuration plain = configuration(PlainTextOutputFormat.INSTANCE);
  private final Configuration html = configuration(HTMLOutputFormat.INSTANCE);

  Rendering(ProviderRegistry registry) {
    this.sources = registry.follow(MessageTemplates.class);
  }

  void close() {
    sources.close();
  }

  private record Found(MessageTemplates.Template template, Locale locale) {}

  /**
   * The message in the first of the reader's languages that the template has, else in English.
   *
   * @throws Problem 503 {@code module_unavailable} if no module brings the template
   */
  Message render(String to, String name, List<Locale> locales, Map<String, Object> model) {
    Found found = find(name, locales).orElseThrow(() -> Problem.moduleUnavailable(name));
    MessageTemplates.Template template = found.template();
    return new Message(
        to,
        name,
        found.locale().toLanguageTag(),
        Map.of(),
        // One line, whatever the model holds: no header can be added by it.
        template.subject().map(text -> made(plain, name, text, model).replaceAll("\\s+", " ")),
        made(plain, name, template.text(), model),
        template.html().map(text -> made(html, name, text, model)));
  }

  private Optional<Found> find(String name, List<Locale> locales) {
    List<Lease<MessageTemplates>> held = sources.acquireAll();
    try {
      for (Locale locale : locales) {
        Optional<Found> found = find(held, name, locale);
        if (found.isPresent()) {
          return found;
        }
      }
      return find(held, name, Locale.ENGLISH);
    } finally {
      held.forEach(Lease::close);
    }
  }

  private static Optional<Found> find(
      List<Lease<MessageTemplates>> held, String name, Locale locale) {
    return held.stream()
        .flatMap(source -> source.get().template(name, locale).stream())
        .map(template -> new Found(template, locale))
        .findFirst();
  }

  private static String made(
      Configuration configuration, String name, String text, Map<String, Object> model) {
    try {
      StringWriter made = new StringWriter();
      new Template(name, text, configuration).process(model, made);
      return made.toString();
    } catch (IOException | TemplateException e) {
      // Without the cause: it may quote the model.
      throw new IllegalStateException("the message template " + name + " is broken");
    }
  }

  private static Configuration configuration(OutputFormat format) {
    var configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setOutputFormat(format);
    // Maps, lists, texts and numbers: a template reaches no object of ours.
    configuration.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_34));
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setAPIBuiltinEnabled(false);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    return configuration;
  }
}
