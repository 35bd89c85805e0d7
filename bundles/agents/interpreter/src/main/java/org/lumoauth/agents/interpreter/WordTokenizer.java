/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** Splits text into words and their stems. Thread-safe. */
final class WordTokenizer implements AutoCloseable {

  private final Analyzer analyzer =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          var tokenizer = new StandardTokenizer();
          return new TokenStreamComponents(
              tokenizer,
              new KStemFilter(new LowerCaseFilter(new EnglishPossessiveFilter(tokenizer))));
        }
      };

  /** Returns the words in their order. */
  List<WordToken> of(String text) {
    List<WordToken> tokens = new ArrayList<>();
    try (var stream = analyzer.tokenStream("text", new StringReader(text))) {
      var term = stream.addAttribute(CharTermAttribute.class);
      var offset = stream.addAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        var word = text.substring(offset.startOffset(), offset.endOffset());
        tokens.add(new WordToken(word.toLowerCase(Locale.ROOT), singular(term.toString())));
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the input is in memory, so no I/O error can occur
    }
    return tokens;
  }

  /**
   * Returns the singular of a stem. The stemmer treats some plurals, such as papers, as separate
   * words.
   */
  private static String singular(String stem) {
    boolean plural = stem.length() > 3 && stem.endsWith("s") && !stem.matches(".*[sui]s");
    return plural ? stem.substring(0, stem.length() - 1) : stem;
  }

  /** Returns the stem of a word. */
  String stem(String word) {
    var tokens = of(word);
    return tokens.size() == 1 ? tokens.get(0).stem() : word.toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    analyzer.close();
  }
}
