package org.lumoauth.authn.pages.render;

import freemarker.template.TemplateException;

/** A template failed. The message says where, and nothing of what the page would have shown. */
final class PageTemplateException extends RuntimeException {

  PageTemplateException(String template, Exception cause) {
    super("the page " + template + " failed" + place(cause));
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
    // A parser's message quotes the template alone.
    return ": " + cause.getMessage();
  }
}
