/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.render;

import freemarker.template.TemplateException;

/** Thrown if a template fails. The message contains the position, but no values of the page. */
final class PageTemplateException extends RuntimeException {

  PageTemplateException(String template, Exception cause) {
    super("rendering of the page " + template + " failed" + place(cause));
  }

  private static String place(Exception cause) {
    if (cause instanceof TemplateException failure) {
      return " at "
          + failure.getTemplateSourceName()
          + ":"
          + failure.getLineNumber()
          + ":"
          + failure.getColumnNumber()
          + " in "
          + failure.getBlamedExpressionString();
    }
    // A parser's message quotes only the template.
    return ": " + cause.getMessage();
  }
}
