package org.lumoauth.authn.pages.own;

import com.helger.css.decl.CascadingStyleSheet;
import com.helger.css.parser.ParseException;
import com.helger.css.parser.Token;
import com.helger.css.reader.CSSReader;
import com.helger.css.reader.CSSReaderSettings;
import com.helger.css.reader.errorhandler.DoNothingCSSInterpretErrorHandler;
import com.helger.css.reader.errorhandler.ThrowingCSSParseErrorHandler;

/** Parses one style sheet, forgiving nothing. */
final class StyleParser {
  private final String source;
  private StyleRefused fault;

  private StyleParser(String source) {
    this.source = source;
  }

  /**
   * Parses a style sheet.
   *
   * @throws StyleRefused at the first thing that is no CSS
   */
  static CascadingStyleSheet parse(String source) throws StyleRefused {
    StyleText.check(source);
    return new StyleParser(source).parse();
  }

  private CascadingStyleSheet parse() throws StyleRefused {
    var settings =
        new CSSReaderSettings()
            .setUseSourceLocation(true)
            .setTabSize(1)
            .setBrowserCompliantMode(false)
            .setCustomErrorHandler(new Strict())
            .setInterpretErrorHandler(new DoNothingCSSInterpretErrorHandler())
            .setCustomExceptionHandler(this::keep);
    CascadingStyleSheet sheet = CSSReader.readFromStringReader(source, settings);
    if (sheet == null || fault != null) {
      throw fault == null ? new StyleRefused(1, 1, "this is no CSS.") : fault;
    }
    return sheet;
  }

  /** The place is that of the token after the last one that was understood. */
  private void keep(ParseException e) {
    Token last = e.currentToken;
    Token wrong = last == null || last.next == null ? last : last.next;
    if (fault == null) {
      fault =
          wrong == null
              ? new StyleRefused(1, 1, "this is no CSS.")
              : new StyleRefused(wrong.beginLine, wrong.beginColumn, "this is no CSS.");
    }
  }

  /** Keeps where the first character stands that is in no CSS. */
  private final class Strict extends ThrowingCSSParseErrorHandler {
    @Override
    public void onIllegalCharacter(char character) {
      if (fault == null) {
        fault =
            StyleText.refused(
                source, source.indexOf(character), "the character " + character + " is not taken.");
      }
    }
  }
}
