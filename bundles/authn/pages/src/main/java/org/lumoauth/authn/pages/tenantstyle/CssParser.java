/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.tenantstyle;

import com.helger.css.decl.CascadingStyleSheet;
import com.helger.css.parser.ParseException;
import com.helger.css.parser.Token;
import com.helger.css.reader.CSSReader;
import com.helger.css.reader.CSSReaderSettings;
import com.helger.css.reader.errorhandler.DoNothingCSSInterpretErrorHandler;
import com.helger.css.reader.errorhandler.ThrowingCSSParseErrorHandler;

/** Parses a style sheet strictly. */
final class CssParser {
  private final String source;
  private StyleSheetException fault;

  private CssParser(String source) {
    this.source = source;
  }

  /**
   * Parses a style sheet.
   *
   * @throws StyleSheetException at the first syntax error
   */
  static CascadingStyleSheet parse(String source) throws StyleSheetException {
    CssTextValidator.check(source);
    return new CssParser(source).parse();
  }

  private CascadingStyleSheet parse() throws StyleSheetException {
    var settings =
        new CSSReaderSettings()
            .setUseSourceLocation(true)
            .setTabSize(1)
            .setBrowserCompliantMode(false)
            .setCustomErrorHandler(new CssErrorHandler())
            .setInterpretErrorHandler(new DoNothingCSSInterpretErrorHandler())
            .setCustomExceptionHandler(this::keep);
    CascadingStyleSheet sheet = CSSReader.readFromStringReader(source, settings);
    if (sheet == null || fault != null) {
      throw fault == null ? new StyleSheetException(1, 1, "the text is not valid CSS.") : fault;
    }
    return sheet;
  }

  /** The position belongs to the token after the last valid one. */
  private void keep(ParseException e) {
    Token last = e.currentToken;
    Token wrong = last == null || last.next == null ? last : last.next;
    if (fault == null) {
      fault =
          wrong == null
              ? new StyleSheetException(1, 1, "the text is not valid CSS.")
              : new StyleSheetException(
                  wrong.beginLine, wrong.beginColumn, "the text is not valid CSS.");
    }
  }

  /** Records the position of the first character that is not allowed in CSS. */
  private final class CssErrorHandler extends ThrowingCSSParseErrorHandler {
    @Override
    public void onIllegalCharacter(char character) {
      if (fault == null) {
        fault =
            CssTextValidator.refused(
                source,
                source.indexOf(character),
                "the character " + character + " is not allowed.");
      }
    }
  }
}
