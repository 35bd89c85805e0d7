package org.lumoauth.authn.pages.render;

import freemarker.template.TemplateScalarModel;
import java.time.Instant;

/** An instant in a model: as text it is ISO 8601, and {@code moment()} says it in words. */
record TemplateInstant(Instant instant) implements TemplateScalarModel {

  @Override
  public String getAsString() {
    return instant.toString();
  }
}
