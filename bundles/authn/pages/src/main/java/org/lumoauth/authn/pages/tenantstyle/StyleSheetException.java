/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.tenantstyle;

import com.helger.css.CSSSourceLocation;
import com.helger.css.ICSSSourceLocationAware;

/**
 * Thrown if a style sheet contains something that is not allowed; the message contains its line and
 * column.
 */
public final class StyleSheetException extends Exception {

  StyleSheetException(int line, int column, String reason) {
    super("Line " + line + ", column " + column + ": " + reason, null, false, false);
  }

  StyleSheetException(ICSSSourceLocationAware where, String reason) {
    this(line(where.getSourceLocation()), column(where.getSourceLocation()), reason);
  }

  private static int line(CSSSourceLocation at) {
    return at == null ? 1 : at.getFirstTokenBeginLineNumber();
  }

  private static int column(CSSSourceLocation at) {
    return at == null ? 1 : at.getFirstTokenBeginColumnNumber();
  }
}
