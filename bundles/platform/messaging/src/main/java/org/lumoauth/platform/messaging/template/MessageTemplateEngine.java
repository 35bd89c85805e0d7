/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template;

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
import java.util.Map;

/** A FreeMarker engine for texts from modules and tenants; templates can access only the model. */
public final class MessageTemplateEngine {

  private final Configuration plain = configuration(PlainTextOutputFormat.INSTANCE);
  private final Configuration html = configuration(HTMLOutputFormat.INSTANCE);

  /** Renders one line of plain text for any model values, so that no header can be injected. */
  public String subject(String name, String template, Map<String, Object> model) {
    return made(plain, name, template, model).replaceAll("\\s+", " ");
  }

  /** Renders plain text. */
  public String text(String name, String template, Map<String, Object> model) {
    return made(plain, name, template, model);
  }

  /** Renders HTML; model values are escaped. */
  public String html(String name, String template, Map<String, Object> model) {
    return made(html, name, template, model);
  }

  private static String made(
      Configuration configuration, String name, String text, Map<String, Object> model) {
    try {
      var made = new BoundedTextWriter();
      new Template(name, text, configuration).process(model, made);
      return made.toString();
    } catch (IOException | TemplateException e) {
      // Without the cause, because it may quote the model.
      throw new IllegalStateException("the message template " + name + " is invalid");
    }
  }

  private static Configuration configuration(OutputFormat format) {
    var configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setOutputFormat(format);
    // Maps, lists, texts and numbers: a template cannot access server objects.
    configuration.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_34));
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setAPIBuiltinEnabled(false);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    return configuration;
  }
}
