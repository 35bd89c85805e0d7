/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.render;

import freemarker.template.TemplateScalarModel;
import java.time.Instant;

/** An instant in a model: ISO 8601 as text; {@code moment()} formats it. */
record TemplateInstant(Instant instant) implements TemplateScalarModel {

  @Override
  public String getAsString() {
    return instant.toString();
  }
}
